package io.sparkvitals.alerts;

import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert as it stands at one moment. Immutable. Times are Unix times in milliseconds. */
public final class Alert {
  /** {@link #mutedBy} of an alert that the user does not want to be told of. */
  public static final String MUTED_BY_USER = "user";

  private final String fingerprint;
  private final Finding finding;
  private final Severity severity;
  private final Set<Severity> toldSeverities;
  private final State state;
  private final long startedMillis;
  private final long firedMillis;
  private final long timesSeen;
  private final long resolvedMillis;
  private final @Nullable ResolveReason reason;
  private final @Nullable String mutedBy;
  private final boolean damped;

  /** Where an alert stands. */
  public enum State {
    /** The condition holds, but not long enough yet. */
    PENDING,
    FIRING,
    RESOLVED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Alert(AlertEntry entry) {
    this.fingerprint = entry.fingerprint();
    this.finding = entry.finding();
    this.severity = entry.severity();
    this.toldSeverities = entry.toldSeverities();
    this.state = entry.state();
    this.startedMillis = entry.startedMillis();
    this.firedMillis = entry.firedMillis();
    this.timesSeen = entry.timesSeen();
    this.resolvedMillis = entry.resolvedMillis();
    this.reason = entry.reason();
    this.mutedBy = entry.mutedBy();
    this.damped = entry.damped();
  }

  /** Sixteen hexadecimal digits, the same for the same rule and subject of an application. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The newest finding. */
  public Finding finding() {
    return finding;
  }

  public String ruleId() {
    return finding.rule().id();
  }

  /** The highest severity since it began to fire. */
  public Severity severity() {
    return severity;
  }

  /** The severities with which people were told of it. */
  public Set<Severity> toldSeverities() {
    return toldSeverities;
  }

  public State state() {
    return state;
  }

  /** Whether it is about a single occurrence, which is over when it is told. */
  public boolean event() {
    return finding.event();
  }

  /** When the condition held first. */
  public long startedMillis() {
    return startedMillis;
  }

  /** When it began to fire, or 0 while it is pending. */
  public long firedMillis() {
    return firedMillis;
  }

  /** At how many evaluations the condition held. */
  public long timesSeen() {
    return timesSeen;
  }

  /** When it was resolved, or 0. An event is resolved when it fires. */
  public long resolvedMillis() {
    return resolvedMillis;
  }

  public Optional<ResolveReason> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Why nobody is told of it: the rule whose alert it follows from, or {@link #MUTED_BY_USER};
   * empty where people are told.
   */
  public Optional<String> mutedBy() {
    return Optional.ofNullable(mutedBy);
  }

  /** Whether it is kept firing because it came and went too often. */
  public boolean damped() {
    return damped;
  }

  @Override
  public String toString() {
    return state.label()
        + " "
        + severity.label()
        + " "
        + ruleId()
        + " "
        + finding.subject().label();
  }
}
