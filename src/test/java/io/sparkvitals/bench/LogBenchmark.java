package io.sparkvitals.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sparkvitals.Replay;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.ReplayListenerBus;
import org.apache.spark.scheduler.SparkListener;

/**
 * Runs an application with its event log on and reads the log in three ways, in turns: by the
 * tokens alone, by a whole replay, and by Spark's own {@code ReplayListenerBus}. Runs in a JVM of
 * its own with Spark's jars and the shaded jar, started by {@link Benchmarks}.
 */
public final class LogBenchmark {
  private static final int TASKS = 10_000;
  private static final int JOBS = 3;
  private static final int PASSES = 11;
  private static final RuleBook RULES = RuleBook.standard(Map.of(), problem -> {});

  /** One way to read a log. */
  private interface Way {
    void read(Path log) throws IOException;
  }

  private LogBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("spark-vitals-bench");
    try {
      Path log = run(directory);
      double megabytes = Files.size(log) / 1e6;
      double[][] rates = new double[3][PASSES];
      for (int pass = 0; pass < PASSES; pass++) {
        rates[0][pass] = megabytes / seconds(LogBenchmark::tokens, log);
        rates[1][pass] = megabytes / seconds(LogBenchmark::replay, log);
        rates[2][pass] = megabytes / seconds(LogBenchmark::bus, log);
      }
      print(megabytes, rates);
    } finally {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static void print(double megabytes, double[][] rates) {
    System.out.printf(
        Locale.ROOT,
        "%nAn event log of %.0f MB, %,d tasks, read in turns %d times:%n",
        megabytes,
        JOBS * TASKS,
        PASSES);
    System.out.println("| reader | first pass | median of the later passes |");
    System.out.println("|---|---|---|");
    String[] names = {"Jackson, tokens alone", "Spark Vitals replay", "Spark's ReplayListenerBus"};
    double[] medians = new double[3];
    for (int way = 0; way < 3; way++) {
      double[] later = Arrays.copyOfRange(rates[way], 1, PASSES);
      Arrays.sort(later);
      medians[way] = (later[4] + later[5]) / 2;
      System.out.printf(
          Locale.ROOT, "| %s | %.0f MB/s | %.0f MB/s |%n", names[way], rates[way][0], medians[way]);
    }
    System.out.printf(
        Locale.ROOT,
        "%nreplay / ReplayListenerBus: %.1f (first pass %.1f); replay / tokens: %.2f%n",
        medians[1] / medians[2],
        rates[1][0] / rates[2][0],
        medians[1] / medians[0]);
  }

  private static double seconds(Way way, Path log) throws IOException {
    long start = System.nanoTime();
    way.read(log);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Runs an application of many tasks that do nothing, with its event log on. */
  private static Path run(Path directory) throws IOException {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("log benchmark")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.scheduler.listenerbus.eventqueue.capacity", "500000")
            .set("spark.eventLog.enabled", "true")
            .set("spark.eventLog.compress", "false")
            .set("spark.eventLog.rolling.enabled", "false")
            .set("spark.eventLog.dir", directory.toUri().toString());
    try (JavaSparkContext sc = new JavaSparkContext(conf)) {
      List<Integer> numbers = new ArrayList<>(Collections.nCopies(TASKS, 1));
      for (int job = 0; job < JOBS; job++) {
        sc.parallelize(numbers, TASKS).count();
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !file.getFileName().toString().endsWith(".crc"))
          .findFirst()
          .orElseThrow(() -> new IOException("no event log in " + directory));
    }
  }

  private static void tokens(Path log) throws IOException {
    long tokens = 0;
    try (InputStream in = Files.newInputStream(log);
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        tokens++;
      }
    }
    if (tokens == 0) {
      throw new IOException(log + " is empty");
    }
  }

  private static void replay(Path log) throws IOException {
    long tasks =
        new Replay(RULES, 10_000)
            .of(EventLog.at(log.toString()), bytes -> {})
            .application()
            .work()
            .tasks()
            .counts()
            .succeeded();
    if (tasks != (long) JOBS * TASKS) {
      throw new IOException(tasks + " tasks were read");
    }
  }

  private static void bus(Path log) throws IOException {
    ReplayListenerBus bus = new ReplayListenerBus();
    bus.addListener(new SparkListener() {});
    try (InputStream in = Files.newInputStream(log)) {
      bus.replay(in, log.toString(), false, ReplayListenerBus.SELECT_ALL_FILTER());
    }
  }
}
