package io.sparkvitals.alerts;

import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Severity;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One alert of the book: where it stands, and what people were told of it. Guarded by the book.
 *
 * <p>State findings lead from pending to firing to resolved; an event is born resolved, and held
 * for receivers that keep incidents open.
 */
final class AlertEntry {
  private static final long NEVER = -1;

  /** An incident is told again when it has become so many times larger. */
  private static final long GROWTH = 4;

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
  private long dampedUntilMillis = NEVER;
  private @Nullable String mutedBy;
  private long toldMillis = NEVER;
  private boolean toldUnexplained;
  private long toldTimes = 1;
  private boolean inDigest;
  private boolean remembered;
  private final EnumSet<Severity> toldSeverities = EnumSet.noneOf(Severity.class);

  AlertEntry(String fingerprint, Finding finding, long nowMillis) {
    this.fingerprint = fingerprint;
    long occurred = finding.occurredMillis();
    this.startedMillis = occurred > 0 ? Math.min(occurred, nowMillis) : nowMillis;
    this.finding = finding;
    this.severity = finding.severity();
  }

  /** The condition holds; true if the alert fires from now on. */
  boolean seen(Finding newest, long nowMillis) {
    finding = newest;
    timesSeen++;
    falseSinceMillis = NEVER;
    if (state != Alert.State.PENDING) {
      rise(newest);
      return false;
    }
    severity = newest.severity();
    if (nowMillis - startedMillis < newest.rule().forMillis()) {
      return false;
    }
    state = Alert.State.FIRING;
    firedMillis = nowMillis;
    return true;
  }

  private void rise(Finding newest) {
    if (newest.severity().compareTo(severity) > 0) {
      severity = newest.severity();
    }
  }

  /** A single occurrence: over at once. */
  void event(Finding newest, long nowMillis) {
    finding = newest;
    severity = newest.severity();
    timesSeen++;
    if (state != Alert.State.FIRING) {
      long occurred = newest.occurredMillis();
      firedMillis = occurred > 0 ? Math.min(occurred, nowMillis) : nowMillis;
    }
    resolve(ResolveReason.EVENT_OVER, nowMillis);
  }

  /** The condition was judged once and for all while the alert fires. */
  void judgedFinally(Finding last) {
    finding = last;
    timesSeen++;
    rise(last);
  }

  /**
   * The condition does not hold. True once it has not held for long enough, or its subject is gone.
   */
  boolean over(boolean subjectGone, long nowMillis) {
    if (falseSinceMillis == NEVER) {
      falseSinceMillis = nowMillis;
    }
    boolean kept =
        nowMillis - falseSinceMillis < finding.rule().keepMillis() || nowMillis < dampedUntilMillis;
    return subjectGone || state == Alert.State.PENDING || !kept;
  }

  /** Keeps it firing until a time, for it came and went too often. */
  void dampUntil(long millis) {
    dampedUntilMillis = millis;
  }

  boolean damped() {
    return dampedUntilMillis != NEVER;
  }

  void resolve(ResolveReason why, long nowMillis) {
    state = Alert.State.RESOLVED;
    reason = why;
    resolvedMillis = nowMillis;
  }

  /** Whether it is a single occurrence, told or not. */
  boolean event() {
    return state == Alert.State.RESOLVED && reason == ResolveReason.EVENT_OVER;
  }

  /** Whether it is an event that was told and is kept for those who hold incidents open. */
  boolean held() {
    return event() && told();
  }

  /** Whether anybody was told of it. */
  boolean told() {
    return toldMillis != NEVER;
  }

  /** What there is to tell that was not told yet; null for nothing. */
  Notification.@Nullable Kind news(long nowMillis, long repeatMillis) {
    if (state == Alert.State.PENDING || mutedBy != null) {
      return null;
    }
    if (!told()) {
      return event() ? Notification.Kind.EVENT : Notification.Kind.FIRING;
    }
    if (event()) {
      return null;
    }
    if (!toldSeverities.contains(severity)) {
      return Notification.Kind.ESCALATED;
    }
    if (finding.times() >= GROWTH * toldTimes) {
      return Notification.Kind.GREW;
    }
    if (toldUnexplained && finding.event() && finding.causeKind() != CauseKind.UNKNOWN) {
      return Notification.Kind.EXPLAINED;
    }
    return nowMillis - toldMillis >= repeatMillis ? Notification.Kind.REPEATED : null;
  }

  void tell(long nowMillis) {
    toldMillis = nowMillis;
    toldUnexplained = finding.causeKind() == CauseKind.UNKNOWN;
    toldTimes = finding.times();
    toldSeverities.add(severity);
    inDigest = false;
  }

  /** Whether it stands in a digest and was not told by itself since. */
  boolean inDigest() {
    return inDigest;
  }

  void putInDigest() {
    inDigest = true;
  }

  /** Says that it stands among the alerts that are over; true if it did so before. */
  boolean remember() {
    boolean before = remembered;
    remembered = true;
    return before;
  }

  boolean remembered() {
    return remembered;
  }

  /** Whose choice or which alert keeps it from being told; null for nobody. */
  @Nullable String mutedBy() {
    return mutedBy;
  }

  void muteBy(@Nullable String whom) {
    mutedBy = whom;
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
