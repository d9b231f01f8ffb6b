package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which executors have series of their own, and in which detail. Removed ones stay for two minutes,
 * so that their last values are scraped. Where not all can be shown, those with the highest heap
 * peaks are, for a peak changes seldom and so the choice does. Immutable.
 */
final class ExecutorSelection {
  static final int MOST_FULL = 200;
  static final int MOST_BASIC = 1_000;
  static final int TOP = 100;
  static final long KEEP_REMOVED_MILLIS = 120_000;

  private static final int FULL_SERIES = SeriesCount.most(Catalogue.EXECUTORS, false);
  private static final int BASIC_SERIES = SeriesCount.most(Catalogue.EXECUTORS, true);
  private static final Comparator<ExecutorSnapshot> DRIVER_THEN_HEAP =
      Comparator.comparing((ExecutorSnapshot each) -> !each.facts().driver())
          .thenComparing(
              each -> each.memory().peaks().get(ExecutorMetric.JVM_HEAP),
              Comparator.reverseOrder());

  private final List<ExecutorSnapshot> shown;
  private final boolean basicOnly;
  private final int suppressed;

  private ExecutorSelection(List<ExecutorSnapshot> shown, boolean basicOnly, int suppressed) {
    this.shown = shown;
    this.basicOnly = basicOnly;
    this.suppressed = suppressed;
  }

  static ExecutorSelection of(ApplicationSnapshot app, ExposureLimits limits) {
    ExecutorDetail wanted = limits.executorDetail();
    if (wanted == ExecutorDetail.OFF) {
      return new ExecutorSelection(Collections.emptyList(), true, 0);
    }
    List<ExecutorSnapshot> candidates = candidates(app);
    boolean basicOnly = wanted == ExecutorDetail.BASIC || wanted == ExecutorDetail.AUTO;
    if (wanted == ExecutorDetail.AUTO && active(candidates) <= MOST_FULL) {
      basicOnly = !fits(candidates, limits.executorSeries());
    }
    boolean many = wanted == ExecutorDetail.AUTO && active(candidates) > MOST_BASIC;
    List<ExecutorSnapshot> shown =
        first(many ? TOP : candidates.size(), candidates, basicOnly, limits.executorSeries());
    int asked = wanted == ExecutorDetail.BASIC ? BASIC_SERIES : FULL_SERIES;
    int given = basicOnly ? BASIC_SERIES : FULL_SERIES;
    return new ExecutorSelection(
        shown, basicOnly, candidates.size() * asked - shown.size() * given);
  }

  /** One for each id, as it stands on the page; the newest where two look the same. */
  private static List<ExecutorSnapshot> candidates(ApplicationSnapshot app) {
    Map<String, ExecutorSnapshot> byId = new LinkedHashMap<>();
    for (ExecutorSnapshot each : app.executors()) {
      ExecutorLoss loss = each.loss();
      if (loss == null || loss.removedMillis() > app.takenMillis() - KEEP_REMOVED_MILLIS) {
        byId.put(LabelText.clean(each.id()), each);
      }
    }
    return new ArrayList<>(byId.values());
  }

  // The driver is no executor here: 200 and 1,000 are what a user counts.
  private static int active(List<ExecutorSnapshot> executors) {
    int active = 0;
    for (ExecutorSnapshot each : executors) {
      active += each.active() && !each.facts().driver() ? 1 : 0;
    }
    return active;
  }

  private static boolean fits(List<ExecutorSnapshot> executors, int room) {
    return first(executors.size(), executors, false, room).size() == executors.size();
  }

  /** The first ones, in the order of {@link #DRIVER_THEN_HEAP}, that have room. */
  private static List<ExecutorSnapshot> first(
      int most, List<ExecutorSnapshot> executors, boolean basicOnly, int room) {
    List<ExecutorSnapshot> ranked = new ArrayList<>(executors);
    ranked.sort(DRIVER_THEN_HEAP);
    int series = 0;
    int number = 0;
    while (number < Math.min(most, ranked.size())) {
      series += SeriesCount.of(Catalogue.EXECUTORS, ranked.get(number), basicOnly);
      if (series > room) {
        break;
      }
      number++;
    }
    return ranked.subList(0, number);
  }

  List<ExecutorSnapshot> shown() {
    return shown;
  }

  boolean basicOnly() {
    return basicOnly;
  }

  /** Series held back, as if each executor had every series that was asked for. */
  int suppressed() {
    return suppressed;
  }
}
