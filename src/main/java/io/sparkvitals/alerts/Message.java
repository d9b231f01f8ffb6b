package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What receivers get at once: notifications of one rule that belong together, or words about the
 * alerts of an application as a whole. Immutable.
 */
public final class Message {
  private final Kind kind;
  private final List<Notification> notifications;
  private final ApplicationFacts application;
  private final Map<String, String> links;
  private final long atMillis;
  private final String title;
  private final List<String> lines;

  /** What is told. */
  public enum Kind {
    /** Notifications of one rule; all open an alert or go on with it, or all close one. */
    ALERTS,
    /** What was held back, for more happened than people want to be told of. */
    DIGEST,
    /** What was told in the run that is over. */
    SUMMARY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Message(
      Kind kind,
      List<Notification> notifications,
      ApplicationFacts application,
      Map<String, String> links,
      long atMillis,
      String title,
      List<String> lines) {
    this.kind = kind;
    this.notifications = notifications;
    this.application = application;
    this.links = links;
    this.atMillis = atMillis;
    this.title = title;
    this.lines = lines;
  }

  /** A message of one notification. */
  public static Message of(Notification notification) {
    return of(Collections.singletonList(notification));
  }

  /**
   * A message of at least one notification; the most severe come first, of these the new ones.
   *
   * @throws IllegalArgumentException if there is none, or if they do not belong together
   */
  public static Message of(List<Notification> notifications) {
    List<Notification> sorted = new ArrayList<>(notifications);
    sorted.sort(
        Comparator.comparing((Notification each) -> each.alert().severity())
            .reversed()
            .thenComparing(each -> each.kind() == Notification.Kind.REPEATED));
    if (sorted.isEmpty() || !sorted.stream().allMatch(each -> together(each, sorted.get(0)))) {
      throw new IllegalArgumentException("expected notifications of one rule and one direction");
    }
    return new Message(
        Kind.ALERTS,
        Collections.unmodifiableList(sorted),
        sorted.get(0).application(),
        sorted.get(0).links(),
        sorted.get(0).atMillis(),
        "",
        Collections.emptyList());
  }

  private static boolean together(Notification one, Notification other) {
    return one.alert().ruleId().equals(other.alert().ruleId())
        && one.kind().closes() == other.kind().closes();
  }

  /** A message of words: a title, and lines of at most a few hundred characters. */
  static Message words(
      Kind kind,
      ApplicationSnapshot snapshot,
      ApplicationLinks links,
      String title,
      List<String> lines) {
    return new Message(
        kind,
        Collections.emptyList(),
        snapshot.facts(),
        links.pages(),
        snapshot.takenMillis(),
        title,
        Collections.unmodifiableList(new ArrayList<>(lines)));
  }

  public Kind kind() {
    return kind;
  }

  /** The most severe first; none in a message of words. */
  public List<Notification> notifications() {
    return notifications;
  }

  /** The most severe notification of {@link Kind#ALERTS}. */
  public Notification first() {
    return notifications.get(0);
  }

  public ApplicationFacts application() {
    return application;
  }

  /** URLs by the words that are shown for them. */
  public Map<String, String> links() {
    return links;
  }

  /** When it was decided, as Unix time in milliseconds. */
  public long atMillis() {
    return atMillis;
  }

  /** The headline of a message of words; else empty. */
  public String title() {
    return title;
  }

  /** The lines of a message of words. */
  public List<String> lines() {
    return lines;
  }

  /** The highest severity in it; words are of no severity but information. */
  public Severity severity() {
    return notifications.isEmpty() ? Severity.INFO : first().alert().severity();
  }

  /** Whether it says of alerts that they are over. */
  public boolean closes() {
    return kind == Kind.ALERTS && first().kind().closes();
  }

  /** The alerts that it is about. */
  public Set<String> fingerprints() {
    Set<String> fingerprints = new HashSet<>();
    for (Notification each : notifications) {
      fingerprints.add(each.alert().fingerprint());
    }
    return fingerprints;
  }

  /** The part of it that somebody wants; null for nothing. Words are wanted as a whole. */
  public @Nullable Message filtered(Predicate<Notification> wanted) {
    if (kind != Kind.ALERTS) {
      return this;
    }
    List<Notification> rest = new ArrayList<>(notifications);
    rest.removeIf(wanted.negate());
    if (rest.size() == notifications.size()) {
      return this;
    }
    return rest.isEmpty() ? null : of(rest);
  }

  /** The same for every try to deliver it, and for no other message. */
  public String id() {
    return kind == Kind.ALERTS
        ? first().id()
        : application.id() + "-" + atMillis + "-" + kind.label();
  }

  @Override
  public String toString() {
    String more = notifications.size() > 1 ? " and " + (notifications.size() - 1) + " more" : "";
    return kind == Kind.ALERTS ? first() + more : kind.label();
  }
}
