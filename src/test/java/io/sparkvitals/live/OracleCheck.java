package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spark's own reading of a log and the agent's lead to the same report. */
final class OracleCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OracleCheck() {}

  static void check(SparkHome home, Path log, Path directory)
      throws IOException, InterruptedException {
    Path bus = directory.resolve("bus.json");
    Path reader = directory.resolve("reader.json");
    String classPath =
        WatchedApplication.agentJar()
            + ":"
            + Path.of(Oracle.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            + ":"
            + home.classPath();
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.add(
        "@"
            + Path.of(System.getProperty("basedir", ""), "src/test/spark-17.args")
                .toAbsolutePath());
    command.addAll(List.of("-cp", classPath, Oracle.class.getName()));
    command.addAll(List.of(log.toString(), bus.toString(), reader.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("oracle.log").toFile())
            .start();

    assertThat(process.waitFor()).as("see %s", directory.resolve("oracle.log")).isZero();
    assertThat(figures(reader)).isEqualTo(figures(bus));
  }

  /**
   * All but the version, which the live door takes from the Spark that runs it, and the scheduler
   * delay: Spark's reader gives a task that reported no metrics empty ones, so that all of its time
   * looks like a delay.
   */
  private static JsonNode figures(Path file) throws IOException {
    JsonNode report = JSON.readTree(file.toFile());
    ((ObjectNode) report.path("application")).remove("sparkVersion");
    assertThat(report.path("stages")).isNotEmpty();
    for (JsonNode metrics : report.findValues("metrics")) {
      ((ObjectNode) metrics).remove("schedulerDelayMillis");
    }
    return report;
  }
}
