package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.GcDiagnosis;
import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What to change where garbage collection takes as much time as an alert is raised for: heap, cores
 * or options of the JVM. The cause is that of the alert.
 */
final class GarbageCollectionQuestion implements Question {
  private static final long MIN_RUN_MILLIS = 60_000;
  private static final long MIN_TASKS = 20;
  private static final double USUAL = 0.05;
  private static final double OLD_SHARE = 0.3;
  private static final double LITTLE = 0.5;

  private static final String FEWER_OBJECTS =
      "Make fewer short-lived objects at a time: fewer cores for each executor, or DataFrame"
          + " functions instead of functions over objects.";
  private static final String MORE_ROOM =
      "Make room in the heap: more memory, or fewer tasks at a time. Cache serialized, and release"
          + " what is no longer read.";

  @Override
  public Topic topic() {
    return Topic.GARBAGE_COLLECTION;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    ExecutorSettings settings = ExecutorSettings.of(snapshot);
    if (!settings.known()) {
      return Collections.emptyList();
    }
    Optional<Sight> sight = troubled(snapshot, settings.local());
    return sight.isPresent()
        ? Collections.singletonList(advice(sight.get(), settings))
        : Collections.emptyList();
  }

  /** The application, or else the stage of the standard executors that collects most. */
  private static Optional<Sight> troubled(ApplicationSnapshot snapshot, boolean local) {
    MemoryTrouble trouble =
        local
            ? MemoryTrouble.ofDriver(snapshot, MemoryDemand.ofDriver(snapshot))
            : RightSizing.of(snapshot).trouble();
    if (trouble.collectionsAreLong()) {
      return Optional.of(Sight.wholeRun(snapshot));
    }
    return snapshot.stages().stream()
        .filter(each -> each.facts().resourceProfileId() == 0 && tooMuch(each))
        .max(Comparator.comparingLong(each -> each.totals().get(TaskMetric.GC_TIME_MILLIS)))
        .map(each -> Sight.stage(snapshot, each));
  }

  private static boolean tooMuch(StageSnapshot stage) {
    long ended = stage.counts().succeeded() + stage.counts().failed() + stage.counts().killed();
    return ended >= MIN_TASKS
        && stage.totals().get(TaskMetric.RUN_TIME_MILLIS) >= MIN_RUN_MILLIS
        && stage.totals().gcRatio().orElse(0) >= MemoryTrouble.HIGH_GC;
  }

  private static String about(Sight sight, ExecutorSettings settings) {
    StageSnapshot stage = sight.stage();
    return stage != null
        ? Phrases.stage(sight.snapshot(), stage)
        : settings.local() ? "driver, in which the tasks run" : "executors";
  }

  private Suggestion hidden(Sight sight, ExecutorSettings settings) {
    CollectorOptions options = CollectorOptions.of(settings);
    List<String> lines = new ArrayList<>();
    lines.add(options.hidden() ? "" : options.logging());
    lines.removeIf(String::isEmpty);
    return Suggestion.cannot(
            topic(),
            about(sight, settings),
            "the collector works beside the tasks. Spark counts whole cycles of it, here "
                + Phrases.percent(sight.totals().gcRatio().orElse(0))
                + " of the run time, and not for how long tasks stood still.")
        .recommending(
            Recommendation.of(
                "Have the JVM log its collections: stalled allocations in it ask for a larger"
                    + " heap.",
                lines,
                "The log of the next run shows whether tasks waited.",
                ""));
  }

  private Suggestion advice(Sight sight, ExecutorSettings settings) {
    if (sight.snapshot().facts().collectsBesideTasks()) {
      return hidden(sight, settings);
    }
    Cause cause = new GcDiagnosis().explain(sight);
    TaskTotals totals = sight.totals();
    double ratio = totals.gcRatio().orElse(0);
    double saved =
        totals.get(TaskMetric.GC_TIME_MILLIS) - USUAL * totals.get(TaskMetric.RUN_TIME_MILLIS);
    return Suggestion.of(
            topic(),
            about(sight, settings),
            cause.kind() == CauseKind.UNKNOWN ? Certainty.LOW : Certainty.MEDIUM,
            "Garbage collection takes "
                + Phrases.percent(ratio)
                + " of "
                + Phrases.seconds(totals.get(TaskMetric.RUN_TIME_MILLIS))
                + " task run time. "
                + (cause.sentence().isEmpty()
                    ? "The executors reported too little to tell old from young collections."
                    : cause.sentence()),
            cause.evidence())
        .recommending(recommendation(sight.snapshot(), cause.kind(), settings, ratio))
        .saving(Math.max(0, saved), CoreUse.USEFUL, CoreUse.UNFINISHED);
  }

  private static Recommendation recommendation(
      ApplicationSnapshot snapshot, CauseKind cause, ExecutorSettings settings, double ratio) {
    CollectorOptions options = CollectorOptions.of(settings);
    MemoryDemand demand =
        settings.local() ? MemoryDemand.ofDriver(snapshot) : RightSizing.of(snapshot).demand();
    double heap =
        (settings.local() ? settings.driverHeapBytes() : settings.executorHeapBytes()).orElse(0);
    boolean fewer = cause == CauseKind.ALLOCATION && options.cores() > 1;
    List<String> lines = new ArrayList<>();
    if (fewer) {
      lines.add("spark.executor.cores=" + Sizing.fewerCores(options.cores()));
    } else if (heap > 0) {
      String role = settings.local() ? "driver" : "executor";
      lines.add(MemoryWords.setting("spark." + role + ".memory", demand.grownHeap(heap)));
    }
    Optional<GcTuning> tuning = GcTuning.of(options, heap, cause, fullInVain(snapshot, demand));
    String text = fewer ? FEWER_OBJECTS : MORE_ROOM;
    if (tuning.isPresent()) {
      text += " " + tuning.get().text();
      lines.add(tuning.get().setting());
    } else if (cause == CauseKind.UNKNOWN) {
      text += " To see more, have the JVM log its collections.";
      lines.add(options.hidden() ? "" : options.logging());
    }
    lines.removeIf(String::isEmpty);
    return Recommendation.of(
        text,
        lines,
        "Up to " + Phrases.percent(ratio) + " of task run time.",
        fewer
            ? "With fewer cores for each executor, more executors are needed for the same work."
            : "Each process takes more memory; fewer may fit on a machine.");
  }

  /** Whether the whole heap is collected at length although less than half of it survives. */
  private static boolean fullInVain(ApplicationSnapshot snapshot, MemoryDemand demand) {
    double young = 0;
    double old = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      young += each.memory().peaks().get(ExecutorMetric.MINOR_GC_MILLIS);
      old += each.memory().peaks().get(ExecutorMetric.MAJOR_GC_MILLIS);
    }
    return old > 0
        && old >= OLD_SHARE * (young + old)
        && demand.floorRatio() > 0
        && demand.floorRatio() < LITTLE;
  }
}
