package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether executors have the heap and the off-heap memory that their tasks need, and no more. */
final class ExecutorMemoryQuestion implements Question {
  private static final String HEAP = "spark.executor.memory";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String OFF_HEAP = "spark.memory.offHeap.size";
  private static final String POLLING = "spark.executor.metrics.pollingInterval";
  private static final String STAGE_PEAKS = "spark.eventLog.logStageExecutorMetrics";
  private static final double MIN_LIFE_MILLIS = 30 * 60e3;
  private static final long LARGE_BYTES = 2 * RightSizing.STEP_BYTES;
  private static final int MANY_READINGS = 30;

  @Override
  public Topic topic() {
    return Topic.EXECUTOR_MEMORY;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    List<Suggestion> answers = new ArrayList<>();
    ExecutorSettings settings = ExecutorSettings.of(snapshot);
    if (!settings.known() || settings.local()) {
      return answers;
    }
    for (int profile : RightSizing.profiles(snapshot)) {
      RightSizing sizing = RightSizing.of(snapshot, profile);
      heap(sizing, settings).ifPresent(answers::add);
      offHeap(sizing).ifPresent(answers::add);
    }
    return answers;
  }

  private Optional<Suggestion> heap(RightSizing sizing, ExecutorSettings settings) {
    long present = sizing.presentHeapBytes().orElse(0);
    if (present <= 0) {
      return Optional.empty();
    }
    if (sizing.trouble().heapTooSmall()) {
      return Optional.of(raise(sizing, present));
    }
    if (sizing.heapBytes().orElse(present) < present) {
      return Optional.of(reduce(sizing, present, settings));
    }
    return hidden(sizing, present, settings);
  }

  private Suggestion raise(RightSizing sizing, long present) {
    MemoryTrouble trouble = sizing.trouble();
    String finding =
        trouble.ranOutOfHeap()
            ? "Executors ran out of their heap of " + Sizes.binary(present) + "."
            : "Tasks lack memory on a heap of " + Sizes.binary(present) + ": " + lack(sizing) + ".";
    return Suggestion.of(
            topic(),
            MemoryWords.about(sizing),
            trouble.ranOutOfHeap() ? Certainty.HIGH : Certainty.MEDIUM,
            finding,
            MemoryWords.evidence(sizing.demand(), trouble))
        .recommending(
            Recommendation.of(
                "Give executors more memory"
                    + inProfile(sizing, sizing.grownHeapBytes())
                    + ". Or let each task need less of it: more and smaller partitions, or fewer"
                    + " cores for each executor. If one task alone is that large, see its skew"
                    + " first.",
                lines(sizing, MemoryWords.setting(HEAP, sizing.grownHeapBytes())),
                trouble.ranOutOfHeap()
                    ? "Tasks and executors that do not die of an OutOfMemoryError."
                    : "Less spill and shorter collections.",
                "Each executor takes "
                    + Sizes.binary(sizing.grownHeapBytes() - present)
                    + " more from the cluster; fewer may fit on a node."));
  }

  private static String lack(RightSizing sizing) {
    List<String> signs = new ArrayList<>();
    if (sizing.demand().unifiedRatio() >= MemoryTrouble.FULL) {
      signs.add(
          Phrases.percent(sizing.demand().unifiedRatio()) + " of the unified memory was in use");
    }
    if (sizing.trouble().spillsMuch()) {
      signs.add(Sizes.decimal(sizing.trouble().totals().spilledBytes()) + " were spilled");
    }
    if (sizing.trouble().collectsTooMuch()) {
      signs.add(
          "garbage collection took "
              + Phrases.percent(sizing.trouble().totals().gcRatio().orElse(0))
              + " of the run time");
    }
    return String.join(", ", signs);
  }

  private Suggestion reduce(RightSizing sizing, long present, ExecutorSettings settings) {
    MemoryDemand demand = sizing.demand();
    long wanted = sizing.heapBytes().orElse(present);
    List<String> lines = new ArrayList<>();
    lines.add(MemoryWords.setting(HEAP, wanted));
    boolean shrinksToo = settings.defaultOverheadBytes(wanted) < sizing.overheadBytes();
    if (!settings.explicitOverheadBytes().isPresent() && shrinksToo) {
      lines.add(MemoryWords.setting(OVERHEAD, sizing.overheadBytes()));
    }
    return Suggestion.of(
            topic(),
            MemoryWords.about(sizing),
            certainty(demand),
            "Executors were seen to need no more than "
                + Sizes.binary(demand.enoughHeap())
                + " of heap, a quarter for growth in it; they have "
                + Sizes.binary(present)
                + ".",
            MemoryWords.evidence(demand, sizing.trouble()))
        .recommending(
            Recommendation.of(
                "Give executors less memory" + inProfile(sizing, wanted) + ".",
                lines(sizing, lines.toArray(new String[0])),
                MemoryWords.memoryTime(present - wanted, demand.lifeMillis())
                    + " of memory in such a run, of "
                    + MemoryWords.memoryTime(present, demand.lifeMillis())
                    + ".",
                "Larger input needs more again: watch for spill and garbage collection after the"
                    + " change. Cores that a cluster sells with the memory may be bound to it."));
  }

  private static Certainty certainty(MemoryDemand demand) {
    boolean all = demand.measured() == demand.executors();
    boolean often = demand.readings() >= (long) MANY_READINGS * demand.executors();
    return all && often && demand.everyFloorKnown() ? Certainty.HIGH : Certainty.MEDIUM;
  }

