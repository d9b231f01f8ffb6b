import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The same small shuffle each time; how long each of its reduce tasks takes is told. */
public final class RepeatedJob {
  private static final int TASKS = 8;

  private RepeatedJob() {}

  public static void main(String[] args) throws Exception {
    long millis = Long.parseLong(args[0]);
    JavaSparkContext sc = new JavaSparkContext(new SparkConf().setAppName("repeated"));
    // The agent reads earlier runs in its first moments.
    Thread.sleep(3000);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      numbers.add(i);
    }
    sc.parallelize(numbers, TASKS)
        .mapToPair(i -> new Tuple2<>(i % 100, i))
        .groupByKey(TASKS)
        .foreachPartition(part -> Thread.sleep(millis));
    sc.stop();
  }
}
