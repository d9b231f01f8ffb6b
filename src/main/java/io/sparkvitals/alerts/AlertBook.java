package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Scope;
import io.sparkvitals.rules.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of every alert of one application: pending, firing, resolved; what to tell and when.
 *
 * <p>Its only clock is the time of the snapshots. A finding that must last is pending for its
 * rule's {@code for}, fires, is told again every {@code repeat}, and is resolved when the condition
 * has not held for the rule's {@code keep}, when its subject is gone, or when the application ends.
 * While it fires its severity only rises.
 *
 * <p>An event (a completed stage, a loss, a job) is told once and is over with that. Receivers that
 * keep incidents open are told so later: after {@code repeat}, or at the application's end. A
 * critical event of the last {@code repeat} outlives the end unless the application reports
 * success, for else the page for a failed job would be gone before anybody has seen it.
 *
 * <p>Not thread-safe, but {@link #open} and {@link #closed} may be called from any thread.
 */
public final class AlertBook {
  private final long repeatMillis;
  private final int maxAlerts;
  private final Supplier<ApplicationLinks> links;
  private final Map<String, AlertEntry> entries = new LinkedHashMap<>();
  private final Set<String> firedApplicationAlerts = new HashSet<>();
  private final Deque<Alert> closed = new ArrayDeque<>();
  private List<Notification> told = new ArrayList<>();
  private volatile List<Alert> openNow = Collections.emptyList();
  private volatile List<Alert> closedNow = Collections.emptyList();
  private long overflowed;
  private boolean ended;

  /**
   * A book that tells a firing alert again after {@code repeatMillis} and keeps at most {@code
   * maxAlerts} open alerts and as many closed ones.
   */
  public AlertBook(long repeatMillis, int maxAlerts, Supplier<ApplicationLinks> links) {
    this.repeatMillis = repeatMillis;
    this.maxAlerts = maxAlerts;
    this.links = links;
  }

  /** Takes over what an evaluation found and says what there is to tell. */
  public List<Notification> update(ApplicationSnapshot snapshot, List<Finding> findings) {
    if (ended) {
      return Collections.emptyList();
    }
    Set<String> seen = new HashSet<>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.of(snapshot.facts().id(), finding);
      if (seen.add(fingerprint)) {
        take(fingerprint, finding, snapshot);
      }
    }
    notSeen(seen, snapshot);
    return finish();
  }

  /**
   * Takes over the final judgement, resolves what is open and closes the book. A final finding
   * about the application is told only if the same alert never fired in this run.
   */
  public List<Notification> end(ApplicationSnapshot snapshot, List<Finding> last) {
    if (ended) {
      return Collections.emptyList();
    }
    takeLast(snapshot, last);
    boolean success = snapshot.exitCode().orElse(-1) == 0;
    for (AlertEntry entry : new ArrayList<>(entries.values())) {
      if (entry.held() && !success && entry.severity() == Severity.CRITICAL) {
        entries.remove(entry.fingerprint());
      } else {
        close(entry, ResolveReason.APPLICATION_ENDED, snapshot);
      }
    }
    ended = true;
    return finish();
  }

  /**
   * Takes over the final judgement of an application whose end is not known, and closes the book:
   * what fires goes on firing.
   */
  public List<Notification> breakOff(ApplicationSnapshot snapshot, List<Finding> last) {
    if (ended) {
      return Collections.emptyList();
    }
    takeLast(snapshot, last);
    ended = true;
    return finish();
  }

  private void takeLast(ApplicationSnapshot snapshot, List<Finding> last) {
    for (Finding finding : last) {
      String fingerprint = Fingerprint.of(snapshot.facts().id(), finding);
      if (!firedApplicationAlerts.contains(fingerprint)) {
        take(fingerprint, finding, snapshot);
      }
    }
  }

  /** Pending and firing alerts after the last update, oldest first. */
  public List<Alert> open() {
    return openNow;
  }

  /** Alerts that fired and are over, events among them, the newest last. */
  public List<Alert> closed() {
    return closedNow;
  }

  /** How many alerts were never told because too many were open. */
  public long overflowed() {
    return overflowed;
  }

  private void take(String fingerprint, Finding finding, ApplicationSnapshot snapshot) {
    AlertEntry entry = entries.get(fingerprint);
    if (entry != null && entry.held()) {
      return;
    }
    if (entry == null && !makeRoom(snapshot)) {
      overflowed++;
    } else if (finding.event()) {
      event(entry, fingerprint, finding, snapshot);
    } else {
      state(entry, fingerprint, finding, snapshot);
    }
  }

  private void state(
      @Nullable AlertEntry known,
      String fingerprint,
      Finding finding,
      ApplicationSnapshot snapshot) {
    long now = snapshot.takenMillis();
    AlertEntry entry = known == null ? new AlertEntry(fingerprint, finding, now) : known;
    entries.put(fingerprint, entry);
    Notification.Kind kind = entry.seen(finding, now, repeatMillis);
    if (kind != null) {
      tell(kind, entry, snapshot);
    }
    if (kind == Notification.Kind.FIRING && finding.subject().scope() == Scope.APPLICATION) {
      firedApplicationAlerts.add(fingerprint);
    }
  }

  private void event(
      @Nullable AlertEntry known,
      String fingerprint,
      Finding finding,
      ApplicationSnapshot snapshot) {
    if (known != null && known.state() == Alert.State.FIRING) {
      Notification.Kind news = known.judgedFinally(finding);
      if (news != null) {
        tell(news, known, snapshot);
      }
      close(known, ResolveReason.SUBJECT_GONE, snapshot);
      return;
    }
    AlertEntry entry =
        known == null ? new AlertEntry(fingerprint, finding, snapshot.takenMillis()) : known;
    entries.put(fingerprint, entry);
    entry.event(finding, snapshot.takenMillis());
    tell(Notification.Kind.EVENT, entry, snapshot);
    remember(new Alert(entry));
  }

  private void notSeen(Set<String> seen, ApplicationSnapshot snapshot) {
    LiveSubjects live = new LiveSubjects(snapshot);
    long now = snapshot.takenMillis();
    for (AlertEntry entry : new ArrayList<>(entries.values())) {
      if (entry.held()) {
        if (now - entry.resolvedMillis() >= repeatMillis) {
          close(entry, ResolveReason.EVENT_OVER, snapshot);
        }
      } else if (!seen.contains(entry.fingerprint())) {
        boolean gone = !live.contains(entry.finding().subject());
        if (entry.over(gone, now)) {
          close(entry, gone ? ResolveReason.SUBJECT_GONE : ResolveReason.CONDITION_OVER, snapshot);
        }
      }
    }
  }

  /** Takes an alert from the book; a pending one silently. */
  private void close(AlertEntry entry, ResolveReason why, ApplicationSnapshot snapshot) {
    entries.remove(entry.fingerprint());
    if (entry.held()) {
      tell(Notification.Kind.EVENT_OVER, entry, snapshot);
    } else if (entry.state() == Alert.State.FIRING) {
      entry.resolve(why, snapshot.takenMillis());
      tell(Notification.Kind.RESOLVED, entry, snapshot);
      remember(new Alert(entry));
    }
  }

  private void tell(Notification.Kind kind, AlertEntry entry, ApplicationSnapshot snapshot) {
    told.add(new Notification(kind, new Alert(entry), snapshot, links.get()));
  }

  private void remember(Alert alert) {
    closed.add(alert);
    if (closed.size() > maxAlerts) {
      closed.remove();
    }
  }

  /** Whether one more alert fits in, if need be in the place of a held event or a pending alert. */
  private boolean makeRoom(ApplicationSnapshot snapshot) {
    return entries.size() < maxAlerts
        || evict(AlertEntry::held, snapshot)
        || evict(entry -> entry.state() == Alert.State.PENDING, snapshot);
  }

  private boolean evict(Predicate<AlertEntry> which, ApplicationSnapshot snapshot) {
    for (AlertEntry entry : entries.values()) {
      if (which.test(entry)) {
        close(entry, ResolveReason.EVENT_OVER, snapshot);
        return true;
      }
    }
    return false;
  }

  private List<Notification> finish() {
    List<Alert> open = new ArrayList<>();
    for (AlertEntry entry : entries.values()) {
      if (!entry.held()) {
        open.add(new Alert(entry));
      }
    }
    openNow = Collections.unmodifiableList(open);
    closedNow = Collections.unmodifiableList(new ArrayList<>(closed));
    List<Notification> notifications = told;
    told = new ArrayList<>();
    return notifications;
  }
}
