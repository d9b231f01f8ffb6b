package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Scope;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The life of every alert of one application: pending, firing, resolved; what to tell and when.
 *
 * <p>Its only clock is the time of the snapshots. A finding that must last is pending for its
 * rule's {@code for}, fires, is told again every {@code repeat}, and is resolved when the condition
 * has not held for the rule's {@code keep}, when its subject is gone, or when the application ends.
 * While it fires its severity only rises. One that comes and goes is kept firing. An alert that
 * follows from another one, or that the user muted, is kept but not told.
 *
 * <p>An event (a completed stage, a job) is told once and is over with that. Receivers that keep
 * incidents open are told so later: after {@code repeat}, or at the application's end. A critical
 * event of the last {@code repeat} outlives the end unless the application reports success, for
 * else the page for a failed job would be gone before anybody has seen it.
 *
 * <p>Not thread-safe, but {@link #open} and {@link #closed} may be called from any thread.
 */
public final class AlertBook {
  private final AlertPolicy policy;
  private final Supplier<ApplicationLinks> links;
  private final Muting muting;
  private final Announcer announcer;
  private final Recurrence recurrence;
  private final Map<String, AlertEntry> entries = new LinkedHashMap<>();

  /** Alerts that fire and whose last judgement has just come. */
  private final Set<AlertEntry> judged = new LinkedHashSet<>();

  private final Set<String> firedApplicationAlerts = new HashSet<>();
  private final ClosedAlerts closed;
  private volatile List<Alert> openNow = Collections.emptyList();
  private volatile List<Alert> closedNow = Collections.emptyList();
  private long overflowed;
  private boolean ended;

  public AlertBook(AlertPolicy policy, Supplier<ApplicationLinks> links) {
    this.policy = policy;
    this.links = links;
    this.muting = new Muting(policy.mutes());
    this.announcer = new Announcer(policy, links);
    this.closed = new ClosedAlerts(policy.maxAlerts());
    this.recurrence = new Recurrence(policy.maxAlerts());
  }

  /** Takes over what an evaluation found and says what there is to tell. */
  public List<Message> update(ApplicationSnapshot snapshot, List<Finding> findings) {
    if (ended) {
      return new ArrayList<>();
    }
    List<Message> messages = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Finding finding : findings) {
      String fingerprint = Fingerprint.of(snapshot.facts().id(), finding);
      if (seen.add(fingerprint)) {
        take(fingerprint, finding, snapshot, messages);
      }
    }
    messages.addAll(tell(snapshot, false));
    new Endings(snapshot, policy.repeatMillis())
        .of(entries.values(), seen)
        .forEach((why, which) -> messages.addAll(close(which, why, snapshot, false)));
    publish();
    return messages;
  }

  /**
   * Takes over the final judgement, resolves what is open and closes the book. A final finding
   * about the application is told only if the same alert never fired in this run.
   */
  public List<Message> end(ApplicationSnapshot snapshot, List<Finding> last) {
    if (ended) {
      return new ArrayList<>();
    }
    List<Message> messages = takeLast(snapshot, last);
    boolean success = snapshot.exitCode().orElse(-1) == 0;
    List<AlertEntry> over = new ArrayList<>();
    for (AlertEntry entry : new ArrayList<>(entries.values())) {
      if (!success && entry.held() && entry.severity() == Severity.CRITICAL) {
        forget(entry);
      } else {
        over.add(entry);
      }
    }
    boolean summed = policy.summary().wanted(announcer.told());
    messages.addAll(close(over, ResolveReason.APPLICATION_ENDED, snapshot, summed));
    if (summed) {
      messages.add(closed.summary().message(snapshot, links.get()));
    }
    ended = true;
    publish();
    return messages;
  }

  /**
   * Takes over the final judgement of an application whose end is not known, and closes the book:
   * what fires goes on firing.
   */
  public List<Message> breakOff(ApplicationSnapshot snapshot, List<Finding> last) {
    if (ended) {
      return new ArrayList<>();
    }
    List<Message> messages = takeLast(snapshot, last);
    ended = true;
    publish();
    return messages;
  }

  private List<Message> takeLast(ApplicationSnapshot snapshot, List<Finding> last) {
    List<Message> messages = new ArrayList<>();
    for (Finding finding : last) {
      String fingerprint = Fingerprint.of(snapshot.facts().id(), finding);
      if (!firedApplicationAlerts.contains(fingerprint)) {
        take(fingerprint, finding, snapshot, messages);
      }
    }
    messages.addAll(tell(snapshot, true));
    return messages;
  }

  /** Pending and firing alerts after the last update, oldest first. */
  public List<Alert> open() {
    return openNow;
  }

  /** Alerts that fired and are over, events among them, the newest last. */
  public List<Alert> closed() {
    return closedNow;
  }

  /** All that fired so far, be it over or not, be it kept or not. */
  public Tally tally() {
    return closed.tally(entries.values());
  }

  /** How many alerts were never told because too many were open. */
  public long overflowed() {
    return overflowed;
  }

  private void take(
      String fingerprint, Finding finding, ApplicationSnapshot snapshot, List<Message> messages) {
    AlertEntry entry = entries.get(fingerprint);
    if (entry != null && entry.event()) {
      return;
    }
    if (entry == null && !makeRoom(snapshot, messages)) {
      overflowed++;
      return;
    }
    long now = snapshot.takenMillis();
    if (entry == null) {
      entry = new AlertEntry(fingerprint, finding, now);
      entries.put(fingerprint, entry);
    }
    if (!finding.event()) {
      state(entry, finding, now);
    } else if (entry.state() == Alert.State.FIRING && entry.told()) {
      entry.judgedFinally(finding);
      judged.add(entry);
    } else {
      entry.event(finding, now);
    }
  }

  private void state(AlertEntry entry, Finding finding, long nowMillis) {
    if (entry.seen(finding, nowMillis)) {
      recurrence.fired(entry, nowMillis);
      // Of jobs there may be any number; each is judged once when it is over.
      Subject subject = finding.subject();
      if (subject.scope() == Scope.APPLICATION && !subject.jobId().isPresent()) {
        firedApplicationAlerts.add(entry.fingerprint());
      }
    }
  }

  /** Tells what is new, and closes what was judged for the last time. */
  private List<Message> tell(ApplicationSnapshot snapshot, boolean last) {
    muting.apply(entries.values(), snapshot.takenMillis());
    if (last && snapshot.endMillis() > 0) {
      // What began to fire just now has no time left to be over by itself.
      entries.values().stream()
          .filter(entry -> entry.state() == Alert.State.FIRING)
          .filter(entry -> !entry.told() && entry.mutedBy() == null)
          .forEach(entry -> entry.event(entry.finding(), snapshot.takenMillis()));
    }
    List<Message> messages = announcer.news(entries.values(), snapshot, last);
    if (!last) {
      messages.addAll(close(new ArrayList<>(judged), ResolveReason.SUBJECT_GONE, snapshot, false));
    }
    judged.clear();
    settleEvents();
    return messages;
  }

  /** Keeps the events that were told or wait for that; the others are over without a word. */
  private void settleEvents() {
    for (AlertEntry entry : new ArrayList<>(entries.values())) {
      if (entry.held()) {
        closed.add(entry);
      } else if (entry.event() && (entry.mutedBy() != null || entry.inDigest())) {
        forget(entry);
      }
    }
  }

  /**
   * Takes alerts from the book and says so of those that were told; {@code quietly}: only to those
   * who keep incidents open.
   */
  private List<Message> close(
      List<AlertEntry> over, ResolveReason why, ApplicationSnapshot snapshot, boolean quietly) {
    List<AlertEntry> resolved = new ArrayList<>();
    List<AlertEntry> quiet = new ArrayList<>();
    for (AlertEntry entry : over) {
      boolean event = entry.event();
      if (entry.state() == Alert.State.FIRING) {
        entry.resolve(why, snapshot.takenMillis());
      }
      forget(entry);
      if (entry.told()) {
        (event || quietly ? quiet : resolved).add(entry);
      }
    }
    List<Message> messages = announcer.over(resolved, Notification.Kind.RESOLVED, snapshot);
    messages.addAll(announcer.over(quiet, Notification.Kind.EVENT_OVER, snapshot));
    return messages;
  }

  /** Takes an alert from the book; if it fired, it is remembered. */
  private void forget(AlertEntry entry) {
    entries.remove(entry.fingerprint());
    if (entry.state() == Alert.State.RESOLVED) {
      closed.add(entry);
    }
  }

  /** Whether one more alert fits in, if need be in the place of a held event or a pending alert. */
  private boolean makeRoom(ApplicationSnapshot snapshot, List<Message> messages) {
    return entries.size() < policy.maxAlerts()
        || evict(AlertEntry::held, snapshot, messages)
        || evict(entry -> entry.state() == Alert.State.PENDING, snapshot, messages);
  }

  private boolean evict(
      Predicate<AlertEntry> which, ApplicationSnapshot snapshot, List<Message> messages) {
    List<AlertEntry> victim =
        entries.values().stream().filter(which).limit(1).collect(Collectors.toList());
    messages.addAll(close(victim, ResolveReason.EVENT_OVER, snapshot, false));
    return !victim.isEmpty();
  }

  private void publish() {
    openNow =
        Collections.unmodifiableList(
            entries.values().stream()
                .filter(entry -> !entry.event())
                .map(Alert::new)
                .collect(Collectors.toList()));
    closedNow = closed.list();
  }
}
