package io.sparkvitals.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of an event log with every kind of event that is read, as Spark writes them. */
public final class LogText {
  private static final long START = 1_700_000_000_000L;

  private final List<String> lines = new ArrayList<>();
  private final Random random;
  private long now = START;
  private int taskId;

  private LogText(long seed) {
    random = new Random(seed);
  }

  /** An application of some jobs with two stages each; the same for the same seed. */
  public static List<String> of(long seed, int jobs, int tasksPerStage) {
    LogText log = new LogText(seed);
    log.start();
    for (int job = 0; job < jobs; job++) {
      log.job(job, tasksPerStage);
    }
    log.end();
    return log.lines;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void add(String line, Object... values) {
    lines.add(line.formatted(values));
  }

  private void start() {
    add("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"3.5.9\"}");
    add(
        "{\"Event\":\"SparkListenerResourceProfileAdded\",\"Resource Profile Id\":0,"
            + "\"Executor Resource Requests\":{\"memory\":{\"Resource Name\":\"memory\",\"Amount\":"
            + "1024,\"Discovery Script\":\"\",\"Vendor\":\"\"}},\"Task Resource Requests\":{\"cpus\":"
            + "{\"Resource Name\":\"cpus\",\"Amount\":1.0}}}");
    for (int id = 1; id <= 3; id++) {
      add(
          "{\"Event\":\"SparkListenerExecutorAdded\",\"Timestamp\":%d,\"Executor ID\":\"%d\","
              + "\"Executor Info\":{\"Host\":\"host-%d\",\"Total Cores\":4,\"Log Urls\":{},"
              + "\"Attributes\":{},\"Resources\":{},\"Resource Profile Id\":0}}",
          now, id, id);
      add(
          "{\"Event\":\"SparkListenerBlockManagerAdded\",\"Block Manager ID\":{\"Executor ID\":"
              + "\"%d\",\"Host\":\"host-%d\",\"Port\":1},\"Maximum Memory\":384093388,\"Timestamp\":"
              + "%d,\"Maximum Onheap Memory\":384093388,\"Maximum Offheap Memory\":0}",
          id, id, now);
    }
    add(
        "{\"Event\":\"SparkListenerEnvironmentUpdate\",\"JVM Information\":{\"Java Version\":"
            + "\"17.0.1 (Eclipse)\",\"Scala Version\":\"version 2.12.18\"},\"Spark Properties\":{"
            + "\"spark.master\":\"spark://h:7077\",\"spark.executor.memory\":\"1g\"},\"Hadoop"
            + " Properties\":{},\"System Properties\":{},\"Metrics Properties\":{},\"Classpath"
            + " Entries\":{}}");
    add(
        "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"made \\\"up\\\" \\u00e9\","
            + "\"App ID\":\"app-1\",\"Timestamp\":%d,\"User\":\"u\"}",
        now);
    add(
        "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart\","
            + "\"executionId\":0,\"description\":\"d\",\"time\":%d,\"sparkPlanInfo\":%s,"
            + "\"modifiedConfigs\":{\"spark.sql.autoBroadcastJoinThreshold\":\"-1\"}}",
        now, join(8, 9));
    add(
        "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate\","
            + "\"executionId\":0,\"physicalPlanDescription\":\"p\",\"sparkPlanInfo\":%s}",
        join(11, 12));
    add(
        "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates\","
            + "\"executionId\":0,\"accumUpdates\":[[12,30],[77,5]]}");
  }

  private static String join(int left, int right) {
    return operator(
        "SortMergeJoin",
        "SortMergeJoin [k#1L], [k#2L], Inner",
        -1,
        exchange(left, "Scan parquet sales.items"),
        exchange(right, "Scan parquet sales.shops"));
  }

  private static String exchange(int id, String table) {
    String scan = operator(table, "FileScan parquet \\\"x\\\"", -1);
    return operator("Exchange", "Exchange hashpartitioning(k#1L, 8)", id, scan);
  }

  private static String operator(String name, String text, int dataSizeId, String... children) {
    String metric = dataSizeId < 0 ? "number of output rows" : "data size";
    return "{\"nodeName\":\"%s\",\"simpleString\":\"%s\",\"children\":[%s],\"metadata\":{},\"metrics\":[{\"name\":\"%s\",\"accumulatorId\":%d,\"metricType\":\"size\"}]}"
        .formatted(
            name, text, String.join(",", children), metric, dataSizeId < 0 ? 99 : dataSizeId);
  }

  private void job(int job, int tasks) {
    add(
        "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":%d,\"Submission Time\":%d,\"Stage Infos\":["
            + "{\"Stage ID\":%d,\"Stage Name\":\"map at A.scala:1\"},{\"Stage ID\":%d,\"Stage Name\":"
            + "\"count at A.scala:2\"},{\"Stage ID\":%d,\"Stage Name\":\"skipped\"}],\"Stage IDs\":"
            + "[%d,%d,%d],\"Properties\":{\"spark.job.description\":\"daily %d\"}}",
        job, now, 3 * job, 3 * job + 1, 3 * job + 2, 3 * job, 3 * job + 1, 3 * job + 2, job);
    stage(3 * job, tasks);
    stage(3 * job + 1, tasks);
    String failed =
        "{\"Result\":\"JobFailed\",\"Exception\":{\"Message\":\"b\",\"Stack Trace\":[]}}";
    add(
        "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":%d,\"Completion Time\":%d,\"Job Result\":%s}",
        job, now, job % 3 == 2 ? failed : "{\"Result\":\"JobSucceeded\"}");
  }

  private void stage(int stage, int tasks) {
    String info =
        String.format(
            "\"Stage Info\":{\"Stage ID\":%d,\"Stage Attempt ID\":0,\"Stage Name\":\"map at"
                + " A.scala:1\",\"Number of Tasks\":%d,\"RDD Info\":[{\"RDD ID\":1,\"Storage Level\":"
                + "{\"Use Disk\":false}}],\"Parent IDs\":[],\"Details\":\"\",\"Submission Time\":%d",
            stage, tasks, now);
    add(
        "{\"Event\":\"SparkListenerStageSubmitted\",%s,\"Accumulables\":[]},\"Properties\":{}}",
        info);
    for (int i = 0; i < tasks; i++) {
      task(stage, i);
    }
    add(
        "{\"Event\":\"SparkListenerStageExecutorMetrics\",\"Executor ID\":\"1\",\"Stage ID\":%d,"
            + "\"Stage Attempt ID\":0,\"Executor Metrics\":{\"JVMHeapMemory\":%d}}",
        stage, 1_000 + stage);
    add(
        "{\"Event\":\"SparkListenerStageCompleted\",%s,\"Completion Time\":%d,\"Accumulables\":[{\"ID\":"
            + "5,\"Name\":\"internal.metrics.resultSize\",\"Value\":9,\"Internal\":true},{\"ID\":11,"
            + "\"Name\":\"data size\",\"Value\":\"%d\",\"Internal\":true,\"Metadata\":\"sql\"}]}}",
        info, now, 1_000 * (stage + 1));
  }

  private void task(int stage, int index) {
    int executor = 1 + random.nextInt(3);
    long duration = 100L + random.nextInt(2_000);
    String info =
        String.format(
            "\"Task Info\":{\"Task ID\":%d,\"Index\":%d,\"Attempt\":0,\"Launch Time\":%d,"
                + "\"Executor ID\":\"%d\",\"Host\":\"host-%d\",\"Locality\":\"PROCESS_LOCAL\","
                + "\"Speculative\":false,\"Getting Result Time\":0,\"Finish Time\":",
            taskId++, index, now, executor, executor);
    add(
        "{\"Event\":\"SparkListenerTaskStart\",\"Stage ID\":%d,\"Stage Attempt ID\":0,%s0,\"Failed\":"
            + "false,\"Killed\":false,\"Accumulables\":[]}}",
        stage, info);
    now += 50;
    add(
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":%d,\"Stage Attempt ID\":0,\"Task Type\":"
            + "\"ResultTask\",\"Task End Reason\":%s,%s%d,\"Failed\":false,\"Killed\":false,"
            + "\"Accumulables\":[{\"ID\":1,\"Name\":\"n\",\"Value\":3}]},\"Task Executor Metrics\":{"
            + "\"JVMHeapMemory\":%d,\"MinorGCCount\":1},\"Task Metrics\":{\"Executor Deserialize Time\":"
            + "3,\"Executor Run Time\":%d,\"Executor CPU Time\":%d,\"Peak Execution Memory\":%d,"
            + "\"Result Size\":1000,\"JVM GC Time\":%d,\"Memory Bytes Spilled\":0,\"Disk Bytes Spilled\":"
            + "0,\"Shuffle Read Metrics\":{\"Remote Bytes Read\":%d,\"Local Bytes Read\":10,\"Fetch Wait"
            + " Time\":1,\"Total Records Read\":5},\"Shuffle Write Metrics\":{\"Shuffle Bytes Written\":7,"
            + "\"Shuffle Write Time\":9,\"Shuffle Records Written\":2},\"Input Metrics\":{\"Bytes Read\":"
            + "%d,\"Records Read\":8},\"Output Metrics\":{\"Bytes Written\":0,\"Records Written\":0},"
            + "\"Updated Blocks\":[]}}",
        stage,
        reason(),
        info,
        now - 50 + duration,
        1 << 20,
        duration - 5,
        duration * 700_000,
        random.nextInt(1 << 20),
        duration / 30,
        random.nextInt(10_000),
        random.nextInt(100_000));
  }

  private String reason() {
    return switch (random.nextInt(20)) {
      case 0 ->
          "{\"Reason\":\"ExceptionFailure\",\"Class Name\":\"java.io.IOException\",\"Description\":"
              + "\"x\",\"Stack Trace\":[],\"Full Stack Trace\":\"\",\"Accumulator Updates\":[]}";
      case 1 -> "{\"Reason\":\"TaskKilled\",\"Kill Reason\":\"another attempt succeeded\"}";
      case 2 ->
          "{\"Reason\":\"FetchFailed\",\"Shuffle ID\":0,\"Map ID\":0,\"Reduce ID\":0,\"Message\":\"m\"}";
      default -> "{\"Reason\":\"Success\"}";
    };
  }

  private void end() {
    add(
        "{\"Event\":\"SparkListenerExecutorRemoved\",\"Timestamp\":%d,\"Executor ID\":\"2\",\"Removed"
            + " Reason\":\"Command exited with code 137\"}",
        now);
    add("{\"Event\":\"SparkListenerUnpersistRDD\",\"RDD ID\":1}");
    add(
        "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd\","
            + "\"executionId\":0,\"time\":%d,\"errorMessage\":\"\"}",
        now);
    add("{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":%d}", now);
  }
}
