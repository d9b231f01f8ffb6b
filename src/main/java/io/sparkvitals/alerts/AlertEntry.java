package io.sparkvitals.alerts;

import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Severity;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alert of the book: where it stands and how it goes on. Guarded by the book.
 *
 * <p>State findings lead from pending to firing to resolved; an event is born resolved, and held
 * for receivers that keep incidents open.
 */
final class AlertEntry {
  private static final long NEVER = -1;

  private final String fingerprint;
  private final long startedMillis;
  private Finding finding;
  private Severity severity;
  private Alert.State state = Alert.State.PENDING;
  private long firedMillis;
  private long resolvedMillis;
  private @Nullable ResolveReason reason;
  private long timesSeen;
  private long falseSinceMillis = NEVER;
  private long notifiedMillis = NEVER;
  private final EnumSet<Severity> toldSeverities = EnumSet.noneOf(Severity.class);

  AlertEntry(String fingerprint, Finding finding, long nowMillis) {
    this.fingerprint = fingerprint;
    this.startedMillis = nowMillis;
    this.finding = finding;
    this.severity = finding.severity();
  }

  /** The condition holds. Says what there is to tell, or null. */
  Notification.@Nullable Kind seen(Finding newest, long nowMillis, long repeatMillis) {
    finding = newest;
    timesSeen++;
    falseSinceMillis = NEVER;
    boolean rose = newest.severity().compareTo(severity) > 0;
    if (state == Alert.State.PENDING) {
      severity = newest.severity();
      boolean held = nowMillis - startedMillis >= newest.rule().forMillis();
      return held ? fire(nowMillis) : null;
    }
    if (rose) {
      severity = newest.severity();
      return told(Notification.Kind.ESCALATED, nowMillis);
    }
    boolean due = nowMillis - notifiedMillis >= repeatMillis;
    return due ? told(Notification.Kind.REPEATED, nowMillis) : null;
  }

  private Notification.Kind fire(long nowMillis) {
    state = Alert.State.FIRING;
    firedMillis = nowMillis;
    return told(Notification.Kind.FIRING, nowMillis);
  }

  private Notification.Kind told(Notification.Kind kind, long nowMillis) {
    notifiedMillis = nowMillis;
    toldSeverities.add(severity);
    return kind;
  }

  /** A single occurrence: over when it is told. */
  void event(Finding newest, long nowMillis) {
    finding = newest;
    severity = newest.severity();
    timesSeen++;
    firedMillis = nowMillis;
    toldSeverities.add(severity);
    resolve(ResolveReason.EVENT_OVER, nowMillis);
  }

  /**
   * The condition was judged once and for all while the alert fires. Returns what there is to tell:
   * that its severity rose, or that its cause is known now; null for nothing.
   */
  Notification.@Nullable Kind judgedFinally(Finding last) {
    boolean explained =
        finding.causeKind() == CauseKind.UNKNOWN && last.causeKind() != CauseKind.UNKNOWN;
    finding = last;
    timesSeen++;
    boolean rose = last.severity().compareTo(severity) > 0;
    severity = rose ? last.severity() : severity;
    toldSeverities.add(severity);
    if (rose) {
      return Notification.Kind.ESCALATED;
    }
    return explained ? Notification.Kind.EXPLAINED : null;
  }

  /**
   * The condition does not hold. True once it has not held for long enough, or its subject is gone.
   */
  boolean over(boolean subjectGone, long nowMillis) {
    if (falseSinceMillis == NEVER) {
      falseSinceMillis = nowMillis;
    }
    return subjectGone
        || state == Alert.State.PENDING
        || nowMillis - falseSinceMillis >= finding.rule().keepMillis();
  }

  void resolve(ResolveReason why, long nowMillis) {
    state = Alert.State.RESOLVED;
    reason = why;
    resolvedMillis = nowMillis;
  }

  /** Whether it is an event that was told and is kept for those who hold incidents open. */
  boolean held() {
    return state == Alert.State.RESOLVED;
  }

  Set<Severity> toldSeverities() {
    return EnumSet.copyOf(toldSeverities);
  }

  String fingerprint() {
    return fingerprint;
  }

  Finding finding() {
    return finding;
  }

  Severity severity() {
    return severity;
  }

  Alert.State state() {
    return state;
  }

  long startedMillis() {
    return startedMillis;
  }

  long firedMillis() {
    return firedMillis;
  }

  long resolvedMillis() {
    return resolvedMillis;
  }

  @Nullable ResolveReason reason() {
    return reason;
  }

  long timesSeen() {
    return timesSeen;
  }
}
