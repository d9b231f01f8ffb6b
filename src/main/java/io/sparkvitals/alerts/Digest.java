package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects alerts that were held back, for too many were told within an hour, and gives them out as
 * one message: ten minutes after the first of them, at most once an hour. Not thread-safe.
 */
final class Digest {
  private static final long COLLECT_MILLIS = 600_000;
  private static final int MAX_LINES = 20;
  private static final int MAX_SUBJECTS = 3;

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private long firstMillis;
  private long alerts;
  private long givenMillis = Long.MIN_VALUE / 2;

  /** What one rule had to say. */
  private static final class Line {
    private final String title;
    private Severity severity;
    private final List<String> subjects = new ArrayList<>();
    private int count;

    Line(AlertEntry entry) {
      title = entry.finding().rule().title();
      severity = entry.severity();
    }

    void add(AlertEntry entry) {
      count++;
      severity = entry.severity().atLeast(severity) ? entry.severity() : severity;
      if (subjects.size() < MAX_SUBJECTS) {
        subjects.add(entry.finding().subject().label());
      }
    }

    @Override
    public String toString() {
      String more = count > subjects.size() ? " and " + (count - subjects.size()) + " more" : "";
      return severity.label() + ": " + title + ": " + String.join(", ", subjects) + more;
    }
  }

  /** The words of a digest. */
  static final class Words {
    private final String title;
    private final List<String> lines;

    private Words(String title, List<String> lines) {
      this.title = title;
      this.lines = lines;
    }

    Message message(ApplicationSnapshot snapshot, ApplicationLinks links) {
      return Message.words(Message.Kind.DIGEST, snapshot, links, title, lines);
    }
  }

  /** Takes an alert, once until it is told by itself. */
  void add(AlertEntry entry, long nowMillis) {
    if (entry.inDigest()) {
      return;
    }
    entry.putInDigest();
    firstMillis = alerts == 0 ? nowMillis : firstMillis;
    alerts++;
    lines.computeIfAbsent(entry.finding().rule().id(), rule -> new Line(entry)).add(entry);
  }

  /** What was collected, if it is time for that. */
  Optional<Words> due(long nowMillis, boolean last) {
    boolean ripe =
        nowMillis - firstMillis >= COLLECT_MILLIS && nowMillis - givenMillis >= Pace.HOUR_MILLIS;
    if (alerts == 0 || !(ripe || last)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (Line line : lines.values()) {
      if (texts.size() < MAX_LINES) {
        texts.add(line.toString());
      }
    }
    if (lines.size() > MAX_LINES) {
      texts.add("and alerts of " + (lines.size() - MAX_LINES) + " more rules");
    }
    String title =
        (alerts == 1 ? "1 more alert" : alerts + " more alerts")
            + ", held back because many were told within an hour";
    lines.clear();
    alerts = 0;
    givenMillis = nowMillis;
    return Optional.of(new Words(title, texts));
  }
}
