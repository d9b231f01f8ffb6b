import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/** A job that fails for good, in an application that goes on and ends well. */
public final class FailingJob {

  private FailingJob() {}

  public static void main(String[] args) throws InterruptedException {
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("failing"));
    try {
      sc.parallelize(java.util.Arrays.asList(1, 2), 2)
          .foreach(
              i -> {
                throw new IllegalStateException("always fails");
              });
    } catch (Exception e) {
      System.out.println(e instanceof SparkException ? "caught" : e.toString());
    }
    // Time for the agent to look, and for its receivers to be tried.
    Thread.sleep(4000);
    System.out.println("JOB done");
    sc.stop();
  }
}
