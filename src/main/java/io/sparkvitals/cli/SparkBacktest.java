package io.sparkvitals.cli;

import java.io.File;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Runs a backtest as a Spark job over the list of logs: executors read the logs, each by itself,
 * and send back the few rows that are kept of it. The only class of the command line that names
 * Spark; without Spark on the class path it cannot be loaded.
 */
final class SparkBacktest {
  private static final String NAME = "spark-vitals backtest";
  private static final int MAX_TASKS = 10_000;
  private static final String HADOOP_PREFIX = "spark.hadoop.";

  private SparkBacktest() {}

  /**
   * Judges the logs on a cluster and gives their results to {@code sink}.
   *
   * @param master what Spark takes as {@code --master}
   * @param logs paths that every executor can read
   */
  static void run(String master, BacktestPlan plan, List<String> logs, Consumer<LogResult> sink) {
    try (JavaSparkContext context = new JavaSparkContext(conf(master))) {
      List<List<String>> parts = deal(logs, Math.min(logs.size(), MAX_TASKS));
      context
          .parallelize(parts, parts.size())
          .mapPartitions(lists -> judge(plan, lists))
          .collect()
          .forEach(sink);
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      throw new CliFailure("--master " + master + ": the Spark job failed: " + Errors.line(e), e);
    }
  }

  /** What spark-submit and spark-defaults say stays, except for what this job relies on. */
  private static SparkConf conf(String master) {
    SparkConf conf = new SparkConf().setAppName(NAME).setMaster(master);
    // A Kryo that wants every class registered would refuse the rows.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    String jar = ownJar();
    if (!conf.contains("spark.jars") && !jar.isEmpty()) {
      conf.setJars(new String[] {jar});
    }
    return conf;
  }

  /** Empty where the classes are not in a jar. */
  private static String ownJar() {
    CodeSource source = SparkBacktest.class.getProtectionDomain().getCodeSource();
    try {
      File file = new File(source.getLocation().toURI());
      return file.isFile() ? file.getPath() : "";
    } catch (URISyntaxException | IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * Deals the logs like cards, so that the large ones, which come first, are in different parts.
   */
  private static List<List<String>> deal(List<String> logs, int parts) {
    List<List<String>> dealt = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      if (i < parts) {
        dealt.add(new ArrayList<>());
      }
      dealt.get(i % parts).add(logs.get(i));
    }
    return dealt;
  }

  private static Iterator<LogResult> judge(BacktestPlan plan, Iterator<List<String>> lists) {
    handOnHadoopSettings();
    LogJudge judge = new LogJudge(plan);
    List<LogResult> results = new ArrayList<>();
    while (lists.hasNext()) {
      for (String log : lists.next()) {
        results.add(judge.apply(log));
      }
    }
    return results.iterator();
  }

  /**
   * Where file systems are and how they are opened, as spark-submit was told, stands in the
   * driver's system properties, and that is where files are opened by; executors know it only from
   * Spark.
   */
  private static void handOnHadoopSettings() {
    for (Tuple2<String, String> each : SparkEnv.get().conf().getAll()) {
      if (each._1().startsWith(HADOOP_PREFIX) && System.getProperty(each._1()) == null) {
        System.setProperty(each._1(), each._2());
      }
    }
  }
}
