package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Spending;
import java.util.List;
import java.util.Optional;

/**
 * What an application has cost so far, and what for: in core-hours and GiB-hours always, in money
 * where its settings have rates. Immutable.
 */
public final class Cost {
  private final CoreSplit split;
  private final Spending spending;
  private final List<CostCentre> jobGroups;
  private final List<CostCentre> sqlExecutions;

  private Cost(ApplicationSnapshot snapshot, CoreSplit split) {
    this.split = split;
    this.spending = Spending.hours(snapshot);
    long busy = split.busyMillis();
    this.jobGroups =
        CostCentres.of(
            snapshot,
            busy,
            stage -> CostCentres.broadcast(stage) ? null : stage.facts().jobGroup());
    this.sqlExecutions =
        CostCentres.of(
            snapshot,
            busy,
            stage ->
                stage.facts().sqlExecutionId() < 0
                    ? null
                    : Long.toString(stage.facts().sqlExecutionId()));
  }

  /** Empty where no core was seen to be allocated, as in a log that lacks its start. */
  public static Optional<Cost> of(ApplicationSnapshot snapshot) {
    return CoreSplit.of(snapshot).map(split -> new Cost(snapshot, split));
  }

  /** What the core time went to. */
  public CoreSplit split() {
    return split;
  }

  /** The hours, and the money where rates are set. */
  public Spending spending() {
    return spending;
  }

  /** By {@code spark.jobGroup.id}, the others last; empty where no stage has one. */
  public List<CostCentre> jobGroups() {
    return jobGroups;
  }

  /** By {@code spark.sql.execution.id}, the others last; empty where no stage has one. */
  public List<CostCentre> sqlExecutions() {
    return sqlExecutions;
  }
}
