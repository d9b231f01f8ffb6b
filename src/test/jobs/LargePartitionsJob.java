import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;

import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows that do not become smaller, shuffled by their number and sorted in each partition. How many
 * partitions there are is left to the settings.
 *
 * <pre>LargePartitionsJob ROWS BYTES_OF_A_ROW</pre>
 */
public final class LargePartitionsJob {
  private static final int MAPS = 4;

  private LargePartitionsJob() {}

  public static void main(String[] args) {
    SparkSession spark =
        SparkSession.builder()
            .config(new SparkConf().setAppName("large-partitions"))
            .getOrCreate();
    long rows = Long.parseLong(args[0]);
    int bytes = Integer.parseInt(args[1]);
    spark
        .udf()
        .register("noise", (UDF1<Long, byte[]>) id -> noise(id, bytes), DataTypes.BinaryType);
    spark
        .range(0, rows, 1, MAPS)
        .withColumn("noise", callUDF("noise", col("id")))
        .repartition(col("id"))
        .sortWithinPartitions("id")
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
    System.out.println("JOB done");
    spark.stop();
  }

  private static byte[] noise(long seed, int bytes) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] noise = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      if (at % 8 == 0) {
        long next = random.nextLong();
        for (int i = 0; i < 8 && at + i < bytes; i++) {
          noise[at + i] = (byte) (next >>> (8 * i));
        }
      }
    }
    return noise;
  }
}
