package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import java.util.Locale;
import java.util.Map;

/** Something to tell people about an alert. Immutable. */
public final class Notification {
  private final Kind kind;
  private final Alert alert;
  private final ApplicationFacts application;
  private final Map<String, String> links;
  private final long atMillis;
  private final boolean incomplete;

  /** What is told. */
  public enum Kind {
    FIRING,
    /** Still firing, and more severe than before. */
    ESCALATED,
    /** Still firing, and much larger than before: more executors were lost. */
    GREW,
    /** Its cause is known now: a stage is over that was judged while its tasks ran. */
    EXPLAINED,
    /** Still firing, told again. */
    REPEATED,
    RESOLVED,
    /** A single occurrence. */
    EVENT,
    /**
     * That an event needs nobody any more. Only for receivers that keep an incident open until they
     * are told so.
     */
    EVENT_OVER;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an incident is closed by it. */
    public boolean closes() {
      return this == RESOLVED || this == EVENT_OVER;
    }
  }

  Notification(Kind kind, Alert alert, ApplicationSnapshot snapshot, ApplicationLinks links) {
    this.kind = kind;
    this.alert = alert;
    this.application = snapshot.facts();
    this.links = links.of(alert.finding().subject());
    this.atMillis = snapshot.takenMillis();
    this.incomplete = snapshot.losses().incomplete();
  }

  public Kind kind() {
    return kind;
  }

  public Alert alert() {
    return alert;
  }

  public ApplicationFacts application() {
    return application;
  }

  /** The application's name, else its id, else empty. */
  public String applicationName() {
    String name = application.name();
    return name == null || name.trim().isEmpty() ? applicationId() : name;
  }

  /** The application's id, or empty. */
  public String applicationId() {
    String id = application.id();
    return id == null ? "" : id;
  }

  /** URLs by the words that are shown for them. */
  public Map<String, String> links() {
    return links;
  }

  /** When it was decided, as Unix time in milliseconds. */
  public long atMillis() {
    return atMillis;
  }

  /** Whether Spark dropped events, so that figures may be low. */
  public boolean incomplete() {
    return incomplete;
  }

  /** The same for every try to deliver it, and for no other notification. */
  public String id() {
    return alert.fingerprint() + "-" + atMillis + "-" + kind.label();
  }

  @Override
  public String toString() {
    return kind.label() + " " + alert.ruleId() + " " + alert.finding().subject().label();
  }
}
