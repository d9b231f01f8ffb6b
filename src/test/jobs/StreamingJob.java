import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;

/** Caches a table, and runs a streaming query with state and a watermark until somebody looks. */
public final class StreamingJob {

  private StreamingJob() {}

  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().appName("streaming").getOrCreate();
    Dataset<Row> cached = spark.range(0, 1_000, 1, 4).toDF("id").cache();
    cached.count();
    cached.count();
    StreamingQuery query =
        spark
            .readStream()
            .format("rate")
            .option("rowsPerSecond", "200")
            .load()
            .withWatermark("timestamp", "1 second")
            .groupBy(
                functions.window(functions.col("timestamp"), "1 second"),
                functions.col("value").mod(5))
            .count()
            .writeStream()
            .queryName("orders")
            .outputMode("append")
            .format("noop")
            .option("checkpointLocation", args[0])
            .start();
    while (query.lastProgress() == null || query.lastProgress().batchId() < 4) {
      Thread.sleep(200);
    }
    System.out.println("JOB looks good");
    Thread.sleep(Long.parseLong(args[1]));
    query.stop();
    spark.stop();
  }
}
