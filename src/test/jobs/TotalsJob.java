import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Makes every number of a task and every end of a task, job, stage and executor happen at least
 * once, so that a listener's totals can be compared with Spark's own.
 *
 * <pre>TotalsJob DIR [STAY_FILE]</pre>
 *
 * Files go below DIR. After "JOB done" it waits until STAY_FILE exists, at most 120 s, so that what
 * the driver serves can be read at the end. A local master needs retries: {@code local[2,4]}. The
 * executor loss and the speculative task need a cluster, the latter one with two hosts.
 */
public final class TotalsJob {

  private static final long STAY_LIMIT_MILLIS = 120_000;

  private final SparkSession spark;
  private final JavaSparkContext sc;
  private final String directory;

  private TotalsJob(SparkSession spark, String directory) {
    this.spark = spark;
    this.sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    SparkSession spark =
        SparkSession.builder()
            .appName("totals")
            .config("spark.sql.shuffle.partitions", "6")
            .config("spark.shuffle.spill.numElementsForceSpillThreshold", "3000")
            .config("spark.speculation", "true")
            .config("spark.speculation.quantile", "0.5")
            .config("spark.speculation.interval", "200ms")
            .config("spark.speculation.minTaskRuntime", "1s")
            .getOrCreate();
    TotalsJob job = new TotalsJob(spark, args[0]);
    Files.createDirectories(Paths.get(args[0]));
    job.shuffleSpillAndCache();
    job.inputAndOutput();
    job.retriedFailures();
    job.failedJob();
    job.cancelledJob();
    job.bigResult();
    job.sql();
    if (!job.sc.master().startsWith("local")) {
      job.speculation();
      job.stageRetry();
    }
    System.out.println("JOB done");
    stay(args.length > 1 ? args[1] : "");
    spark.stop();
  }

  private static void stay(String file) throws InterruptedException {
    long end = System.currentTimeMillis() + STAY_LIMIT_MILLIS;
    while (!file.isEmpty() && !Files.exists(Paths.get(file)) && System.currentTimeMillis() < end) {
      Thread.sleep(100);
    }
  }

  private void shuffleSpillAndCache() {
    sc.setJobDescription("shuffle, spill and cache");
    JavaPairRDD<Integer, String> pairs =
        numbers(60_000, 4).mapToPair(i -> new Tuple2<>(i % 20_011, "value " + i));
    JavaPairRDD<Integer, Iterable<String>> grouped = pairs.groupByKey(4).sortByKey();
    grouped.setName("grouped values").persist(StorageLevel.MEMORY_AND_DISK());
    System.out.println("groups " + grouped.count() + ", again " + grouped.count());
    grouped.unpersist(true);
  }

  private void inputAndOutput() {
    sc.setJobDescription("input and output");
    numbers(20_000, 3).map(i -> "line " + i).saveAsTextFile(directory + "/text");
    JavaRDD<String> lines = sc.textFile(directory + "/text", 3);
    System.out.println("lines " + lines.filter(line -> line.endsWith("7")).count());
  }

  private void retriedFailures() {
    sc.setJobDescription("failures that are retried");
    long count =
        numbers(24_000, 24)
            .mapPartitions(
                numbers -> {
                  TaskContext task = TaskContext.get();
                  if (task.partitionId() % 6 == 2 && task.attemptNumber() == 0) {
                    throw new IOException("first attempt fails");
                  }
                  return numbers;
                })
            .count();
    System.out.println("after failures " + count);
  }

  private void failedJob() {
    sc.setJobDescription("job that fails");
    boolean failed = fails(() -> numbers(2, 2).foreach(i -> fail()));
    System.out.println("job failed " + failed);
  }

  /** Whether {@code action} throws, be it a checked exception that Scala does not declare. */
  private static boolean fails(Runnable action) {
    try {
      action.run();
      return false;
    } catch (Exception e) {
      return true;
    }
  }

  private static void fail() {
    throw new UnsupportedOperationException("always fails");
  }

  private void cancelledJob() throws Exception {
    sc.setJobDescription("job that is cancelled");
    sc.setJobGroup("cancelled", "job that is cancelled", true);
    JavaFutureAction<Void> running = numbers(4, 4).foreachAsync(i -> Thread.sleep(30_000));
    while (sc.statusTracker().getActiveJobIds().length == 0) {
      Thread.sleep(50);
    }
    // Long enough for its tasks to run; a task that has not begun is never killed.
    Thread.sleep(1500);
    sc.cancelJobGroup("cancelled");
    sc.clearJobGroup();
    try {
      running.get();
    } catch (ExecutionException e) {
      System.out.println("job cancelled true");
    }
  }

  /** Results above 1 MiB go through the block manager, and the task spends time getting result. */
  private void bigResult() {
    sc.setJobDescription("big results");
    List<byte[]> results = numbers(2, 2).map(i -> new byte[3 << 20]).collect();
    System.out.println("results " + results.size());
  }

  private void sql() {
    sc.setJobDescription("SQL");
    Dataset<Row> values = spark.range(0, 50_000, 1, 4).selectExpr("id % 100 AS k", "id AS v");
    Dataset<Row> sums = values.groupBy("k").agg(functions.sum("v").alias("s"));
    System.out.println("joined " + values.hint("merge").join(sums, "k").filter("v > 10").count());
    sums.write().parquet(directory + "/sums");
    System.out.println("sums " + spark.read().parquet(directory + "/sums").count());
    Dataset<Row> failing = spark.range(10).selectExpr("assert_true(id < 5, 'too much')");
    System.out.println("query failed " + fails(failing::collectAsList));
  }

  /** The slow first attempt loses against its copy on the other host and is killed. */
  private void speculation() {
    sc.setJobDescription("speculation");
    long count =
        numbers(8, 8)
            .map(
                i -> {
                  TaskContext task = TaskContext.get();
                  boolean slow = task.partitionId() == 0 && task.attemptNumber() == 0;
                  Thread.sleep(slow ? 20_000 : 300);
                  return i;
                })
            .count();
    System.out.println("after speculation " + count);
  }

  /** The JVM of one reduce task dies with the map output it holds. */
  private void stageRetry() throws IOException {
    sc.setJobDescription("stage that is retried");
    String flag =
        Files.createTempDirectory(Paths.get(directory), "retry").resolve("dead").toString();
    JavaPairRDD<Integer, Integer> sums =
        numbers(20_000, 8).mapToPair(i -> new Tuple2<>(i % 1000, i)).reduceByKey(Integer::sum, 8);
    long count =
        sums.mapPartitions(
                pairs -> {
                  if (TaskContext.get().partitionId() == 7) {
                    dieOnce(Paths.get(flag));
                  }
                  Thread.sleep(400);
                  return pairs;
                })
            .count();
    System.out.println("after executor loss " + count);
  }

  private static void dieOnce(Path flag) throws IOException, InterruptedException {
    try {
      Files.createFile(flag);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    // Sooner than speculation would give the task a copy on the other executor.
    Thread.sleep(200);
    Runtime.getRuntime().halt(137);
  }

  private JavaRDD<Integer> numbers(int count, int partitions) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return sc.parallelize(numbers, partitions);
  }
}
