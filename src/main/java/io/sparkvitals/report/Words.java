package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Texts;
import io.sparkvitals.rules.Unit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How figures and findings are put into words, the same in every report for people. */
public final class Words {
  private static final int MAX_NAME = 80;
  private static final long LEAST_RUN_MILLIS = 1_000;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<![\\w.-])(\\d[\\d.,]*) "
              + "(ms|s|min|h|d|%|[kMGTP]?B|[KMGTP]iB|core-(?:seconds|minutes|hours))(?![\\w/-])");

  private Words() {}

  /** A number with its noun in the singular or the plural, such as {@code 1,200 tasks}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  public static String count(long number) {
    return Unit.COUNT.format(number);
  }

  /**
   * Task attempts that ended: succeeded, failed or killed. This is what reports call tasks, but for
   * the first lines, which have those too whose end was not seen.
   */
  public static long ended(TaskCounts counts) {
    return counts.succeeded() + counts.failed() + counts.killed();
  }

  /** Tasks of a stage that ended, and of how many where fewer than it has partitions did. */
  public static String tasks(StageSnapshot stage) {
    long ended = ended(stage.counts());
    int all = stage.facts().numTasks();
    return count(ended) + (all > ended ? " of " + count(all) : "");
  }

  /** GC time per run time; absent below a second of run time, of which it says nothing. */
  public static OptionalDouble gcRatio(TaskTotals totals) {
    boolean enough = totals.get(TaskMetric.RUN_TIME_MILLIS) >= LEAST_RUN_MILLIS;
    return enough ? totals.gcRatio() : OptionalDouble.empty();
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

  /**
   * Prose whose numbers stay on one line with their units: the blank between them is one that does
   * not break.
   */
  public static String unbroken(String text) {
    return AMOUNT.matcher(text).replaceAll("$1\u00A0$2");
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
