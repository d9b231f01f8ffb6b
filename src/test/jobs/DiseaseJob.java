import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * A job with exactly one thing wrong, and with nothing else.
 *
 * <pre>DiseaseJob hot-key | large-file DIRECTORY | slow-executor | tiny-tasks | none</pre>
 */
public final class DiseaseJob {
  private static final int MANY_RECORDS = 16_000;
  private static final int FEW_RECORDS = 100;
  private static final int PARTS = 12;
  private static final int EXECUTORS = 3;

  private DiseaseJob() {}

  public static void main(String[] args) throws Exception {
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("disease-" + args[0]));
    awaitExecutors(sc);
    switch (args[0]) {
      case "hot-key":
        hotKey(sc);
        break;
      case "large-file":
        largeFile(sc, Paths.get(args[1]));
        break;
      case "slow-executor":
        slowExecutor(sc);
        break;
      case "tiny-tasks":
        sc.parallelize(numbers(3_000), 3_000).foreach(each -> {});
        break;
      default:
        even(sc);
    }
    System.out.println("JOB done");
    sc.stop();
  }

  /** Executors that come late would get fewer tasks. */
  private static void awaitExecutors(JavaSparkContext sc) throws InterruptedException {
    while (sc.sc().getExecutorMemoryStatus().size() < EXECUTORS + 1) {
      Thread.sleep(100);
    }
  }

  private static List<Integer> numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /** One millisecond a record, so that time goes with data. */
  private static <T> void work(Iterator<T> records) throws InterruptedException {
    while (records.hasNext()) {
      records.next();
      Thread.sleep(1);
    }
  }

  private static void hotKey(JavaSparkContext sc) {
    sc.parallelize(numbers(MANY_RECORDS + PARTS * FEW_RECORDS), 4)
        .mapToPair(i -> new Tuple2<>(i < MANY_RECORDS ? 0 : i % PARTS, i))
        .partitionBy(new ByNumber())
        .foreachPartition(DiseaseJob::work);
  }

  private static void largeFile(JavaSparkContext sc, Path directory) throws IOException {
    for (int part = 0; part < PARTS; part++) {
      write(directory.resolve("part-" + part + ".gz"), part == 0 ? MANY_RECORDS : FEW_RECORDS);
    }
    sc.textFile(directory.toUri().toString()).foreachPartition(DiseaseJob::work);
  }

  /** Lines that do not become much smaller. */
  private static void write(Path file, int lines) throws IOException {
    Random random = new Random(lines);
    try (PrintWriter out = new PrintWriter(new GZIPOutputStream(Files.newOutputStream(file)))) {
      for (int line = 0; line < lines; line++) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 64; i++) {
          text.append(Long.toHexString(random.nextLong()));
        }
        out.println(text);
      }
    }
  }

  private static void slowExecutor(JavaSparkContext sc) {
    JavaRDD<Integer> parts = sc.parallelize(numbers(60), 60);
    for (int stage = 0; stage < 2; stage++) {
      parts.foreachPartition(
          part -> Thread.sleep(SparkEnv.get().executorId().equals("1") ? 2_000 : 400));
    }
  }

  private static void even(JavaSparkContext sc) {
    JavaRDD<Integer> parts = sc.parallelize(numbers(EXECUTORS * 4), EXECUTORS * 4);
    for (int stage = 0; stage < 3; stage++) {
      parts
          .mapToPair(i -> new Tuple2<>(i, i))
          .partitionBy(new ByNumber())
          .foreachPartition(part -> Thread.sleep(1_000));
    }
  }

  /** A key's own number. */
  private static final class ByNumber extends Partitioner {
    @Override
    public int numPartitions() {
      return PARTS;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByNumber;
    }

    @Override
    public int hashCode() {
      return PARTS;
    }
  }
}
