package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.util.List;

/** The driver's log: one entry of several lines for each message. Thread-safe. */
final class LogChannel implements AlertChannel {
  private static final int MAX_LINES = 50;
  private static final int MAX_TEXT = 4_000;

  private final String name;
  private final ChannelMatch match;
  private final AlertLog log;

  LogChannel(String name, ChannelMatch match, AlertLog log) {
    this.name = name;
    this.match = match;
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String integration() {
    return "log";
  }

  @Override
  public boolean wants(Notification notification) {
    return notification.kind() != Notification.Kind.EVENT_OVER && match.test(notification);
  }

  @Override
  public boolean grouped() {
    return true;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    log.write(message.closes() ? Severity.INFO : message.severity(), entry(message));
    return Answer.done();
  }

  static String entry(Message message) {
    StringBuilder entry = new StringBuilder("Spark Vitals, ");
    entry.append(Wording.headline(message));
    if (message.kind() == Message.Kind.ALERTS) {
      entry.append(" [").append(message.first().alert().ruleId()).append(']');
      String advised = "";
      for (Notification each : Wording.inFull(message)) {
        notification(entry, each, advised);
        advised = Wording.advice(each);
      }
      others(entry, Wording.inShort(message));
    } else {
      message.lines().forEach(text -> line(entry, "", text));
    }
    message.links().forEach((text, url) -> line(entry, "see", text + " " + url));
    return entry.toString();
  }

  private static void others(StringBuilder entry, List<String> others) {
    int shown = Math.min(MAX_LINES, others.size());
    lines(entry, "also", others.subList(0, shown));
    if (shown < others.size()) {
      line(entry, "", "and " + (others.size() - shown) + " more");
    }
  }

  /** Advice that was given just before is not repeated. */
  private static void notification(StringBuilder entry, Notification notification, String advised) {
    Finding finding = notification.alert().finding();
    line(entry, "what", Wording.summary(notification));
    if (!notification.kind().closes()) {
      line(entry, "cause", finding.cause());
      lines(entry, "evidence", finding.evidence());
      if (!Wording.advice(notification).equals(advised)) {
        advice(entry, finding.recommendation());
      }
    }
    line(entry, "since", Wording.since(notification));
    line(entry, "note", Wording.caveat(notification));
  }

  private static void advice(StringBuilder entry, Recommendation recommendation) {
    line(entry, "advice", recommendation.text());
    lines(entry, "", recommendation.confLines());
    lines(entry, "", Wording.consequences(recommendation));
  }

  private static void lines(StringBuilder entry, String name, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      line(entry, i == 0 ? name : "", texts.get(i));
    }
  }

  private static void line(StringBuilder entry, String name, String text) {
    if (!text.isEmpty()) {
      entry.append(String.format("%n  %-8s  %s", name, Texts.line(text, MAX_TEXT)));
    }
  }
}
