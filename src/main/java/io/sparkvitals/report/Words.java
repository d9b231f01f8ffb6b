package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Texts;
import io.sparkvitals.rules.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How figures and findings are put into words, the same in every report for people. */
public final class Words {
  private static final int MAX_NAME = 80;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /** A number with its noun in the singular or the plural, such as {@code 1,200 tasks}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  public static String count(long number) {
    return Unit.COUNT.format(number);
  }

  public static String duration(long millis) {
    return Unit.SECONDS.format(millis / 1e3);
  }

  public static String percent(double ratio) {
    return Unit.RATIO.format(ratio);
  }

  public static String time(long millis) {
    return UTC.format(Instant.ofEpochMilli(millis));
  }

  /** A name that somebody else chose, on one line and not too long. */
  public static String name(String text) {
    return Texts.line(text, MAX_NAME);
  }

  /** {@code a, b and c}. */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** Why nobody was told of an alert, in a few words; empty where people were told. */
  public static String muted(Alert alert) {
    return alert
        .mutedBy()
        .map(by -> by.equals(Alert.MUTED_BY_USER) ? "muted by the user" : "follows from " + by)
        .orElse("");
  }

  /** What is wrong, in one sentence. */
  public static String summary(Finding finding) {
    return finding.summary().isEmpty()
        ? finding.rule().title() + ": " + finding.subject().label() + "."
        : finding.summary();
  }
}
