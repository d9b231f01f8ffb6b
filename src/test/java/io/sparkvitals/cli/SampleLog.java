package io.sparkvitals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The event log of an application that ran one stage of 20 tasks of 10 s each, one after another on
 * one executor, of which garbage collection took a given part.
 */
record SampleLog(String applicationId, String name, double gcRatio) {
  private static final int TASKS = 20;
  private static final long TASK_MILLIS = 10_000;
  private static final long START = 1_700_000_000_000L;

  static SampleLog of(String applicationId, double gcRatio) {
    return new SampleLog(applicationId, "job of " + applicationId, gcRatio);
  }

  /** Writes it under the application's id. */
  Path writeTo(Path directory) throws IOException {
    return Files.writeString(directory.resolve(applicationId), text());
  }

  /** All lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            """
            {"Event":"SparkListenerLogStart","Spark Version":"3.5.9"}
            {"Event":"SparkListenerApplicationStart","App Name":"%s","App ID":"%s","Timestamp":%d,\
            "User":"ann"}
            {"Event":"SparkListenerExecutorAdded","Timestamp":%d,"Executor ID":"1",\
            "Executor Info":{"Host":"h1","Total Cores":1,"Log Urls":{}}}
            {"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":%d,"Stage Infos":[%s],\
            "Stage IDs":[0],"Properties":{}}
            {"Event":"SparkListenerStageSubmitted","Stage Info":%s,"Properties":{}}
            """,
            name, applicationId, START, START, START, stage(false), stage(false)));
    for (int task = 0; task < TASKS; task++) {
      text.append(task(task));
    }
    long end = START + TASKS * TASK_MILLIS;
    text.append(
        line(
            """
            {"Event":"SparkListenerStageCompleted","Stage Info":%s}
            {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":%d,\
            "Job Result":{"Result":"JobSucceeded"}}
            {"Event":"SparkListenerApplicationEnd","Timestamp":%d}
            """,
            stage(true), end, end));
    return text.toString();
  }

  private static String stage(boolean completed) {
    String completion = completed ? ",\"Completion Time\":" + (START + TASKS * TASK_MILLIS) : "";
    return line(
        """
        {"Stage ID":0,"Stage Attempt ID":0,"Stage Name":"count at Job.java:1",\
        "Number of Tasks":%d,"RDD Info":[],"Parent IDs":[],"Details":"","Submission Time":%d%s,\
        "Accumulables":[]}""",
        TASKS, START, completion);
  }

  private String task(int index) {
    long launch = START + index * TASK_MILLIS;
    String info =
        line(
            """
            "Task ID":%d,"Index":%d,"Attempt":0,"Launch Time":%d,"Executor ID":"1","Host":"h1",\
            "Locality":"PROCESS_LOCAL","Speculative":false,"Getting Result Time":0,\
            "Failed":false,"Killed":false,"Accumulables":[]""",
            index, index, launch);
    return line(
        """
        {"Event":"SparkListenerTaskStart","Stage ID":0,"Stage Attempt ID":0,\
        "Task Info":{%s,"Finish Time":0}}
        {"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,\
        "Task Type":"ResultTask","Task End Reason":{"Reason":"Success"},\
        "Task Info":{%s,"Finish Time":%d},"Task Executor Metrics":{},\
        "Task Metrics":{"Executor Run Time":%d,"Executor CPU Time":%d,"JVM GC Time":%d,\
        "Updated Blocks":[]}}
        """,
        info,
        info,
        launch + TASK_MILLIS,
        TASK_MILLIS,
        TASK_MILLIS * 1_000_000,
        Math.round(TASK_MILLIS * gcRatio));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
