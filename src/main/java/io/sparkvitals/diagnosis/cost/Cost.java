package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.Spending;
import java.util.List;
import java.util.Optional;

/**
 * What an application has cost so far, and what for: in core-hours and GiB-hours always, in money
 * where its settings have rates. Immutable.
 */
public final class Cost {
  private static final double GIB_HOUR = 3.6e6 * (1L << 30);

  private final CoreSplit split;
  private final Spending spending;
  private final double cachedGibHours;
  private final List<CostCentre> jobGroups;
  private final List<CostCentre> sqlExecutions;

  private Cost(ApplicationSnapshot snapshot, CoreSplit split) {
    this.split = split;
    this.spending = Spending.hours(snapshot);
    this.cachedGibHours =
        snapshot.cacheLives().stream().mapToDouble(CacheLife::byteMillis).sum() / GIB_HOUR;
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

  /**
   * GiB times hours that cached data held, in memory and on disk; 0 also where no block was told,
   * as in most event logs.
   */
  public double cachedGibHours() {
    return cachedGibHours;
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
