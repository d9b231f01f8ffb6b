import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Two Spark contexts alive at once in one JVM. Spark has refused that since 3.0, so the first one is
 * hidden from it while the second is made, as some servers and test suites do by force.
 */
public final class ContextsAtOnceJob {

  private ContextsAtOnceJob() {}

  public static void main(String[] args) throws InterruptedException {
    JavaSparkContext first = new JavaSparkContext(new SparkConf().setAppName("first"));
    System.out.println("first: " + first.parallelize(Arrays.asList(1, 2, 3), 3).count());
    SparkContext$.MODULE$.clearActiveContext();
    JavaSparkContext second = new JavaSparkContext(new SparkConf().setAppName("second"));
    System.out.println("second: " + second.parallelize(Arrays.asList(1, 2, 3, 4), 4).count());
    // Both agents look at their application while both contexts are there.
    Thread.sleep(5000);
    second.stop();
    first.stop();
    System.out.println("JOB done");
  }
}
