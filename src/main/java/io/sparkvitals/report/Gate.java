package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.rules.Names;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which alerts make a run a failure, as {@code --fail-on} says. Immutable. */
public final class Gate {
  /** Lets everything through. */
  public static final Gate OPEN = new Gate(null, Collections.emptySet());

  private static final int MAX_SHOWN = 80;

  private final @Nullable Severity least;
  private final Set<String> rules;

  private Gate(@Nullable Severity least, Set<String> rules) {
    this.least = least;
    this.rules = rules;
  }

  /**
   * Reads {@code critical}, {@code warning} or {@code info}, ids of rules, or a list of these
   * separated by commas.
   *
   * @throws IllegalArgumentException with a sentence for whoever wrote it, and the nearest name
   *     that there is, for a word that is neither a severity nor a rule
   */
  public static Gate parse(String text, RuleBook book) {
    Severity least = null;
    Set<String> rules = new LinkedHashSet<>();
    for (String part : text.split(",")) {
      String word = part.trim().toLowerCase(Locale.ROOT);
      Severity severity = Severity.parse(word);
      if (severity != null) {
        least = least == null || severity.compareTo(least) < 0 ? severity : least;
      } else if (book.rule(word).isPresent()) {
        rules.add(word);
      } else if (!word.isEmpty()) {
        throw new IllegalArgumentException(unknown(word, book));
      }
    }
    if (least == null && rules.isEmpty()) {
      throw new IllegalArgumentException(
          "expected critical, warning, info or ids of rules to fail on, found nothing");
    }
    return new Gate(least, Collections.unmodifiableSet(rules));
  }

  private static String unknown(String word, RuleBook book) {
    List<String> known = new ArrayList<>();
    for (Severity each : Severity.values()) {
      known.add(each.label());
    }
    for (Rule each : book.rules()) {
      known.add(each.id());
    }
    return "\""
        + Texts.line(word, MAX_SHOWN)
        + "\" is neither a severity (critical, warning, info) nor the id of a rule"
        + Names.hint(word, known);
  }

  /**
   * Whether the alert is severe enough, or of a rule that the gate names. One that the user muted
   * never trips it; one that follows from another alert does.
   */
  public boolean trips(Alert alert) {
    boolean muted = alert.mutedBy().filter(Alert.MUTED_BY_USER::equals).isPresent();
    return !muted && trips(alert.ruleId(), alert.severity());
  }

  private boolean trips(String ruleId, Severity severity) {
    return (least != null && severity.atLeast(least)) || rules.contains(ruleId);
  }

  /** Whether any alert of the report trips it, be it listed or not. */
  public boolean trips(Report report) {
    return report.alerts().stream().anyMatch(this::trips)
        || report.counts().rules().stream().anyMatch(rule -> unlisted(report, rule) > 0);
  }

  /** How many alerts of a rule trip it without being listed. */
  public long unlisted(Report report, String ruleId) {
    long number = 0;
    for (Severity each : Severity.values()) {
      number += trips(ruleId, each) ? report.counts().unlisted(ruleId, each) : 0;
    }
    return number;
  }

  /** For people: {@code critical, task-skew-high}. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    if (least != null) {
      words.add(least.label());
    }
    words.addAll(rules);
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }
}
