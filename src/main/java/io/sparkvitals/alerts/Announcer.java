package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes messages of what there is to tell: what one rule says at a time is one message, a new alert
 * waits a little for others, and there are not more messages in an hour than people can bear. What
 * is held back is told in a digest. Not thread-safe.
 */
final class Announcer {
  private final AlertPolicy policy;
  private final Supplier<ApplicationLinks> links;
  private final Pace pace;
  private final Digest digest = new Digest();
  private long told;

  Announcer(AlertPolicy policy, Supplier<ApplicationLinks> links) {
    this.policy = policy;
    this.links = links;
    this.pace = new Pace(policy.maxPerHour());
  }

  /** How many alerts were told so far. */
  long told() {
    return told;
  }

  /**
   * What is new in alerts that are open or have just ended; {@code last}: nothing waits any longer.
   */
  List<Message> news(Collection<AlertEntry> entries, ApplicationSnapshot snapshot, boolean last) {
    long now = snapshot.takenMillis();
    Map<String, List<AlertEntry>> byRule = new LinkedHashMap<>();
    for (AlertEntry entry : entries) {
      if (entry.news(now, policy.repeatMillis()) != null) {
        byRule.computeIfAbsent(entry.finding().rule().id(), rule -> new ArrayList<>()).add(entry);
      }
    }
    List<Message> messages = new ArrayList<>();
    for (List<AlertEntry> news : byRule.values()) {
      if (last || news.stream().anyMatch(entry -> ripe(entry, now))) {
        announce(news, snapshot, messages);
      }
    }
    digest.due(snapshot, links.get(), last).ifPresent(messages::add);
    return messages;
  }

  /** Only a new alert waits for others. */
  private boolean ripe(AlertEntry entry, long nowMillis) {
    return entry.told() || nowMillis - entry.firedMillis() >= policy.waitMillis();
  }

  private void announce(
      List<AlertEntry> news, ApplicationSnapshot snapshot, List<Message> messages) {
    long now = snapshot.takenMillis();
    boolean critical = news.stream().anyMatch(entry -> entry.severity() == Severity.CRITICAL);
    if (!pace.admits(critical, now)) {
      news.forEach(entry -> digest.add(entry, now));
      return;
    }
    List<Notification> notifications = new ArrayList<>();
    for (AlertEntry entry : news) {
      Notification.Kind kind = entry.news(now, policy.repeatMillis());
      if (kind != null) {
        told += entry.told() ? 0 : 1;
        entry.tell(now);
        notifications.add(new Notification(kind, new Alert(entry), snapshot, links.get()));
      }
    }
    pace.passed(now);
    messages.add(Message.of(notifications));
  }

  /** That alerts are over of which people were told; a message for each rule. */
  List<Message> over(
      Collection<AlertEntry> entries, Notification.Kind kind, ApplicationSnapshot snapshot) {
    Map<String, List<Notification>> byRule = new LinkedHashMap<>();
    for (AlertEntry entry : entries) {
      byRule
          .computeIfAbsent(entry.finding().rule().id(), rule -> new ArrayList<>())
          .add(new Notification(kind, new Alert(entry), snapshot, links.get()));
    }
    List<Message> messages = new ArrayList<>();
    byRule.values().forEach(each -> messages.add(Message.of(each)));
    return messages;
  }
}
