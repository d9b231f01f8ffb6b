import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prints the agent's threads while the application runs and after it has ended. */
public final class ThreadsJob {

  private ThreadsJob() {}

  public static void main(String[] args) throws InterruptedException {
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("threads"));
    sc.parallelize(Arrays.asList(1, 2, 3), 2).count();
    Thread.sleep(5000);
    print("running");
    sc.stop();
    long end = System.currentTimeMillis() + 20_000;
    while (agentThreads() > 0 && System.currentTimeMillis() < end) {
      Thread.sleep(100);
    }
    print("left");
  }

  private static void print(String when) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (isAgents(thread)) {
        System.out.println(when + " " + thread.getName() + " daemon=" + thread.isDaemon());
      }
    }
  }

  private static long agentThreads() {
    return Thread.getAllStackTraces().keySet().stream().filter(ThreadsJob::isAgents).count();
  }

  /** By name, and by a stack that runs the agent's code. */
  private static boolean isAgents(Thread thread) {
    if (thread.getName().startsWith("spark-vitals") || thread.getName().startsWith("HTTP-Disp")) {
      return true;
    }
    return thread != Thread.currentThread()
        && !thread.getName().startsWith("spark-listener")
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("io.sparkvitals."));
  }
}
