import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * A retail report over generated sales that has the common illnesses of a Spark job, one in each
 * step. Every step works and gives a right result; it is only slow, or some of its tasks fail.
 *
 * <pre>
 * RetailJob --data DIR [--scale 1.0] [--steps load,stores,history,ledger,rates,returns]
 *           [--stay-until FILE]
 * </pre>
 *
 * Scale 1 is 5 million sales. The other steps need the files that {@code load} writes below DIR.
 * Prints a line when a step begins and ends, and the report at the end.
 */
public final class RetailJob {

  private static final long SALES = 5_000_000L;
  private static final long CUSTOMERS = 200_000L;
  private static final long STAY_LIMIT_MILLIS = 60 * 60 * 1000L;

  /** Calls of this JVM, an executor, to the service with the exchange rates. */
  private static final AtomicInteger CALLS = new AtomicInteger();

  private final SparkSession spark;
  private final String data;
  private final double scale;
  private final List<String> report = new ArrayList<>();

  private RetailJob(SparkSession spark, String data, double scale) {
    this.spark = spark;
    this.data = data;
    this.scale = scale;
  }

  private interface Body {
    String run(RetailJob job) throws IOException;
  }

  private enum Step {
    LOAD("Write the sales of a year as Parquet", RetailJob::load),
    STORES("Last quarter by store and by category, from a cached table", RetailJob::stores),
    HISTORY("Purchase history of every customer", RetailJob::history),
    LEDGER("Sort last quarter's receipts by amount", RetailJob::ledger),
    RATES("Convert last quarter's sales to euro", RetailJob::rates),
    RETURNS("Match last quarter's returns with sales", RetailJob::returns);

    private final String title;
    private final Body body;

    Step(String title, Body body) {
      this.title = title;
      this.body = body;
    }
  }

