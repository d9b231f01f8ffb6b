package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backtest on a real cluster has the figures of the same backtest on this machine. */
class SparkBacktestIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A Hadoop file system over the logs that only these settings of Spark make known. */
  private static final String HADOOP = "viewfs://vitals/logs";

  private static final String HADOOP_LINK = "spark.hadoop.fs.viewfs.mounttable.vitals.link./logs";

  @RegisterExtension
  static final SparkClusterExtension SPARK_3 = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  @Test
  void figuresOfAClusterEqualTheLocalOnesOnSpark3() throws Exception {
    SparkCluster cluster = SPARK_3.cluster();
    Path logs = logs(cluster, "zstd");

    compare(remote(cluster, logs, logs.toString()), local(logs));
  }

  @Test
  void figuresOfAHadoopFileSystemEqualTheLocalOnesOnSpark4() throws Exception {
    SparkCluster cluster = SPARK_4.cluster();
    Path logs = logs(cluster, "lz4");

    compare(remote(cluster, logs, HADOOP), local(logs));
  }

  private static Path logs(SparkCluster cluster, String codec) throws Exception {
    Path logs = cluster.workspace().newDirectory("event-logs");
    run(cluster, logs, "HealthyJob", codec);
    run(cluster, logs, "FailingJob", "none");
    SampleLog.of("app-sick", 0.4).writeTo(logs);
    SampleLog.of("app-well", 0.12).writeTo(logs);
    Files.writeString(logs.resolve("notes.txt"), "no log\n");
    return logs;
  }

  private static void compare(JsonNode remote, JsonNode local) {
    assertThat(remote).isEqualTo(local);
    assertThat(local.path("logs").path("read").asInt()).isEqualTo(4);
    assertThat(local.path("logs").path("unread").asInt()).isEqualTo(1);
    assertThat(alerts(local, "job-failed")).containsExactly(1);
    assertThat(alerts(local, "gc-time-high").get(0)).isPositive();
  }

  /** A real application that writes its event log. */
  private static void run(SparkCluster cluster, Path logs, String job, String codec)
      throws Exception {
    try (SparkSubmission application =
        cluster
            .submission()
            .job(JobJar.of(job, cluster.home()))
            .master("local[2]")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString())
            .conf("spark.eventLog.rolling.enabled", "false")
            .conf("spark.eventLog.compress", String.valueOf(!codec.equals("none")))
            .conf("spark.eventLog.compression.codec", codec.equals("none") ? "zstd" : codec)
            .start()) {
      assertThat(application.await(PATIENCE)).as(application.tail()).isZero();
    }
  }

  private static List<String> arguments(String logs, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("backtest", logs, "--format", "json"));
    // Low enough for real jobs of a few seconds to pass some of them.
    arguments.addAll(List.of("--set", "rule.gc-time-high.threshold=0.01%,1%,20%"));
    arguments.addAll(List.of("--set", "rule.gc-time-high.guard.runSeconds=0"));
    arguments.addAll(List.of("--set", "rule.gc-time-high.guard.endedTasks=1"));
    arguments.addAll(List.of("--set", "rule.cpu-utilization-low.threshold=50%,99%"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static JsonNode local(Path logs) throws Exception {
    try (CommandRun run = CommandRun.jar(arguments(logs.toString()).toArray(String[]::new))) {
      assertThat(run.status()).as(run.messages()).isZero();
      return new ObjectMapper().readTree(run.out());
    }
  }

  /** {@code place} is where Spark sees the logs; in the figures it is put back to their path. */
  private static JsonNode remote(SparkCluster cluster, Path logs, String place) throws Exception {
    String[] arguments = arguments(place, "--master", cluster.masterUrl()).toArray(String[]::new);
    try (SparkSubmission submission =
        cluster
            .submission()
            .name("backtest")
            .mainClass("io.sparkvitals.cli.Main")
            .jobJar(CommandRun.jar())
            .conf("spark.executor.memory", "512m")
            .conf(HADOOP_LINK, logs.toUri().toString())
            .arguments(arguments)
            .start()) {
      assertThat(submission.await(PATIENCE)).as(submission.tail()).isZero();
      try (Stream<String> log = Files.lines(submission.stderr())) {
        assertThat(log.filter(line -> line.contains("Finished task")).toList())
            .as("tasks on executors")
            .hasSize(5)
            .allMatch(line -> line.contains("(executor "));
      }
      String figures = Files.readString(submission.stdout());
      assertThat(figures).contains(place + "/app-sick");
      return new ObjectMapper().readTree(figures.replace(place + "/", logs + "/"));
    }
  }

  private static List<Integer> alerts(JsonNode figures, String rule) {
    List<Integer> alerts = new ArrayList<>();
    for (JsonNode each : figures.path("rules")) {
      if (each.path("rule").asText().equals(rule)) {
        each.path("thresholds").forEach(line -> alerts.add(line.path("alerts").asInt()));
      }
    }
    return alerts;
  }
}
