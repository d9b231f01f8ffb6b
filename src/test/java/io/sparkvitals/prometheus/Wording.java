package io.sparkvitals.prometheus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How guards of the agent's rules are said in PromQL: one line per signal and scope. */
final class Wording {
  private static final String MEDIAN =
      "sum without (quantile) (sparkvitals_stage_task_duration_seconds{quantile=\"0.5\"})";
  private static final String LONGEST = "stage:sparkvitals_stage_longest_task:seconds";
  private static final String BASELINE = "sparkvitals_stage_task_duration_baseline_seconds";
  private static final String HEARTBEAT = "sparkvitals_executor_last_heartbeat_timestamp_seconds";
  private static final Map<String, String> OPPOSITE =
      Map.of(">=", "<", ">", "<=", "<", ">=", "<=", ">", "=", ">");

  /** {@code W} stands for the rule's window. After {@code unless} the opposite must be said. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("stage runSeconds", "sparkvitals_stage_run_seconds"),
          Map.entry("stage endedTasks", stageTasks("succeeded|failed|killed")),
          Map.entry("stage finishedTasks", stageTasks("succeeded|failed")),
          Map.entry("stage failedTasks", "(sparkvitals_stage_tasks{state=\"failed\"})"),
          Map.entry("stage spilledBytes", "stage:sparkvitals_spilled_bytes:sum"),
          Map.entry("stage processedBytes", "stage:sparkvitals_processed_bytes:sum"),
          Map.entry("stage succeededTasks", "sparkvitals_stage_task_duration_seconds_count"),
          Map.entry(
              "stage succeededShare",
              "sparkvitals_stage_task_duration_seconds_count / "
                  + stageTasks("pending|active|succeeded")),
          Map.entry("stage longestTaskSeconds", LONGEST),
          Map.entry("stage longestExcessSeconds", LONGEST + " - " + MEDIAN),
          Map.entry("stage baselineSeconds", BASELINE),
          Map.entry("stage medianExcessSeconds", MEDIAN + " - " + BASELINE),
          Map.entry(
              "executor runSeconds", "increase(sparkvitals_executor_task_run_seconds_total[W])"),
          Map.entry("executor endedTasks", ended("sparkvitals_executor_tasks_completed_total")),
          Map.entry(
              "executor memorySamples",
              "changes(" + HEARTBEAT + "{executor_id!=\"driver\"}[5m]) + 1"),
          Map.entry("executor heartbeatAgeSeconds", "timestamp(" + HEARTBEAT + ") - " + HEARTBEAT),
          Map.entry(
              "executor executorAgeSeconds",
              "unless time() - sparkvitals_executor_start_timestamp_seconds"),
          Map.entry("application runSeconds", "increase(sparkvitals_task_run_seconds_total[W])"),
          Map.entry("application endedTasks", ended("sparkvitals_tasks_completed_total")),
          Map.entry("application finishedTasks", completed("=~\"succeeded|failed\"")),
          Map.entry("application failedTasks", completed("=\"failed\"")),
          Map.entry("application spilledBytes", "app:sparkvitals_spilled_bytes:increaseW"),
          Map.entry("application processedBytes", "app:sparkvitals_processed_bytes:increaseW"),
          Map.entry(
              "application pythonWorkers",
              "unless sum without (executor_id, process)"
                  + " (max_over_time(sparkvitals_executor_process_rss_bytes{process=\"python\"}[W]))"),
          Map.entry(
              "application allocatedCoreSeconds",
              "increase(sparkvitals_core_allocated_seconds_total[W])"),
          Map.entry(
              "application applicationAgeSeconds",
              "time() - sparkvitals_application_start_timestamp_seconds"));

  private Wording() {}

  /** The text of a guard in PromQL without its bound; null where this table has none. */
  static String text(String scope, String signal, String window) {
    String text = TEXTS.get(scope + " " + signal);
    return text == null ? null : text.replace("W", window);
  }

  /** The bounds that an expression says for a guard. */
  static List<Double> bounds(String expression, String text, String operator) {
    String said = text.startsWith("unless ") ? OPPOSITE.get(operator) : operator;
    Matcher matcher =
        Pattern.compile(Pattern.quote(text + " " + said + " ") + "([0-9.e]+)").matcher(expression);
    return matcher.results().map(result -> Double.parseDouble(result.group(1))).toList();
  }

  /** A duration as Prometheus' files have it; empty for none. */
  static String duration(long millis) {
    if (millis == 0) {
      return "";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
  }

  /** The number that a rule judges: {@code gcRatio} is {@code sparkvitals:gc_ratio:guarded}. */
  static String record(String signal) {
    String words = signal.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    return "sparkvitals:" + words + ":guarded";
  }

  private static String stageTasks(String states) {
    return "sum without (state) (sparkvitals_stage_tasks{state=~\"" + states + "\"})";
  }

  private static String ended(String metric) {
    return "sum without (outcome) (increase("
        + metric
        + "{outcome=~\"succeeded|failed|killed\"}[W]))";
  }

  private static String completed(String outcome) {
    return "sum without (outcome) (increase(sparkvitals_tasks_completed_total{outcome"
        + outcome
        + "}[W]))";
  }
}