  public static void main(String[] args) throws Exception {
    String data = option(args, "--data", "");
    if (data.isEmpty()) {
      throw new IllegalArgumentException("--data DIR is missing");
    }
    double scale = Double.parseDouble(option(args, "--scale", "1"));
    List<Step> steps = steps(option(args, "--steps", ""));
    SparkSession spark = SparkSession.builder().appName("retail-report").getOrCreate();
    RetailJob job = new RetailJob(spark, data, scale);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      System.out.printf("[%d/%d] %s%n", i + 1, steps.size(), step.title);
      spark.sparkContext().setJobDescription(step.title);
      long start = System.nanoTime();
      String result = step.body.run(job);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(Locale.ROOT, "      %s, in %.1f s%n", result, seconds);
    }
    job.report.forEach(line -> System.out.println("REPORT " + line));
    System.out.println("JOB done");
    stay(option(args, "--stay-until", ""));
    spark.stop();
  }

  private static String option(String[] args, String name, String other) {
    int at = Arrays.asList(args).indexOf(name);
    return at < 0 ? other : args[at + 1];
  }

  private static List<Step> steps(String names) {
    List<Step> steps = new ArrayList<>();
    for (Step step : Step.values()) {
      String name = step.name().toLowerCase(Locale.ROOT);
      if (names.isEmpty() || Arrays.asList(names.split(",")).contains(name)) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static void stay(String file) throws InterruptedException {
    long end = System.currentTimeMillis() + STAY_LIMIT_MILLIS;
    while (!file.isEmpty() && !Files.exists(Paths.get(file)) && System.currentTimeMillis() < end) {
      Thread.sleep(200);
    }
  }

  /** Three of ten sales are paid at the till without a customer card: customer 0. */
  private String load() {
    long count = (long) (SALES * scale);
    spark
        .range(0, count, 1, 8)
        .selectExpr(
            "id AS sale_id",
            "if(pmod(xxhash64(id, 1), 10) < 3, 0L, pmod(xxhash64(id, 2), "
                + CUSTOMERS
                + ")) "
                + "AS customer_id",
            "CAST(pmod(xxhash64(id, 3), 400) + pmod(xxhash64(id, 4), 100) AS INT) AS store_id",
            "CAST(pmod(xxhash64(id, 5), 10000) AS INT) AS product_id",
            "CAST(1 + pmod(xxhash64(id, 6), 5) AS INT) AS quantity",
            "50 + pmod(xxhash64(id, 7), 20000) AS amount_cents",
            "1704067200L + pmod(xxhash64(id, 8), 31622400L) AS sold_at")
        .write()
        .mode(SaveMode.Overwrite)
        .option("parquet.enable.dictionary", "false")
        .parquet(data + "/sales");
    return String.format(Locale.ROOT, "%,d sales", count);
  }

  /** Healthy: a cached table that is used twice, a broadcast join. */
  private String stores() {
    Dataset<Row> stores =
        spark
            .range(0, 500)
            .selectExpr(
                "CAST(id AS INT) AS store_id",
                "concat('Store ', lpad(id, 3, '0')) AS store",
                "element_at(array('city', 'suburb', 'village'), CAST(id % 3 AS INT) + 1) AS area");
    Dataset<Row> sales =
        lastQuarter()
            .selectExpr("store_id", "product_id % 12 AS category", "amount_cents")
            .join(functions.broadcast(stores), "store_id")
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Row> top =
        sales
            .groupBy("store", "area")
            .agg(functions.sum("amount_cents").alias("cents"))
            .orderBy(functions.desc("cents"), functions.asc("store"))
            .limit(3)
            .collectAsList();
    long categories = sales.groupBy("category").sum("amount_cents").count();
    sales.unpersist(true);
    for (Row row : top) {
      String store = row.getString(0) + " (" + row.getString(1) + ")";
      report.add(store + ": last quarter " + euro(row.getLong(2)));
    }
    return "500 stores, " + categories + " categories";
  }

  /** Skew: 30 % of all sales belong to customer 0, and one task gets them all. */
  private String history() {
    Dataset<Row> customers =
        spark
            .range(0, CUSTOMERS, 1, 4)
            .selectExpr("id AS customer_id", "id % 7 AS segment")
            .hint("merge");
    String recent =
        "(PARTITION BY customer_id ORDER BY sold_at ROWS BETWEEN 160 PRECEDING AND CURRENT ROW)";
    Row row =
        sales()
            .join(customers, "customer_id")
            .selectExpr(
                "segment",
                "amount_cents > 3 * avg(amount_cents) OVER " + recent + " AS unusual",
                "quantity")
            .selectExpr("count_if(unusual)", "sum(quantity)", "count(DISTINCT segment)")
            .first();
    String unusual = String.format(Locale.ROOT, "%,d unusual purchases", row.getLong(0));
    report.add("All customers: " + unusual);
    return unusual;
  }

  /** Spill: four partitions for all receipts, none of which fits into the memory of its task. */
  private String ledger() {
    lastQuarter()
        .withColumn(
            "receipt",
            functions.expr("concat('Receipt ', sale_id, repeat(' - thank you, see you soon', 9))"))
        .repartition(4, functions.col("store_id"))
        .sortWithinPartitions("amount_cents", "sale_id")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(data + "/ledger");
    long lines = spark.read().parquet(data + "/ledger").count();
    return String.format(Locale.ROOT, "%,d receipts", lines);
  }

  /**
   * Failed tasks: the service that knows the exchange rates refuses the first calls of a client.
   */
  private String rates() {
    long cents =
        amounts(32)
            .mapPartitions(
                (MapPartitionsFunction<Long, Long>)
                    amounts -> {
                      if (TaskContext.get().attemptNumber() == 0 && CALLS.getAndIncrement() < 6) {
                        throw new IOException("exchange-rate service answered 503, try again");
                      }
                      return sum(amounts, 0.92);
                    },
                Encoders.LONG())
            .agg(functions.sum("value"))
            .first()
            .getLong(0);
    report.add("All stores: last quarter " + euro(cents));
    return euro(cents);
  }

  /** A lost executor: one task takes its JVM down, as the kernel does when memory is short. */
  private String returns() throws IOException {
    String flag =
        Files.createTempDirectory(Paths.get(data), "returns").resolve("killed").toString();
    boolean cluster = !spark.sparkContext().master().startsWith("local");
    long cents =
        amounts(24)
            .mapPartitions(
                (MapPartitionsFunction<Long, Long>)
                    amounts -> {
                      if (cluster && TaskContext.get().partitionId() == 9) {
                        dieOnce(Paths.get(flag));
                      }
                      return sum(amounts, 0.03);
                    },
                Encoders.LONG())
            .agg(functions.sum("value"))
            .first()
            .getLong(0);
    report.add("All stores: returns " + euro(cents));
    return euro(cents) + " returned";
  }

  private static String euro(long cents) {
    return String.format(Locale.ROOT, "%,d euro", cents / 100);
  }

  private Dataset<Row> sales() {
    return spark.read().parquet(data + "/sales");
  }

  private Dataset<Row> lastQuarter() {
    return sales().filter("sold_at >= 1727740800L");
  }

  private Dataset<Long> amounts(int partitions) {
    return lastQuarter()
        .selectExpr("sale_id", "amount_cents AS value")
        .repartition(partitions, functions.col("sale_id"))
        .select("value")
        .as(Encoders.LONG());
  }

  private static Iterator<Long> sum(Iterator<Long> cents, double factor) {
    double sum = 0;
    while (cents.hasNext()) {
      sum += cents.next() * factor;
    }
    return Arrays.asList((long) sum).iterator();
  }

  private static void dieOnce(Path flag) throws IOException, InterruptedException {
    try {
      Files.createFile(flag);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    Thread.sleep(1000);
    Runtime.getRuntime().halt(137);
  }
}
