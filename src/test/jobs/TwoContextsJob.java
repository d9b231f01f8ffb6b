import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Two Spark contexts in one JVM, one after the other. */
public final class TwoContextsJob {

  private TwoContextsJob() {}

  public static void main(String[] args) throws InterruptedException {
    for (int context = 1; context <= 2; context++) {
      JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("two " + context));
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        numbers.add(i);
      }
      System.out.println("context " + context + ": " + sc.parallelize(numbers, 4).count());
      // The agent says where its metrics are at its first look, a second after the start.
      Thread.sleep(5000);
      sc.stop();
    }
    System.out.println("JOB done");
  }
}
