package io.sparkvitals.tracker;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The executor resources that a resource profile asks for. Immutable. */
public final class ResourceProfileFacts {
  private final int id;
  private final Map<String, Long> executorAmounts;
  private final double taskCpus;

  private ResourceProfileFacts(int id, Map<String, Long> executorAmounts, double taskCpus) {
    this.id = id;
    this.executorAmounts = executorAmounts;
    this.taskCpus = taskCpus;
  }

  /**
   * Takes Spark's resource names ({@code cores}, {@code memory}, {@code memoryOverhead}, {@code
   * offHeap}, {@code pyspark.memory}; memory in MiB) and the CPUs of a task, 0 where unset.
   */
  public static ResourceProfileFacts of(
      int id, Map<String, Long> executorAmounts, double taskCpus) {
    return new ResourceProfileFacts(
        id, Collections.unmodifiableMap(new TreeMap<>(executorAmounts)), taskCpus);
  }

  public int id() {
    return id;
  }

  /** The amount of a resource, or 0 where the profile does not set it. */
  public long amount(String resource) {
    return executorAmounts.getOrDefault(resource, 0L);
  }

  /** CPUs of a task, or 0 where the profile does not set it. */
  public double taskCpus() {
    return taskCpus;
  }
}
