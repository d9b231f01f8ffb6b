package io.sparkvitals.delivery;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.alerts.Words;
import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Notifications and channel settings for tests. */
final class Told {
  private Told() {}

  /** A message for each. */
  static List<Message> each(Notification... notifications) {
    return Stream.of(notifications).map(Message::of).toList();
  }

  /** A skewed stage whose name a stranger chose. */
  static Notification firing() {
    return skewStory(false).get(0);
  }

  static Notification resolved() {
    return skewStory(true).get(0);
  }

  private static List<Notification> skewStory(boolean over) {
    Story story = new Story();
    List<Notification> fired = story.told(0, application().with(skewed()));
    return over ? story.told(90, application()) : fired;
  }

  private static Given application() {
    return Given.application()
        .property("spark.executor.memory", "8g")
        .property("spark.sql.adaptive.enabled", "false")
        .with(Given.executor("4"), Given.executor("5"));
  }

  private static GivenStage skewed() {
    return Given.stage(7)
        .named("count at <Job>.scala:12", "daily & <!channel> totals")
        .sql(12)
        .counts(199, 0, 0, 1)
        .totals(SHUFFLE_REMOTE_READ_BYTES, 66_500_000_000L)
        .durations(199, 10_000, 98_000)
        .distribution(Dimension.SHUFFLE_READ_BYTES, 199, 320_000_000, 3_136_000_000L)
        .distribution(Dimension.RECORDS, 199, 4_000_000, 12_000_000)
        .slow(
            17,
            "4",
            98_000,
            SHUFFLE_REMOTE_READ_BYTES,
            3_136_000_000L,
            INPUT_RECORDS,
            12_000_000,
            DISK_SPILL_BYTES,
            1_200_000_000,
            RUN_TIME_MILLIS,
            97_000,
            GC_TIME_MILLIS,
            11_640)
        .running(18, "5", 45_000);
  }

  /** A failed job: an event, critical. */
  static Notification event() {
    String boom =
        "Job aborted due to stage failure: Task 3 in stage 7.0 failed 4 times, most recent failure:"
            + " Lost task 3.3 in stage 7.0 (TID 12) (host-4 executor 4):"
            + " java.lang.IllegalStateException: row 12 is bad\n\tat Job.main";
    return new Story()
        .told(0, application().with(Given.job(3, boom, 1)).revision(1).eventsDropped())
        .get(0);
  }

  /** A warning about a stage. */
  static Notification warning(int stage) {
    return new Story().told(0, Story.app(Story.skew(stage, 6))).get(0);
  }

  /** A critical alert about a stage. */
  static Notification critical(int stage) {
    return new Story().told(0, Story.app(Story.skew(stage, 61))).get(0);
  }

  /** That an alert of {@link #warning} is over. */
  static Notification over(int stage) {
    Story story = new Story();
    story.told(0, Story.app(Story.skew(stage, 6)));
    return story.told(90, Story.app()).get(0);
  }

  /** So many warnings about stages that came at once. */
  static Message group(int stages) {
    Story story = new Story();
    Given application = Given.application();
    for (int stage = 1; stage <= stages; stage++) {
      application.with(Story.skew(stage, 6).named("join at Job.scala:" + stage, null));
    }
    return Message.of(story.told(0, application));
  }

  static Message digest() {
    return Words.of(
        Message.Kind.DIGEST,
        Story.app().snapshot(),
        "34 more alerts in the last hour",
        List.of(
            "task-skew-high: 21 times, the worst stage 7.0 (daily & <!channel> totals)",
            "gc-time-high: 13 times, the worst executor 4 on host-4"));
  }

  static Message summary() {
    return Words.of(
        Message.Kind.SUMMARY,
        Story.app().snapshot(),
        "3 alerts in a run of 1 h 5 min",
        List.of(
            "CRITICAL job-failed: job 3 (nightly export)",
            "WARNING task-skew-high: stage 7.0, resolved after 90 s",
            "INFO cpu-utilization-low: application daily-etl"));
  }

  /** Settings of a channel named ops, from pairs of short key and value. */
  static ChannelConfig config(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put("spark.vitals.channel.ops." + keysAndValues[i], keysAndValues[i + 1]);
    }
    VitalsConfig config = VitalsConfig.of(properties, Environment.system());
    if (!config.problems().isEmpty()) {
      throw new AssertionError(config.problems());
    }
    return config.channels().stream()
        .filter(channel -> channel.name().equals("ops"))
        .findFirst()
        .orElseThrow();
  }

  static AlertChannel channel(String... keysAndValues) {
    return new Channels(() -> Given.NOW, AlertLog.slf4j())
        .of(
            List.of(config(keysAndValues)),
            problem -> {
              if (!problem.contains("deprecated")) {
                throw new AssertionError(problem);
              }
            })
        .get(0);
  }
}
