import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.ExecutorDecommissionInfo;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import scala.Option;
import scala.Tuple2;

/** A job that loses something once, in the way that it is told, goes on and ends well. */
public final class LossJob {
  private static final int TASKS = 8;

  private LossJob() {}

  public static void main(String[] args) throws Exception {
    String way = args[0];
    String flag = args[1];
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("loss-" + way));
    awaitExecutors(sc, 2);
    switch (way) {
      case "shuffle":
        loseShuffleFiles(sc);
        break;
      case "decommission":
        decommission(sc);
        break;
      case "straggler":
        straggle(sc, Long.parseLong(flag));
        break;
      default:
        sc.parallelize(numbers(), TASKS)
            .foreach(
                i -> {
                  if (TaskContext.getPartitionId() == 0) {
                    dieOnce(way, new File(flag));
                  }
                });
    }
    // Time for the agent to look, and for its receivers to be tried.
    Thread.sleep(5000);
    System.out.println("JOB done");
    sc.stop();
  }

  private static void awaitExecutors(JavaSparkContext sc, int number) throws InterruptedException {
    while (sc.sc().getExecutorMemoryStatus().size() < number + 1) {
      Thread.sleep(100);
    }
  }

  private static List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static void dieOnce(String way, File flag) throws IOException, InterruptedException {
    if (flag.createNewFile()) {
      if (way.equals("sigkill")) {
        String pid = new File("/proc/self").getCanonicalFile().getName();
        new ProcessBuilder("kill", "-9", pid).start().waitFor();
        Thread.sleep(60_000);
      }
      Runtime.getRuntime().halt(52);
    }
  }

  /** A second reduce finds the files of one executor gone, so that maps are done once more. */
  private static void loseShuffleFiles(JavaSparkContext sc) {
    JavaPairRDD<Integer, Iterable<Integer>> grouped =
        sc.parallelize(numbers(), TASKS).mapToPair(i -> new Tuple2<>(i % 10, i)).groupByKey(4);
    grouped.count();
    sc.parallelize(numbers(), TASKS)
        .foreachPartition(
            part -> {
              if (SparkEnv.get().executorId().equals("0")) {
                for (File each : SparkEnv.get().blockManager().diskBlockManager().localDirs()) {
                  deleteShuffle(each);
                }
              }
            });
    System.out.println("JOB counted " + grouped.count());
  }

  private static void deleteShuffle(File directory) {
    File[] files = directory.listFiles();
    for (File each : files == null ? new File[0] : files) {
      if (each.isDirectory()) {
        deleteShuffle(each);
      } else if (each.getName().startsWith("shuffle_")) {
        each.delete();
      }
    }
  }

  private static void decommission(JavaSparkContext sc) throws InterruptedException {
    CoarseGrainedSchedulerBackend backend =
        (CoarseGrainedSchedulerBackend) sc.sc().schedulerBackend();
    backend.decommissionExecutor(
        "0", new ExecutorDecommissionInfo("node goes away", Option.empty()), false, false);
    for (int i = 0; i < 40; i++) {
      sc.parallelize(numbers(), 4).foreach(each -> {});
      Thread.sleep(500);
    }
  }

  private static void straggle(JavaSparkContext sc, long millis) {
    sc.parallelize(numbers(), 24)
        .foreachPartition(
            part -> Thread.sleep(TaskContext.getPartitionId() == 5 ? millis : 200));
    System.out.println("JOB straggled");
  }
}
