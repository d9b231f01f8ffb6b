package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Occurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order people want to read things: what matters most comes first. */
public final class Ranking {
  private Ranking() {}

  /**
   * The worst first: by severity; then failed jobs, other occurrences and measured values in this
   * order; then by rule in the order in which the rules fired first; then by how far the value is
   * beyond its threshold.
   */
  public static List<Alert> alerts(List<Alert> fired) {
    Map<String, Integer> order = new HashMap<>();
    for (Alert each : fired) {
      order.putIfAbsent(each.ruleId(), order.size());
    }
    List<Alert> ranked = new ArrayList<>(fired);
    ranked.sort(
        Comparator.comparing(Alert::severity)
            .reversed()
            .thenComparing(Ranking::kind)
            .thenComparing(alert -> order.get(alert.ruleId()))
            .thenComparing(Comparator.comparingDouble(Ranking::excess).reversed()));
    return ranked;
  }

  private static int kind(Alert alert) {
    Occurrence occurrence = alert.finding().rule().occurrence();
    if (occurrence == Occurrence.JOB_FAILED) {
      return 0;
    }
    return occurrence == null ? 2 : 1;
  }

  /** Value per threshold, or threshold per value for one that must not be lower; else 0. */
  private static double excess(Alert alert) {
    return alert
        .finding()
        .measure()
        .map(measure -> Math.abs(Math.log(measure.value() / measure.threshold())))
        .filter(excess -> !excess.isNaN())
        .orElse(0.0);
  }

  /** The stage attempts that cost most task time first; those without any are left out. */
  public static List<StageSnapshot> stages(List<StageSnapshot> stages) {
    List<StageSnapshot> ranked = new ArrayList<>(stages);
    ranked.removeIf(stage -> runMillis(stage) == 0);
    ranked.sort(Comparator.comparingLong(Ranking::runMillis).reversed());
    return ranked;
  }

  private static long runMillis(StageSnapshot stage) {
    return stage.totals().get(TaskMetric.RUN_TIME_MILLIS);
  }

  /** Executors that were lost first, then by the task time they gave. */
  public static List<ExecutorSnapshot> executors(List<ExecutorSnapshot> executors) {
    List<ExecutorSnapshot> ranked = new ArrayList<>(executors);
    ranked.sort(
        Comparator.comparing(Ranking::lost)
            .thenComparingLong(each -> each.totals().get(TaskMetric.RUN_TIME_MILLIS))
            .reversed());
    return ranked;
  }

  /** Whether it was taken from the application, not given back. */
  public static boolean lost(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    return loss != null && loss.lossClass().lost();
  }
}
