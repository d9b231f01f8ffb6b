package io.sparkvitals.diagnosis.cost;

import org.jspecify.annotations.Nullable;

/** A job group, a SQL execution, or all that is in none of those listed. Immutable. */
public final class CostCentre {
  private final @Nullable String name;
  private final @Nullable String description;
  private final int stages;
  private final long coreMillis;
  private final long wastedCoreMillis;

  CostCentre(
      @Nullable String name,
      @Nullable String description,
      int stages,
      long coreMillis,
      long wastedCoreMillis) {
    this.name = name;
    this.description = description;
    this.stages = stages;
    this.coreMillis = coreMillis;
    this.wastedCoreMillis = wastedCoreMillis;
  }

  /** Null for all others. */
  public @Nullable String name() {
    return name;
  }

  /** The description of its first job, or the name of its first stage where it has none. */
  public @Nullable String description() {
    return description;
  }

  /** Stage attempts that are kept. */
  public int stages() {
    return stages;
  }

  /** Of its tasks, however they ended; idle time is in none. */
  public long coreMillis() {
    return coreMillis;
  }

  /** The part of attempts that failed, were killed, or were cut off by a lost executor. */
  public long wastedCoreMillis() {
    return wastedCoreMillis;
  }
}
