package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/** How Spark joins two sides, by the operator of its physical plan. */
public enum JoinMethod {
  SORT_MERGE("SortMergeJoin", "sort-merge join"),
  SHUFFLED_HASH("ShuffledHashJoin", "shuffled hash join"),
  BROADCAST_HASH("BroadcastHashJoin", "broadcast hash join"),
  BROADCAST_NESTED_LOOP("BroadcastNestedLoopJoin", "broadcast nested loop join");

  private static final JoinMethod[] ALL = values();

  private final String operator;
  private final String words;

  JoinMethod(String operator, String words) {
    this.operator = operator;
    this.words = words;
  }

  /**
   * The method of an operator, whatever follows its name ({@code (skew=true)}); null for others.
   */
  public static @Nullable JoinMethod of(String operator) {
    for (JoinMethod each : ALL) {
      if (operator.startsWith(each.operator)) {
        return each;
      }
    }
    return null;
  }

  /** Whether both sides are shuffled by their keys. */
  public boolean shuffles() {
    return this == SORT_MERGE || this == SHUFFLED_HASH;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