  /** Why a heap that may be too large is left alone; nothing of one that is not large. */
  private Optional<Suggestion> hidden(RightSizing sizing, long present, ExecutorSettings settings) {
    MemoryDemand demand = sizing.demand();
    if (present < LARGE_BYTES
        || demand.executors() < RightSizing.MIN_EXECUTORS
        || demand.lifeMillis() < MIN_LIFE_MILLIS
        || sizing.mayShrink()) {
      return Optional.empty();
    }
    String about = MemoryWords.about(sizing);
    if (demand.measured() < RightSizing.MIN_EXECUTORS
        || 2 * demand.measured() < demand.executors()) {
      return Optional.of(
          Suggestion.cannot(topic(), about, unread(demand)).recommending(toRead(settings)));
    }
    return sizing.spareHeapBytes() <= 0
        ? Optional.empty()
        : Optional.of(
            Suggestion.cannot(
                topic(),
                about,
                reason(sizing)
                    + " By its peaks alone the heap of "
                    + Sizes.binary(present)
                    + " looks "
                    + Sizes.binary(sizing.spareHeapBytes())
                    + " too large."));
  }

  private static String reason(RightSizing sizing) {
    MemoryTrouble trouble = sizing.trouble();
    if (trouble.containerKills() > 0) {
      return "executors were killed for their memory, and what they would have used is not known.";
    }
    if (trouble.spilled()) {
      return "tasks spilled "
          + Sizes.decimal(trouble.totals().spilledBytes())
          + ", and what they would have used instead is not known.";
    }
    return trouble.demandHidden()
        ? "garbage collection takes "
            + Phrases.percent(trouble.totals().gcRatio().orElse(0))
            + " of the run time, and more in a smaller heap."
        : "a task held "
            + Sizes.binary(trouble.peakTaskBytes())
            + " of memory, and no reading saw more than "
            + Sizes.binary(sizing.demand().unifiedPeakBytes())
            + ": the peaks were missed.";
  }

  private static String unread(MemoryDemand demand) {
    return "the memory of only "
        + demand.measured()
        + " of "
        + Phrases.count(demand.executors(), "executor")
        + " was read at least "
        + MemoryDemand.MIN_READINGS
        + " times. Spark reads it at heartbeats alone, of which an event log keeps little.";
  }

  private static Recommendation toRead(ExecutorSettings settings) {
    List<String> lines = new ArrayList<>();
    if (settings.text(POLLING, "").isEmpty()) {
      lines.add(POLLING + "=1s");
    }
    if (!settings.on(STAGE_PEAKS)) {
      lines.add(STAGE_PEAKS + "=true");
    }
    return Recommendation.of(
        "Have executors read their memory once a second, and their peaks of each stage written to"
            + " the event log.",
        lines,
        "The next run shows what executors need.",
        "A reading costs an executor about a millisecond.");
  }

  private Suggestion raiseOffHeap(RightSizing sizing) {
    MemoryDemand demand = sizing.demand();
    double wanted = Sizing.grownOffHeap(demand.offHeapBytes());
    return Suggestion.of(
            topic(),
            "off-heap memory of " + MemoryWords.about(sizing),
            Certainty.MEDIUM,
            "Tasks of SQL have their memory beside the heap, and lack some: "
                + Phrases.memory(
                    demand.offHeapPeakBytes(), MemoryWords.known(demand.offHeapBytes()))
                + " was in use, and "
                + Sizes.decimal(sizing.trouble().besideHeapSpillBytes())
                + " were spilled.",
            MemoryWords.evidence(demand, sizing.trouble()))
        .recommending(
            Recommendation.of(
                "Give executors more off-heap memory, for a larger heap is of no use to these tasks."
                    + " Or let each task need less of it: more and smaller partitions, or fewer"
                    + " cores for each executor.",
                lines(sizing, MemoryWords.setting(OFF_HEAP, wanted)),
                "Less spill.",
                "Each executor takes that much more of its machine, on a standalone cluster beside"
                    + " what the worker counts."));
  }

  private Optional<Suggestion> offHeap(RightSizing sizing) {
    if (sizing.trouble().offHeapTooSmall()) {
      return Optional.of(raiseOffHeap(sizing));
    }
    MemoryDemand demand = sizing.demand();
    double enough = demand.offHeapPeakBytes() * MemoryDemand.HEADROOM;
    long steps = (long) ((demand.offHeapBytes() - enough) / RightSizing.STEP_BYTES);
    if (steps <= 0 || !sizing.standard() || !sizing.mayShrink()) {
      return Optional.empty();
    }
    long wanted = demand.offHeapBytes() - steps * RightSizing.STEP_BYTES;
    return Optional.of(
        Suggestion.of(
                topic(),
                "off-heap memory of " + MemoryWords.about(sizing),
                certainty(demand),
                "Executors used at most "
                    + Phrases.memory(
                        demand.offHeapPeakBytes(), MemoryWords.known(demand.offHeapBytes()))
                    + " of off-heap memory.",
                MemoryWords.evidence(demand, sizing.trouble()))
            .recommending(
                Recommendation.of(
                    "Give executors less off-heap memory.",
                    Collections.singletonList(MemoryWords.setting(OFF_HEAP, wanted)),
                    MemoryWords.memoryTime(demand.offHeapBytes() - wanted, demand.lifeMillis())
                        + " of memory in such a run.",
                    "Larger input needs more again: watch for spill after the change.")));
  }

  private static String inProfile(RightSizing sizing, long bytes) {
    return sizing.standard()
        ? ""
        : ": " + Sizes.memorySetting(bytes) + " in ExecutorResourceRequests.memory of the profile";
  }

  /** None for a resource profile, which is made in code. */
  private static List<String> lines(RightSizing sizing, String... lines) {
    return sizing.standard() ? Arrays.asList(lines) : Collections.emptyList();
  }
}
