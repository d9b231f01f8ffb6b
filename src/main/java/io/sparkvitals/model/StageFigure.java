package io.sparkvitals.model;

/** What is remembered of a stage, to tell a later run of it what grew. One line each. */
public enum StageFigure {
  /** Median duration of a task that succeeded. */
  MEDIAN_MILLIS("medianMillis"),
  /** Tasks that succeeded. */
  TASKS("tasks"),
  GC_RATIO("gcRatio"),
  FETCH_WAIT_RATIO("fetchWaitRatio"),
  CPU_RATIO("cpuRatio"),
  /** Spilled bytes for each task. */
  SPILL_BYTES("spillBytes"),
  /** Bytes of input for each task. */
  INPUT_BYTES("inputBytes"),
  /** Bytes read from shuffles, for each task. */
  SHUFFLE_READ_BYTES("shuffleReadBytes");

  private final String label;

  StageFigure(String label) {
    this.label = label;
  }

  /** The name in files. */
  public String label() {
    return label;
  }
}
