package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a notification says, in words that all channels share. */
final class Wording {
  private static final int MAX_FULL = 5;
  private static final int MAX_NAME = 120;
  private static final int MAX_TITLE = 300;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Wording() {}

  /** One or two words that say what is told, such as {@code WARNING} or {@code RESOLVED}. */
  static String status(Notification notification) {
    String severity = notification.alert().severity().label().toUpperCase(Locale.ROOT);
    switch (notification.kind()) {
      case RESOLVED:
      case EVENT_OVER:
        return "RESOLVED";
      case ESCALATED:
        return "NOW " + severity;
      case GREW:
        return "MORE, " + severity;
      case EXPLAINED:
        return "EXPLAINED";
      case REPEATED:
        return "STILL " + severity;
      default:
        return severity;
    }
  }

  /** The notifications of a group that are told in full: the most severe ones. */
  static List<Notification> inFull(Message message) {
    List<Notification> all = message.notifications();
    return all.subList(0, Math.min(MAX_FULL, all.size()));
  }

  /** The other notifications of a group, a line each. */
  static List<String> inShort(Message message) {
    List<Notification> all = message.notifications();
    List<String> lines = new ArrayList<>();
    for (Notification each : all.subList(Math.min(MAX_FULL, all.size()), all.size())) {
      lines.add(status(each) + " " + summary(each));
    }
    return lines;
  }

  /** The headline of any message. */
  static String headline(Message message) {
    if (message.kind() != Message.Kind.ALERTS) {
      String title = Texts.line(message.title(), MAX_TITLE);
      return title.isEmpty() ? message.kind().label() : title;
    }
    int number = message.notifications().size();
    return headline(message.first()) + (number > 1 ? " (" + number + " times)" : "");
  }

  /** Any message on one line, for lists and phones. */
  static String line(Message message) {
    if (message.kind() == Message.Kind.ALERTS && message.notifications().size() == 1) {
      return line(message.first());
    }
    return application(message) + ": " + headline(message);
  }

  /** The name of a message's application, else its id. */
  static String application(Message message) {
    String name = Texts.line(message.application().name(), MAX_NAME);
    return name.isEmpty() ? Texts.line(message.application().id(), MAX_NAME) : name;
  }

  /** Status and title, for a headline. */
  static String headline(Notification notification) {
    return status(notification) + ": " + notification.alert().finding().rule().title();
  }

  /** Status, application and summary on one line, for lists and phones. */
  static String line(Notification notification) {
    return "["
        + status(notification)
        + "] "
        + application(notification)
        + ": "
        + summary(notification);
  }

  static String application(Notification notification) {
    return Texts.line(notification.applicationName(), MAX_NAME);
  }

  /** What is wrong; with why it is over, where it is. */
  static String summary(Notification notification) {
    Finding finding = notification.alert().finding();
    String text =
        finding.summary().isEmpty()
            ? finding.rule().title() + ": " + finding.subject().label() + "."
            : finding.summary();
    return notification.alert().reason().isPresent() && notification.kind().closes()
        ? text + " Resolved: " + notification.alert().reason().get().words() + "."
        : text;
  }

  /** Settings to try, as they are typed; text for people to copy. */
  static String settings(Recommendation recommendation) {
    return String.join("\n", recommendation.confLines());
  }

  /** Text and settings of what is to be done, to be compared. */
  static String advice(Notification notification) {
    Recommendation recommendation = notification.alert().finding().recommendation();
    return recommendation.text() + "\n" + settings(recommendation);
  }

  /** Gain and risk, a sentence each. */
  static List<String> consequences(Recommendation recommendation) {
    List<String> lines = new ArrayList<>();
    if (!recommendation.gain().isEmpty()) {
      lines.add("Gain: " + recommendation.gain());
    }
    if (!recommendation.risk().isEmpty()) {
      lines.add("Risk: " + recommendation.risk());
    }
    return lines;
  }

  /** Since when, and how often it was seen. */
  static String since(Notification notification) {
    Alert alert = notification.alert();
    String since = time(alert.startedMillis());
    return alert.timesSeen() > 1 ? since + ", seen " + alert.timesSeen() + " times" : since;
  }

  static String time(long millis) {
    return UTC.format(Instant.ofEpochMilli(millis));
  }

  /** RFC 3339 in UTC. */
  static String timestamp(long millis) {
    return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(millis));
  }

  /** Value with its limit and sample, or empty for a mere occurrence. */
  static String measure(Finding finding) {
    return finding
        .measure()
        .map(
            measure ->
                measure.valueText() + " (limit " + measure.thresholdText() + samples(measure) + ")")
        .orElse("");
  }

  private static String samples(Measure measure) {
    return measure.samplesText().isEmpty() ? "" : ", " + measure.samplesText();
  }

  /** That the figures may be low, or that the alert is kept open; else empty. */
  static String caveat(Notification notification) {
    String dropped =
        notification.incomplete()
            ? "Spark dropped events before they were seen: figures may be low."
            : "";
    String damped =
        notification.alert().damped() && !notification.kind().closes()
            ? "It came and went three times within an hour, and is kept open until it is quiet."
            : "";
    return (dropped + " " + damped).trim();
  }
}
