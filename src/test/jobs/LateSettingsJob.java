import org.apache.spark.sql.SparkSession;

/** Asks for more memory and for copies of slow tasks when there is a session already, as notebooks do, and runs a query. */
public final class LateSettingsJob {
  private LateSettingsJob() {}

  public static void main(String[] args) {
    SparkSession.builder().appName("late-settings").config("spark.driver.port", "0").getOrCreate();
    SparkSession spark =
        SparkSession.builder()
            .config("spark.executor.memory", "2g")
            .config("spark.speculation", "true")
            .config("spark.sql.shuffle.partitions", "3")
            .getOrCreate();
    System.out.println("JOB rows " + spark.range(1_000).selectExpr("id % 7 as k").distinct().count());
    spark.stop();
  }
}
