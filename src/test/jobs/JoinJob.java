import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Joins of which one side is small, is found to be small too late, or is broadcast and large.
 *
 * <pre>JoinJob small | late | large</pre>
 */
public final class JoinJob {
  private static final long ROWS = 1_400_000;
  private static final long KEYS = 1_000;

  private JoinJob() {}

  public static void main(String[] args) {
    SparkSession spark = SparkSession.builder().appName("join-" + args[0]).getOrCreate();
    Dataset<Row> orders =
        spark.range(0, ROWS, 1, 4).selectExpr("id % " + KEYS + " as k", wide() + " as note");
    Dataset<Row> joined;
    switch (args[0]) {
      case "small":
        joined = orders.join(spark.range(KEYS).selectExpr("id as k", "id * 2 as price"), "k");
        break;
      case "late":
        joined = orders.join(few(spark), "k");
        break;
      default:
        joined =
            spark
                .range(KEYS)
                .selectExpr("id as k", "id * 2 as price")
                .join(functions.broadcast(orders), "k");
    }
    System.out.println("JOB rows " + joined.selectExpr("length(note) as l").groupBy("l").count().count());
    spark.stop();
  }

  /** Eighty characters, so that a row has about a hundred bytes. */
  private static String wide() {
    return "rpad(cast(id as string), 80, 'x')";
  }

  /** Of two million rows few are left, which nobody can estimate or infer for the other side. */
  private static Dataset<Row> few(SparkSession spark) {
    return spark
        .range(0, 2_000_000, 1, 4)
        .selectExpr("id % " + KEYS + " as k", "id * 2 as price")
        .filter("rand(7) < 0.0005");
  }
}
