package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are over at the moment of a snapshot, and why: a state whose subject is gone or
 * whose condition has not held for long enough, an event that was held for {@code repeat}.
 */
final class Endings {
  private final LiveSubjects live;
  private final long nowMillis;
  private final long repeatMillis;

  Endings(ApplicationSnapshot snapshot, long repeatMillis) {
    this.live = new LiveSubjects(snapshot);
    this.nowMillis = snapshot.takenMillis();
    this.repeatMillis = repeatMillis;
  }

  /** Takes the fingerprints of what was found just now. */
  Map<ResolveReason, List<AlertEntry>> of(Collection<AlertEntry> entries, Set<String> seen) {
    Map<ResolveReason, List<AlertEntry>> over = new LinkedHashMap<>();
    for (AlertEntry entry : entries) {
      ResolveReason why = entry.event() ? event(entry) : state(entry, seen);
      if (why != null) {
        over.computeIfAbsent(why, reason -> new ArrayList<>()).add(entry);
      }
    }
    return over;
  }

  private @Nullable ResolveReason event(AlertEntry entry) {
    boolean old = nowMillis - entry.resolvedMillis() >= repeatMillis;
    return entry.held() && old ? ResolveReason.EVENT_OVER : null;
  }

  private @Nullable ResolveReason state(AlertEntry entry, Set<String> seen) {
    if (seen.contains(entry.fingerprint())) {
      return null;
    }
    boolean gone = !live.contains(entry.finding().subject());
    ResolveReason why = gone ? ResolveReason.SUBJECT_GONE : ResolveReason.CONDITION_OVER;
    return entry.over(gone, nowMillis) ? why : null;
  }
}
