package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stage attempts have series of their own: all of them while they are few, else in this
 * order, up to the limit: active ones older than 15 s, the worst finished ones, those that finished
 * in the last two minutes, and then the newest. Immutable.
 */
final class StageSelection {
  static final long YOUNG_MILLIS = 15_000;
  static final long RECENT_MILLIS = 120_000;
  static final int WORST = 50;

  private static final Comparator<StageSnapshot> OLDEST_FIRST =
      Comparator.comparingLong((StageSnapshot each) -> each.facts().submissionMillis());
  private static final Comparator<StageSnapshot> NEWEST_FIRST =
      Comparator.comparingLong(StageSelection::lastMillis)
          .reversed()
          .thenComparing(StageSnapshot::key, Comparator.reverseOrder());

  private final ApplicationSnapshot app;
  private final int limit;
  private final Map<StageKey, StageSnapshot> shown = new LinkedHashMap<>();
  private final int suppressed;

  private StageSelection(ApplicationSnapshot app, int limit) {
    this.app = app;
    this.limit = limit;
    if (app.stages().size() > limit) {
      choose();
    } else {
      take(app.stages());
    }
    this.suppressed = (app.stages().size() - shown.size()) * ExposureLimits.SERIES_PER_STAGE;
  }

  static StageSelection of(ApplicationSnapshot app, int limit) {
    return new StageSelection(app, limit);
  }

  private void choose() {
    List<StageSnapshot> active = new ArrayList<>();
    List<StageSnapshot> young = new ArrayList<>();
    List<StageSnapshot> finished = new ArrayList<>();
    for (StageSnapshot each : app.stages()) {
      if (each.status() != StageStatus.ACTIVE) {
        finished.add(each);
      } else {
        (ageMillis(each) > YOUNG_MILLIS ? active : young).add(each);
      }
    }
    active.sort(OLDEST_FIRST);
    finished.sort(NEWEST_FIRST);
    young.sort(NEWEST_FIRST);
    take(active);
    take(worst(finished));
    take(recent(finished));
    take(young);
    take(finished);
  }

  private void take(Collection<StageSnapshot> stages) {
    for (StageSnapshot each : stages) {
      if (shown.size() < limit) {
        shown.putIfAbsent(each.key(), each);
      }
    }
  }

  private long ageMillis(StageSnapshot stage) {
    return app.takenMillis() - stage.facts().submissionMillis();
  }

  private static long lastMillis(StageSnapshot stage) {
    return Math.max(stage.facts().submissionMillis(), stage.facts().completionMillis());
  }

  private static List<StageSnapshot> worst(List<StageSnapshot> finished) {
    Map<StageSnapshot, Double> badness = new LinkedHashMap<>();
    for (StageSnapshot each : finished) {
      double bad = Badness.of(each);
      if (bad >= 1) {
        badness.put(each, bad);
      }
    }
    List<StageSnapshot> worst = new ArrayList<>(badness.keySet());
    worst.sort(
        Comparator.comparing(each -> badness.getOrDefault(each, 0.0), Comparator.reverseOrder()));
    return worst.subList(0, Math.min(WORST, worst.size()));
  }

  private List<StageSnapshot> recent(List<StageSnapshot> finished) {
    List<StageSnapshot> recent = new ArrayList<>();
    for (StageSnapshot each : finished) {
      if (lastMillis(each) > app.takenMillis() - RECENT_MILLIS) {
        recent.add(each);
      }
    }
    return recent;
  }

  Collection<StageSnapshot> shown() {
    return shown.values();
  }

  /** Series held back, as if each stage had every series. */
  int suppressed() {
    return suppressed;
  }
}
