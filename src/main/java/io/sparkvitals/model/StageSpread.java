package io.sparkvitals.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How a stage's work is spread over its tasks, with the tasks that stand out. Immutable. */
public final class StageSpread {
  private final Map<Dimension, Distribution> distributions;
  private final List<TaskEvidence> slowest;
  private final List<TaskEvidence> longestRunning;

  private StageSpread(
      Map<Dimension, Distribution> distributions,
      List<TaskEvidence> slowest,
      List<TaskEvidence> longestRunning) {
    this.distributions = distributions;
    this.slowest = slowest;
    this.longestRunning = longestRunning;
  }

  /** Keeps the lists and the map as they are; they must not change. */
  public static StageSpread of(
      EnumMap<Dimension, Distribution> distributions,
      List<TaskEvidence> slowest,
      List<TaskEvidence> longestRunning) {
    return new StageSpread(distributions, slowest, longestRunning);
  }

  public Distribution distribution(Dimension dimension) {
    return distributions.getOrDefault(dimension, Distribution.EMPTY);
  }

  /** Up to five successful tasks, slowest first. */
  public List<TaskEvidence> slowest() {
    return slowest;
  }

  /** Up to five tasks that still run, longest first, with their durations so far. */
  public List<TaskEvidence> longestRunning() {
    return longestRunning;
  }

  /** Duration of the longest task in milliseconds, ended or running; 0 where there is none. */
  public long longestMillis() {
    long running = longestRunning.isEmpty() ? 0 : longestRunning.get(0).durationMillis();
    return Math.max(distribution(Dimension.DURATION).max(), running);
  }

  /** Longest task per median duration, a running task standing in where it is longer. */
  public OptionalDouble durationSkew() {
    return distribution(Dimension.DURATION).skewRatio(longestMillis());
  }
}
