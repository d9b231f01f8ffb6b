package io.sparkvitals.diagnosis.advice;

/** What advice is given on, in the order of reports: one line each. */
public enum Topic {
  SLOW_TASKS("slow-tasks", "Slow tasks"),
  EXECUTOR_MEMORY("executor-memory", "Executor memory"),
  MEMORY_OVERHEAD("memory-overhead", "Memory beside the heap"),
  DRIVER_MEMORY("driver-memory", "Driver memory"),
  EXECUTOR_CORES("executor-cores", "Cores of an executor"),
  GARBAGE_COLLECTION("garbage-collection", "Garbage collection"),
  PARTITIONS("partitions", "Partitions"),
  JOINS("joins", "Joins"),
  CACHING("caching", "Cached data"),
  DYNAMIC_ALLOCATION("dynamic-allocation", "Number of executors"),
  SPOT("spot", "Executors that are taken away");

  private final String id;
  private final String title;

  Topic(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name in files and reports, and its anchor in {@code src/docs/advice.md}. */
  public String id() {
    return id;
  }

  /** A headline of a few words. */
  public String title() {
    return title;
  }
}
