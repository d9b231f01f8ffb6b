import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * A shuffle whose reducing takes a while. Each task leaves a file in a directory when it begins and
 * one when it has ended, so that what was done twice can be counted.
 *
 * <pre>SpotJob DIRECTORY</pre>
 */
public final class SpotJob {
  private static final int TASKS = 8;
  private static final int EXECUTORS = 4;
  private static final long MAP_MILLIS = 1_000;
  private static final long REDUCE_MILLIS = 2_000;

  private SpotJob() {}

  public static void main(String[] args) throws Exception {
    String directory = args[0];
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("spot"));
    while (sc.sc().getExecutorMemoryStatus().size() < EXECUTORS + 1) {
      Thread.sleep(100);
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      numbers.add(i);
    }
    JavaFutureAction<Void> result =
        sc.parallelize(numbers, TASKS)
            .mapPartitionsToPair(
                part -> {
                  done(directory, "map", MAP_MILLIS);
                  List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
                  part.forEachRemaining(i -> pairs.add(new Tuple2<>(i, i)));
                  return pairs.iterator();
                })
            .groupByKey(TASKS)
            .foreachPartitionAsync(part -> done(directory, "reduce", REDUCE_MILLIS));
    while (reducing(Paths.get(directory)) < EXECUTORS) {
      Thread.sleep(20);
    }
    System.out.println("JOB reduces");
    result.get();
    System.out.println("JOB done");
    sc.stop();
  }

  private static long reducing(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(each -> each.getFileName().toString().startsWith("reduce")).count();
    }
  }

  private static void done(String directory, String what, long millis)
      throws IOException, InterruptedException {
    Path began = Paths.get(directory, what + "-" + TaskContext.get().taskAttemptId());
    Files.createFile(began);
    Thread.sleep(millis);
    Files.createFile(Paths.get(began + ".done"));
  }
}
