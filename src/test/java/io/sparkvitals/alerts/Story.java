package io.sparkvitals.alerts;

import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.RuleEngine;
import java.util.List;

/** An application that is looked at from time to time, and what is told of it. */
public final class Story {
  public static final ApplicationLinks LINKS =
      ApplicationLinks.of("http://driver:4040", "http://driver:4090/", null);

  private final RuleEngine engine = Judged.engine();
  private final AlertBook book;

  public Story() {
    this(100);
  }

  public Story(int maxAlerts) {
    this(AlertPolicy.plain(3_600_000, maxAlerts));
  }

  public Story(AlertPolicy policy) {
    book = new AlertBook(policy, () -> LINKS);
  }

  public AlertBook book() {
    return book;
  }

  public List<Notification> told(long atSeconds, Given given) {
    ApplicationSnapshot snapshot = given.at(Given.NOW + atSeconds * 1_000).snapshot();
    return notifications(book.update(snapshot, engine.evaluate(snapshot)));
  }

  /** What is told at a time, message by message. */
  public List<Message> messages(long atSeconds, Given given) {
    ApplicationSnapshot snapshot = given.at(Given.NOW + atSeconds * 1_000).snapshot();
    return book.update(snapshot, engine.evaluate(snapshot));
  }

  private static List<Notification> notifications(List<Message> messages) {
    return messages.stream().flatMap(message -> message.notifications().stream()).toList();
  }

  /** What is told at a time, in words. */
  public List<String> at(long atSeconds, Given given) {
    return words(told(atSeconds, given));
  }

  public List<String> end(long atSeconds, Given given) {
    ApplicationSnapshot snapshot = given.at(Given.NOW + atSeconds * 1_000).snapshot();
    return words(notifications(book.end(snapshot, engine.evaluateEnd(snapshot))));
  }

  /** What is told at the end, message by message. */
  public List<Message> endMessages(long atSeconds, Given given) {
    ApplicationSnapshot snapshot = given.at(Given.NOW + atSeconds * 1_000).snapshot();
    return book.end(snapshot, engine.evaluateEnd(snapshot));
  }

  static List<String> words(List<Notification> notifications) {
    return notifications.stream()
        .map(
            each ->
                each.kind().label()
                    + " "
                    + each.alert().severity().label()
                    + " "
                    + each.alert().ruleId()
                    + " "
                    + each.alert().finding().subject().key()
                    + each.alert()
                        .reason()
                        .filter(reason -> each.kind().closes())
                        .map(reason -> " " + reason.label())
                        .orElse(""))
        .toList();
  }

  /** A running stage with so much garbage collection: fires after 1 min, is kept for 5. */
  public static GivenStage gc(double ratio) {
    return Given.stage(7)
        .counts(20, 0, 0, 0)
        .totals(GC_TIME_MILLIS, Math.round(ratio * 100_000), RUN_TIME_MILLIS, 100_000);
  }

  /** A stage with one task of so many times the median: fires at once, is kept for 1 min. */
  public static GivenStage skew(int stage, long factor) {
    return Given.stage(stage).durations(100, 10_000, factor * 10_000);
  }

  public static Given app(GivenStage... stages) {
    return Given.application().with(stages);
  }
}
