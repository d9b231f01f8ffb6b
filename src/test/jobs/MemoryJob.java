import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Small tasks that need next to no memory, and one among them that may end its executor, once: by a
 * signal, or by filling the heap until Spark ends the JVM for its OutOfMemoryError.
 *
 * <pre>MemoryJob none | sigkill | heap FILE</pre>
 */
public final class MemoryJob {
  private static final int EXECUTORS = 3;
  private static final int TASKS = 60;
  private static final long MILLIS = 150;
  private static final int CHUNK_BYTES = 4 << 20;

  private MemoryJob() {}

  public static void main(String[] args) throws Exception {
    String way = args[0];
    String once = args[1];
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("memory-" + way));
    while (sc.sc().getExecutorMemoryStatus().size() < EXECUTORS + 1) {
      Thread.sleep(100);
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      numbers.add(i);
    }
    for (int stage = 0; stage < 2; stage++) {
      int last = TASKS * stage - 1;
      sc.parallelize(numbers, TASKS)
          .foreachPartition(
              part -> {
                Thread.sleep(MILLIS);
                if (TaskContext.getPartitionId() == last && new File(once).createNewFile()) {
                  end(way);
                }
              });
    }
    System.out.println("JOB done");
    sc.stop();
  }

  private static void end(String way) throws IOException, InterruptedException {
    if (way.equals("sigkill")) {
      String pid = new File("/proc/self").getCanonicalFile().getName();
      new ProcessBuilder("kill", "-9", pid).start().waitFor();
      Thread.sleep(60_000);
    }
    List<byte[]> held = new ArrayList<>();
    while (way.equals("heap")) {
      held.add(new byte[CHUNK_BYTES]);
    }
  }
}
