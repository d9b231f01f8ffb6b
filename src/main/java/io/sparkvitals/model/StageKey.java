package io.sparkvitals.model;

/** One attempt of a stage. Everything about a stage is keyed by it: attempts never mix. */
public final class StageKey implements Comparable<StageKey> {
  private final int stageId;
  private final int attempt;

  private StageKey(int stageId, int attempt) {
    this.stageId = stageId;
    this.attempt = attempt;
  }

  public static StageKey of(int stageId, int attempt) {
    return new StageKey(stageId, attempt);
  }

  public int stageId() {
    return stageId;
  }

  /** 0 for the first attempt. */
  public int attempt() {
    return attempt;
  }

  @Override
  public int compareTo(StageKey other) {
    int byStage = Integer.compare(stageId, other.stageId);
    return byStage != 0 ? byStage : Integer.compare(attempt, other.attempt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageKey
        && ((StageKey) other).stageId == stageId
        && ((StageKey) other).attempt == attempt;
  }

  @Override
  public int hashCode() {
    return stageId * 31 + attempt;
  }

  /** Spark's own way to write it: {@code 7.0}. */
  @Override
  public String toString() {
    return stageId + "." + attempt;
  }
}
