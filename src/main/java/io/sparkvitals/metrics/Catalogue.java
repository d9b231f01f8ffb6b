package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every metric on the page, defined once. What is read from a snapshot has its value here; what
 * comes from a Micrometer meter is only named here, and {@link AgentMeters} takes the name.
 */
public final class Catalogue {
  /** What all names start with. */
  public static final String PREFIX = "sparkvitals_";

  static final List<MetricDefinition<ApplicationSnapshot>> APPLICATION =
      join(
          join(ApplicationFamilies.APPLICATION, TaskFamilies.TASKS),
          join(join(TaskFamilies.DATA, ApplicationFamilies.JOBS), DataFamilies.SQL));
  static final List<MetricDefinition<ExecutorSnapshot>> EXECUTORS =
      join(ExecutorFamilies.IDENTITY, join(ExecutorFamilies.MEMORY, ExecutorFamilies.TASKS));
  static final List<MetricDefinition<StageSnapshot>> STAGES =
      join(StageFamilies.PROGRESS, StageFamilies.SUMS);

  private Catalogue() {}

  /** Those whose values {@link VitalsCollector} reads. */
  static List<MetricDefinition<?>> collected() {
    List<MetricDefinition<?>> all = new ArrayList<>(APPLICATION);
    all.addAll(EXECUTORS);
    all.addAll(STAGES);
    all.addAll(DataFamilies.CACHED);
    all.addAll(DataFamilies.STREAMING);
    all.addAll(AgentFamilies.COLLECTED);
    return all;
  }

  /** All of them, in the order of the reference page. */
  public static List<MetricDefinition<?>> definitions() {
    List<MetricDefinition<?>> all = collected();
    for (AgentMetric each : AgentMetric.values()) {
      all.add(each.definition());
    }
    return Collections.unmodifiableList(all);
  }

  private static <S> List<MetricDefinition<S>> join(
      List<MetricDefinition<S>> first, List<MetricDefinition<S>> second) {
    List<MetricDefinition<S>> all = new ArrayList<>(first);
    all.addAll(second);
    return Collections.unmodifiableList(all);
  }
}
