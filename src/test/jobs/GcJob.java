import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A job whose executors hold most of their heap and make garbage in what is left, so that they
 * collect all the time.
 *
 * <pre>GcJob TASKS SECONDS_A_TASK</pre>
 */
public final class GcJob {
  private static final List<Object> HELD = new ArrayList<>();
  private static final double SHARE = 0.72;
  private static final int NODE_BYTES = 200;

  private GcJob() {}

  public static void main(String[] args) throws Exception {
    int tasks = Integer.parseInt(args[0]);
    double seconds = Double.parseDouble(args[1]);
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("gc"));
    while (sc.sc().getExecutorMemoryStatus().size() < 3) {
      Thread.sleep(100);
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      numbers.add(i);
    }
    sc.setJobDescription("Garbage");
    sc.parallelize(numbers, tasks).foreach(i -> work(seconds));
    // Time for the agent to look.
    Thread.sleep(3000);
    System.out.println("JOB done");
    sc.stop();
  }

  private static void work(double seconds) {
    hold();
    List<byte[]> young = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      young.add(new byte[NODE_BYTES]);
      if (young.size() > 50_000) {
        young.clear();
      }
    }
  }

  /** Once for each executor. */
  private static synchronized void hold() {
    Runtime jvm = Runtime.getRuntime();
    if (HELD.isEmpty()) {
      System.gc();
      long used = jvm.totalMemory() - jvm.freeMemory();
      long nodes = (long) (SHARE * jvm.maxMemory() - used) / (NODE_BYTES + 24);
      for (long i = 0; i < nodes; i++) {
        HELD.add(new byte[NODE_BYTES]);
      }
    }
  }
}
