package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.figures.IdleTimeout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a fixed number of executors is held while no stage runs, so long that they could go. */
final class FixedExecutors {
  static final double MIN_IDLE_SHARE = 0.3;
  static final double MIN_SAVED_SHARE = 0.1;
  static final double MIN_IDLE_MILLIS = 600_000;

  /** After a shorter one, executors would be missed as soon as they were given back. */
  private static final double MIN_GAP_MILLIS =
      ClusterSettings.IDLE_MILLIS + IdleTimeout.MISSED_MILLIS;

  static final long MIN_AGE_MILLIS = 300_000;

  private final ApplicationSnapshot snapshot;
  private final ClusterSettings settings;
  private final CoreSplit split;
  private final StageGaps gaps;
  private final long most;

  private FixedExecutors(ApplicationSnapshot snapshot, ClusterSettings settings, CoreSplit split) {
    this.snapshot = snapshot;
    this.settings = settings;
    this.split = split;
    this.gaps = StageGaps.of(snapshot).longerThan(MIN_GAP_MILLIS);
    this.most = ExecutorCounts.of(snapshot, Double.MAX_VALUE).most();
  }

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    Optional<CoreSplit> split = CoreSplit.of(snapshot);
    boolean barrier = snapshot.work().events().barrierStages() > 0;
    if (!split.isPresent() || age(snapshot) < MIN_AGE_MILLIS || streams(snapshot) || barrier) {
      return Optional.empty();
    }
    if (forgotten(snapshot) && matters(split.get(), split.get().millis(CoreUse.IDLE))) {
      return Optional.of(hidden(split.get()));
    }
    return matters(split.get(), split.get().millis(CoreUse.DRIVER_ONLY))
        ? new FixedExecutors(snapshot, settings, split.get()).advice()
        : Optional.empty();
  }

  private static boolean matters(CoreSplit split, double idle) {
    return idle >= MIN_IDLE_MILLIS && idle >= MIN_IDLE_SHARE * split.allocatedMillis();
  }

  private static boolean forgotten(ApplicationSnapshot snapshot) {
    return snapshot.losses().evicted().getOrDefault("stages", 0L) > 0;
  }

  private static long age(ApplicationSnapshot snapshot) {
    long first = snapshot.facts().startMillis();
    for (ExecutorSnapshot each : snapshot.executors()) {
      first = first > 0 ? first : each.facts().addedMillis();
    }
    return first > 0 ? snapshot.untilMillis() - first : 0;
  }

  /** Whether it is a stream, of which Spark's jobs say the batch: it waits for data by design. */
  private static boolean streams(ApplicationSnapshot snapshot) {
    return !snapshot.streaming().isEmpty()
        || snapshot.stages().stream()
            .map(StageSnapshot::facts)
            .anyMatch(each -> batch(each.description()));
  }

  private static boolean batch(@Nullable String description) {
    return description != null
        && (description.startsWith("Streaming job from")
            || (description.contains("runId = ") && description.contains("batch = ")));
  }

  private static Suggestion hidden(CoreSplit split) {
    return Suggestion.cannot(
        Topic.DYNAMIC_ALLOCATION,
        "executors",
        "only the newest stages are kept, and "
            + Phrases.coreTimes(split.millis(CoreUse.IDLE), split.allocatedMillis())
            + " were idle: whether between stages, where dynamic allocation helps, or beside"
            + " their tasks, is not known.");
  }

  private Optional<Suggestion> advice() {
    double held = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      held +=
          ExecutorCounts.standard(each) ? gaps.heldMillis(each, 0, ClusterSettings.IDLE_MILLIS) : 0;
    }
    double kept = most > 1 ? 1.0 / most : 0;
    double saved = Math.min(split.millis(CoreUse.DRIVER_ONLY), held) * (1 - kept);
    return saved >= MIN_SAVED_SHARE * split.allocatedMillis()
        ? Optional.of(suggestion(saved))
        : Optional.empty();
  }

  private Suggestion suggestion(double saved) {
    long idle = split.millis(CoreUse.DRIVER_ONLY);
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors",
            snapshot.endMillis() > 0 ? Certainty.HIGH : Certainty.MEDIUM,
            "Dynamic allocation is off, and "
                + Phrases.percent((double) idle / split.allocatedMillis())
                + " of the core time was held while no stage ran.",
            Arrays.asList(
                Phrases.coreTimes(idle, split.allocatedMillis()) + " while no stage ran",
                Phrases.count(gaps.count(), "time")
                    + " of more than two minutes without a stage, the longest of "
                    + Phrases.seconds(gaps.longestMillis()),
                "up to " + Phrases.count(most, "executor") + " at once"))
        .recommending(
            Recommendation.of(
                text(),
                changes(),
                Phrases.coreTime(saved)
                    + " of this run: what was held beyond a minute without a stage.",
                "Executors come back only after some seconds; those that hold cached data stay, and"
                    + " with shuffle tracking those whose shuffle files may be read again."))
        .saving(saved, CoreUse.DRIVER_ONLY, CoreUse.IDLE);
  }

  private String text() {
    String service =
        settings.on(ClusterSettings.SERVICE) || settings.sparkFrom(3, 0)
            ? ""
            : " The external shuffle service has to run on every node first.";
    return "Let Spark give back executors that have nothing to do; spark.executor.instances is then"
        + " how many it starts with."
        + service;
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>(settings.missing(ClusterSettings.DYNAMIC));
    if (!settings.on(ClusterSettings.SERVICE)) {
      changes.addAll(
          settings.missing(
              settings.sparkFrom(3, 0) ? ClusterSettings.TRACKING : ClusterSettings.SERVICE));
    }
    if (most > 1 && settings.number(ClusterSettings.MIN, 0) != 1) {
      changes.add(ClusterSettings.MIN + "=1");
    }
    long enough = enough();
    if (most > 0 && settings.number(ClusterSettings.MAX, 0) != enough) {
      changes.add(ClusterSettings.MAX + "=" + enough);
    }
    return changes;
  }

  /** Executors for all tasks of the stages that ran at once, at most those that there were. */
  private long enough() {
    double cores =
        ExecutorCounts.of(snapshot, Double.MAX_VALUE).mostTasks() * CoreSplit.cpusPerTask(snapshot);
    long wanted = (long) Math.ceil(cores / settings.executorCores());
    return Math.max(1, wanted > 0 ? Math.min(most, wanted) : most);
  }
}
