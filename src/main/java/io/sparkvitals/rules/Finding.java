package io.sparkvitals.rules;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a rule's condition holds for a subject, with everything there is to say of it. Immutable.
 */
public final class Finding {
  private final Rule rule;
  private final Subject subject;
  private final Severity severity;
  private final boolean event;
  private long occurredMillis;
  private long times = 1;
  private @Nullable Measure measure;
  private String summary = "";
  private String cause = "";
  private CauseKind causeKind = CauseKind.UNKNOWN;
  private List<String> evidence = Collections.emptyList();
  private Recommendation recommendation = Recommendation.NONE;

  private Finding(Rule rule, Subject subject, Severity severity, boolean event) {
    this.rule = rule;
    this.subject = subject;
    this.severity = severity;
    this.event = event;
  }

  static Finding of(Rule rule, Subject subject, Severity severity, boolean event) {
    return new Finding(rule, subject, severity, event);
  }

  Finding occurred(long millis, long howOften) {
    Finding copy = copy();
    copy.occurredMillis = millis;
    copy.times = howOften;
    return copy;
  }

  Finding measured(Measure what) {
    Finding copy = copy();
    copy.measure = what;
    return copy;
  }

  Finding explained(Cause why, String sentence) {
    Finding copy = copy();
    copy.causeKind = why.kind();
    copy.evidence = why.evidence();
    copy.cause = sentence;
    return copy;
  }

  Finding advised(String newSummary, Recommendation what) {
    Finding copy = copy();
    copy.summary = newSummary;
    copy.recommendation = what;
    return copy;
  }

  private Finding copy() {
    Finding copy = new Finding(rule, subject, severity, event);
    copy.occurredMillis = occurredMillis;
    copy.times = times;
    copy.measure = measure;
    copy.summary = summary;
    copy.cause = cause;
    copy.causeKind = causeKind;
    copy.evidence = evidence;
    copy.recommendation = recommendation;
    return copy;
  }

  public Rule rule() {
    return rule;
  }

  public Subject subject() {
    return subject;
  }

  public Severity severity() {
    return severity;
  }

  /**
   * Whether it is said once and for all: of a completed stage, a loss, a job, or a whole run. Else
   * it is said again at every evaluation while the condition holds.
   */
  public boolean event() {
    return event;
  }

  /** When it happened, as Unix time in milliseconds; 0 where that is the moment of the look. */
  public long occurredMillis() {
    return occurredMillis;
  }

  /** How many single occurrences it stands for, 1 or more. */
  public long times() {
    return times;
  }

  /** Value, threshold and sample; empty for a mere occurrence. */
  public Optional<Measure> measure() {
    return Optional.ofNullable(measure);
  }

  /** What is wrong, in one sentence with subject and figures. */
  public String summary() {
    return summary;
  }

  /** Why it probably is so, in one sentence. */
  public String cause() {
    return cause;
  }

  public CauseKind causeKind() {
    return causeKind;
  }

  /** Short lines that show it, the most telling first. */
  public List<String> evidence() {
    return evidence;
  }

  public Recommendation recommendation() {
    return recommendation;
  }

  @Override
  public String toString() {
    return rule.id() + " " + severity.label() + " " + subject.label();
  }
}
