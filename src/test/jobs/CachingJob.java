import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * A job that caches 100 MB, reads them so many times, and then does other things for a while.
 *
 * <pre>CachingJob READS</pre>
 */
public final class CachingJob {
  private static final int PARTITIONS = 8;
  private static final int ROWS = 96;
  private static final int ROW_BYTES = 1 << 20;
  private static final int SECONDS = 13;

  private CachingJob() {}

  public static void main(String[] args) throws Exception {
    int reads = Integer.parseInt(args[0]);
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("caching"));
    while (sc.sc().getExecutorMemoryStatus().size() < 3) {
      Thread.sleep(100);
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      numbers.add(i);
    }
    JavaRDD<byte[]> rows =
        sc.parallelize(numbers, PARTITIONS)
            .map(i -> new byte[ROW_BYTES])
            .setName("rows")
            .persist(StorageLevel.MEMORY_ONLY());
    long stored = rows.count();
    for (int i = 0; i < reads; i++) {
      stored += rows.filter(row -> row.length > 1).count();
    }
    for (int second = 0; second < SECONDS; second++) {
      Thread.sleep(1000);
      stored += sc.parallelize(numbers, PARTITIONS).count();
    }
    System.out.println("JOB done, " + stored + " rows");
    sc.stop();
  }
}
