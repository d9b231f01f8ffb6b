import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A small job with nothing wrong: even partitions, no spill, no failure. Takes a few seconds.
 *
 * <pre>HealthyJob [ROUNDS]</pre>
 */
public final class HealthyJob {

  private HealthyJob() {}

  public static void main(String[] args) {
    int rounds = args.length == 0 ? 2 : Integer.parseInt(args[0]);
    SparkSession spark =
        SparkSession.builder()
            .appName("healthy")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
            .getOrCreate();
    for (int round = 1; round <= rounds; round++) {
      spark.sparkContext().setJobDescription("Round " + round);
      Dataset<Row> sums =
          spark
              .range(0, 800_000, 1, 8)
              .selectExpr("id % 800 AS product", "1 + id % 7 AS quantity")
              .groupBy("product")
              .agg(functions.sum("quantity").alias("sold"));
      long sold = sums.agg(functions.sum("sold")).first().getLong(0);
      System.out.printf(Locale.ROOT, "round %d: %,d sold%n", round, sold);
    }
    System.out.println("JOB done");
    spark.stop();
  }
}
