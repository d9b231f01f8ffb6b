package io.sparkvitals.model;

/**
 * The numbers that a task reports when it ends: one line per number.
 *
 * <p>Units are in the constant's name. All values are zero or more.
 */
public enum TaskMetric {
  RUN_TIME_MILLIS("runTimeMillis", Fold.SUM, "Time executors spent running task code"),
  CPU_TIME_NANOS("cpuTimeNanos", Fold.SUM, "CPU time of the task threads, JVM only"),
  GC_TIME_MILLIS(
      "gcTimeMillis", Fold.SUM, "Garbage collection of the whole JVM while the task ran"),
  DESERIALIZE_TIME_MILLIS("deserializeTimeMillis", Fold.SUM, "Time to deserialize the task"),
  RESULT_SERIALIZE_TIME_MILLIS(
      "resultSerializeTimeMillis", Fold.SUM, "Time to serialize the task's result"),
  GETTING_RESULT_TIME_MILLIS(
      "gettingResultTimeMillis", Fold.SUM, "Time the driver spent fetching the task's result"),
  SCHEDULER_DELAY_MILLIS(
      "schedulerDelayMillis",
      Fold.SUM,
      "Duration less run, deserialize, result serialize and getting-result time"),
  RESULT_BYTES("resultBytes", Fold.SUM, "Size of the results sent to the driver"),
  MEMORY_SPILL_BYTES("memorySpillBytes", Fold.SUM, "Spilled data, as its size in memory"),
  DISK_SPILL_BYTES("diskSpillBytes", Fold.SUM, "Spilled data, as its size on disk"),
  SHUFFLE_REMOTE_READ_BYTES(
      "shuffleRemoteReadBytes", Fold.SUM, "Shuffle bytes read from other hosts"),
  SHUFFLE_LOCAL_READ_BYTES(
      "shuffleLocalReadBytes", Fold.SUM, "Shuffle bytes read from the same host"),
  SHUFFLE_READ_RECORDS("shuffleReadRecords", Fold.SUM, "Shuffle records read"),
  FETCH_WAIT_MILLIS("fetchWaitMillis", Fold.SUM, "Time blocked waiting for shuffle blocks"),
  SHUFFLE_WRITE_BYTES("shuffleWriteBytes", Fold.SUM, "Shuffle bytes written"),
  SHUFFLE_WRITE_RECORDS("shuffleWriteRecords", Fold.SUM, "Shuffle records written"),
  SHUFFLE_WRITE_NANOS("shuffleWriteNanos", Fold.SUM, "Time blocked writing shuffle data"),
  INPUT_BYTES("inputBytes", Fold.SUM, "Bytes read from storage or cache"),
  INPUT_RECORDS("inputRecords", Fold.SUM, "Records read from storage or cache"),
  OUTPUT_BYTES("outputBytes", Fold.SUM, "Bytes written to storage"),
  OUTPUT_RECORDS("outputRecords", Fold.SUM, "Records written to storage"),
  PEAK_EXECUTION_MEMORY_BYTES(
      "peakExecutionMemoryBytes", Fold.MAX, "Largest execution memory of any one task");

  /** How the values of several tasks become one. */
  public enum Fold {
    SUM,
    MAX
  }

  static final int COUNT = values().length;

  private final String member;
  private final Fold fold;
  private final String help;

  TaskMetric(String member, Fold fold, String help) {
    this.member = member;
    this.fold = fold;
    this.help = help;
  }

  /** The name in reports, in camel case with its unit. */
  public String member() {
    return member;
  }

  public Fold fold() {
    return fold;
  }

  /** One sentence without a full stop. */
  public String help() {
    return help;
  }

  /**
   * The place of this metric in a {@code long[COUNT]}; arrays keep the task path free of boxing.
   */
  @SuppressWarnings("EnumOrdinal")
  public int index() {
    return ordinal();
  }
}
