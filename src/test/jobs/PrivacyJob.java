import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** A job that writes an address and a card number into every text that Spark has, and fails. */
public final class PrivacyJob {
  private static final String JANE = "jane.doe@example.com";
  private static final String CARD = "4111-1111-1111-1111";

  private PrivacyJob() {}

  public static void main(String[] args) throws InterruptedException {
    JavaSparkContext sc =
        new JavaSparkContext(new SparkConf().setAppName("orders of " + JANE));
    sc.setJobGroup("group " + JANE, "SELECT * FROM t WHERE mail = '" + JANE + "' OR c = " + CARD);
    sc.setCallSite("scan /home/" + JANE + "/" + CARD);
    JavaRDD<Integer> numbers = sc.parallelize(Arrays.asList(1, 2), 2).setName("rdd of " + JANE);
    numbers.cache().count();
    try {
      numbers.foreach(i -> Integer.parseInt(JANE + CARD));
    } catch (Exception e) {
      System.out.println("caught");
    }
    Thread.sleep(4000);
    sc.stop();
  }
}
