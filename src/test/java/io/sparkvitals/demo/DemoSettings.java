package io.sparkvitals.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demo gives to Spark and to the agent beside addresses. */
final class DemoSettings {

  private DemoSettings() {}

  /**
   * One setting of the agent that differs from its default.
   *
   * @param meaning what it changes, for the reader of the demo
   */
  record Lowered(String key, String value, String meaning) {}

  /**
   * What makes a job of two minutes big enough to be judged. The thresholds themselves stay: 5
   * times the median, 20 % spilled, 5 % failed.
   */
  static final List<Lowered> LOWERED =
      List.of(
          new Lowered("spark.vitals.interval", "1s", "look every second, not every 10 s"),
          new Lowered(
              "spark.vitals.rule.task-skew-high.guard.longestTaskSeconds",
              "8",
              "a task of 8 s counts as long, not of 30 s"),
          new Lowered("spark.vitals.alerts.wait", "2s", "an alert waits 2 s for others, not 10 s"),
          new Lowered(
              "spark.vitals.rule.task-skew-high.guard.longestExcessSeconds",
              "6",
              "6 s above the median are enough, not 15 s"),
          new Lowered(
              "spark.vitals.rule.spill-ratio-high.guard.spilledBytes",
              "20MB",
              "20 MB of spill are enough, not 100 MB"),
          new Lowered(
              "spark.vitals.rule.spill-ratio-high.guard.processedBytes",
              "20MB",
              "20 MB of input are enough, not 100 MB"));

  /** Two executors that are too small for the job, as in many a real cluster. */
  static Map<String, String> spark() {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.executor.memory", "640m");
    conf.put("spark.executor.cores", "2");
    conf.put("spark.cores.max", "4");
    conf.put("spark.executor.heartbeatInterval", "2s");
    conf.put("spark.sql.shuffle.partitions", "24");
    conf.put("spark.sql.adaptive.coalescePartitions.enabled", "false");
    return conf;
  }

  /** The agent as a user switches it on, with the receiver at {@code webhook} as its channel. */
  static Map<String, String> agent(int metricsPort, String webhook) {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.extraListeners", "io.sparkvitals.VitalsListener");
    conf.put("spark.vitals.port", Integer.toString(metricsPort));
    conf.put("spark.vitals.host", "127.0.0.1");
    conf.put("spark.vitals.channel.demo.type", "webhook");
    conf.put("spark.vitals.channel.demo.secretUrl", webhook);
    LOWERED.forEach(setting -> conf.put(setting.key(), setting.value()));
    return conf;
  }

  /**
   * Settings that the user wants otherwise.
   *
   * @throws IllegalArgumentException for anything but {@code --conf key=value}
   */
  static Map<String, String> changes(String[] args) {
    Map<String, String> changes = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String setting = i + 1 < args.length ? args[i + 1] : "";
      int equals = setting.indexOf('=');
      if (!args[i].equals("--conf") || equals < 1) {
        throw new IllegalArgumentException(
            "expected --conf key=value, as in ARGS=\"--conf spark.executor.memory=1g\", not "
                + args[i]
                + " "
                + setting);
      }
      changes.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return changes;
  }
}
