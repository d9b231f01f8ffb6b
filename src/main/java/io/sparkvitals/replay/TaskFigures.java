package io.sparkvitals.replay;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.DESERIALIZE_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.INPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.MEMORY_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.OUTPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.OUTPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.PEAK_EXECUTION_MEMORY_BYTES;
import static io.sparkvitals.model.TaskMetric.RESULT_BYTES;
import static io.sparkvitals.model.TaskMetric.RESULT_SERIALIZE_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_LOCAL_READ_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_READ_RECORDS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_NANOS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_RECORDS;

import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spark's {@code TaskMetrics} as a log has them. */
final class TaskFigures {
  /** Spark's names of the metrics that stand in an object of their own. */
  private static final Map<String, Map<String, TaskMetric>> GROUPS = groups();

  private static Map<String, Map<String, TaskMetric>> groups() {
    Map<String, Map<String, TaskMetric>> groups = new HashMap<>();
    add(groups, "Shuffle Read Metrics", "Remote Bytes Read", SHUFFLE_REMOTE_READ_BYTES);
    add(groups, "Shuffle Read Metrics", "Local Bytes Read", SHUFFLE_LOCAL_READ_BYTES);
    add(groups, "Shuffle Read Metrics", "Total Records Read", SHUFFLE_READ_RECORDS);
    add(groups, "Shuffle Read Metrics", "Fetch Wait Time", FETCH_WAIT_MILLIS);
    add(groups, "Shuffle Write Metrics", "Shuffle Bytes Written", SHUFFLE_WRITE_BYTES);
    add(groups, "Shuffle Write Metrics", "Shuffle Records Written", SHUFFLE_WRITE_RECORDS);
    add(groups, "Shuffle Write Metrics", "Shuffle Write Time", SHUFFLE_WRITE_NANOS);
    add(groups, "Input Metrics", "Bytes Read", INPUT_BYTES);
    add(groups, "Input Metrics", "Records Read", INPUT_RECORDS);
    add(groups, "Output Metrics", "Bytes Written", OUTPUT_BYTES);
    add(groups, "Output Metrics", "Records Written", OUTPUT_RECORDS);
    return Collections.unmodifiableMap(groups);
  }

  private static void add(
      Map<String, Map<String, TaskMetric>> groups, String group, String member, TaskMetric metric) {
    groups.computeIfAbsent(group, name -> new HashMap<>()).put(member, metric);
  }

  private TaskFigures() {}

  /** Sets the metrics of a task; says that it is measured, even where the object is empty. */
  static void read(Fields fields, TaskSample sample) throws IOException {
    if (!fields.enter()) {
      return;
    }
    Arrays.fill(sample.measureAll(), 0);
    for (String name = fields.next(); name != null; name = fields.next()) {
      TaskMetric metric = metric(name);
      if (metric != null) {
        sample.set(metric, fields.number());
      } else {
        group(name, fields, sample);
      }
    }
  }

  private static @Nullable TaskMetric metric(String name) {
    switch (name) {
      case "Executor Run Time":
        return RUN_TIME_MILLIS;
      case "Executor CPU Time":
        return CPU_TIME_NANOS;
      case "JVM GC Time":
        return GC_TIME_MILLIS;
      case "Executor Deserialize Time":
        return DESERIALIZE_TIME_MILLIS;
      case "Result Serialization Time":
        return RESULT_SERIALIZE_TIME_MILLIS;
      case "Result Size":
        return RESULT_BYTES;
      case "Memory Bytes Spilled":
        return MEMORY_SPILL_BYTES;
      case "Disk Bytes Spilled":
        return DISK_SPILL_BYTES;
      case "Peak Execution Memory":
        return PEAK_EXECUTION_MEMORY_BYTES;
      default:
        return null;
    }
  }

  private static void group(String name, Fields fields, TaskSample sample) throws IOException {
    Map<String, TaskMetric> members = GROUPS.get(name);
    if (members == null) {
      fields.skip();
      return;
    }
    if (!fields.enter()) {
      return;
    }
    for (String member = fields.next(); member != null; member = fields.next()) {
      TaskMetric metric = members.get(member);
      if (metric == null) {
        fields.skip();
      } else {
        sample.set(metric, fields.number());
      }
    }
  }
}
