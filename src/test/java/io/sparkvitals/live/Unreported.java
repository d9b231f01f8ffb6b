package io.sparkvitals.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a stage that went away with their executor, or that could not fetch shuffle files.
 * They never report their metrics; Spark's own figures keep what their last heartbeats said, the
 * agent's hold only what tasks reported.
 */
final class Unreported {
  /** Where a stage's figure stands in a task's metrics, several places to be added. */
  private static final Map<String, List<String>> PLACES =
      Map.of(
          "executorRunTime", List.of("/executorRunTime"),
          "executorCpuTime", List.of("/executorCpuTime"),
          "jvmGcTime", List.of("/jvmGcTime"),
          "memoryBytesSpilled", List.of("/memoryBytesSpilled"),
          "diskBytesSpilled", List.of("/diskBytesSpilled"),
          "inputBytes", List.of("/inputMetrics/bytesRead"),
          "outputBytes", List.of("/outputMetrics/bytesWritten"),
          "shuffleReadBytes",
              List.of("/shuffleReadMetrics/remoteBytesRead", "/shuffleReadMetrics/localBytesRead"),
          "shuffleReadRecords", List.of("/shuffleReadMetrics/recordsRead"),
          "shuffleWriteBytes", List.of("/shuffleWriteMetrics/bytesWritten"));

  private final List<JsonNode> tasks;

  private Unreported(List<JsonNode> tasks) {
    this.tasks = tasks;
  }

  static Unreported of(JsonNode taskList) {
    List<JsonNode> lost = new ArrayList<>();
    for (JsonNode task : taskList) {
      if (is(task)) {
        lost.add(task);
      }
    }
    return new Unreported(lost);
  }

  static boolean is(JsonNode task) {
    String why = task.path("errorMessage").asText();
    return why.startsWith("ExecutorLostFailure") || why.startsWith("FetchFailed");
  }

  /** A stage's figure less what Spark holds of these tasks. */
  double less(JsonNode stage, String field) {
    if (!stage.path(field).isNumber()) {
      throw new IllegalArgumentException("REST has no number " + field + " in " + stage);
    }
    double value = stage.path(field).asDouble();
    for (JsonNode task : tasks) {
      for (String place : PLACES.get(field)) {
        value -= task.path("taskMetrics").at(place).asDouble();
      }
    }
    return value;
  }
}
