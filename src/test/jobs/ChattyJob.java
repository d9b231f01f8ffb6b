import java.util.Arrays;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Writes a long event log in a short time: each job has a property of 200,000 characters, which
 * Spark logs with the job and with its stage. A job has one stage of two tasks.
 *
 * <pre>ChattyJob JOBS [stay]</pre>
 *
 * With "stay" it waits after "JOB done" to be killed, at most two minutes.
 */
public final class ChattyJob {

  private static final int PAYLOAD = 200_000;

  private ChattyJob() {}

  public static void main(String[] args) throws InterruptedException {
    int jobs = Integer.parseInt(args[0]);
    Random random = new Random(1);
    try (JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("chatty"))) {
      for (int job = 0; job < jobs; job++) {
        sc.setLocalProperty("payload", payload(random));
        sc.parallelize(Arrays.asList(1, 2, 3, 4), 2).count();
      }
      System.out.println("JOB done");
      if (args.length > 1) {
        Thread.sleep(120_000);
      }
    }
  }

  private static String payload(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < PAYLOAD) {
      text.append(Long.toString(random.nextLong(), 36));
    }
    return text.substring(0, PAYLOAD);
  }
}
