package io.sparkvitals.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory and GC figures an executor reports with its heartbeats and task ends, under Spark's
 * own names. Bytes, but counts and milliseconds for the GC figures, which only grow.
 */
public enum ExecutorMetric {
  JVM_HEAP("JVMHeapMemory"),
  JVM_NON_HEAP("JVMOffHeapMemory"),
  ON_HEAP_EXECUTION("OnHeapExecutionMemory"),
  OFF_HEAP_EXECUTION("OffHeapExecutionMemory"),
  ON_HEAP_STORAGE("OnHeapStorageMemory"),
  OFF_HEAP_STORAGE("OffHeapStorageMemory"),
  ON_HEAP_UNIFIED("OnHeapUnifiedMemory"),
  OFF_HEAP_UNIFIED("OffHeapUnifiedMemory"),
  DIRECT_POOL("DirectPoolMemory"),
  MAPPED_POOL("MappedPoolMemory"),
  TREE_JVM_VIRTUAL("ProcessTreeJVMVMemory"),
  TREE_JVM_RSS("ProcessTreeJVMRSSMemory"),
  TREE_PYTHON_VIRTUAL("ProcessTreePythonVMemory"),
  TREE_PYTHON_RSS("ProcessTreePythonRSSMemory"),
  TREE_OTHER_VIRTUAL("ProcessTreeOtherVMemory"),
  TREE_OTHER_RSS("ProcessTreeOtherRSSMemory"),
  MINOR_GC_COUNT("MinorGCCount"),
  MINOR_GC_MILLIS("MinorGCTime"),
  MAJOR_GC_COUNT("MajorGCCount"),
  MAJOR_GC_MILLIS("MajorGCTime"),
  TOTAL_GC_MILLIS("TotalGCTime"),
  CONCURRENT_GC_COUNT("ConcurrentGCCount"),
  CONCURRENT_GC_MILLIS("ConcurrentGCTime");

  public static final int COUNT = values().length;
  private static final Map<String, ExecutorMetric> BY_NAME = byName();

  private final String sparkName;

  ExecutorMetric(String sparkName) {
    this.sparkName = sparkName;
  }

  public String sparkName() {
    return sparkName;
  }

  /** The metric of Spark's name, or null: versions differ in what they report. */
  public static @Nullable ExecutorMetric ofSparkName(String name) {
    return BY_NAME.get(name);
  }

  private static Map<String, ExecutorMetric> byName() {
    Map<String, ExecutorMetric> byName = new HashMap<>();
    for (ExecutorMetric each : values()) {
      byName.put(each.sparkName, each);
    }
    return Collections.unmodifiableMap(byName);
  }

  /** The place of this metric in a {@code long[COUNT]}. */
  @SuppressWarnings("EnumOrdinal")
  public int index() {
    return ordinal();
  }
}
