package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether executors have the memory beside their heap that Python, buffers and threads need. */
final class MemoryOverheadQuestion implements Question {
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String PYTHON = "spark.executor.pyspark.memory";
  private static final String MEASURE = "spark.executor.processTreeMetrics.enabled";
  private static final double MIN_LIFE_MILLIS = 30 * 60e3;
  private static final long LARGE_BYTES = 4 * Sizes.GIB;
  private static final double MARGIN = 1.2;

  @Override
  public Topic topic() {
    return Topic.MEMORY_OVERHEAD;
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
      beside(sizing, settings).ifPresent(answers::add);
      python(sizing, settings).ifPresent(answers::add);
    }
    return answers;
  }

  private Optional<Suggestion> beside(RightSizing sizing, ExecutorSettings settings) {
    long present = sizing.presentOverheadBytes();
    if (present <= 0) {
      return Optional.empty();
    }
    if (settings.standalone()) {
      return killed(sizing);
    }
    if (sizing.overheadTooSmall()) {
      return Optional.of(raise(sizing, settings));
    }
    if (sizing.overheadBytes() < present) {
      return Optional.of(reduce(sizing));
    }
    return unmeasured(sizing, settings);
  }

  /** A standalone worker limits no process, so that the machine itself had no memory left. */
  private Optional<Suggestion> killed(RightSizing sizing) {
    MemoryTrouble trouble = sizing.trouble();
    if (trouble.containerKills() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Suggestion.of(
                topic(),
                MemoryWords.about(sizing),
                Certainty.LOW,
                Phrases.count(trouble.containerKills(), "executor")
                    + " of a standalone cluster ended by a kill signal, most often sent because the"
                    + " machine has no memory left.",
                MemoryWords.evidence(sizing.demand(), trouble))
            .recommending(
                Recommendation.of(
                    "Put less on a machine: SPARK_WORKER_MEMORY at least a tenth below what the"
                        + " machine has, or a smaller heap. "
                        + OVERHEAD
                        + " changes nothing on a standalone cluster.",
                    Collections.emptyList(),
                    "Executors that are not killed.",
                    "Fewer executors on a machine.")));
  }

  private Suggestion raise(RightSizing sizing, ExecutorSettings settings) {
    MemoryTrouble trouble = sizing.trouble();
    boolean measured = sizing.overheadObserved();
    Certainty known = trouble.killCertain() ? Certainty.MEDIUM : Certainty.LOW;
    String finding =
        trouble.containerKills() > 0
            ? Phrases.count(trouble.containerKills(), "executor")
                + " used more memory than the container may, with "
                + Sizes.binary(sizing.presentOverheadBytes())
                + " beside the heap."
            : "The processes of an executor filled "
                + Phrases.percent(sizing.demand().containerRatio())
                + " of its container.";
    List<String> lines = new ArrayList<>();
    if (sizing.standard()) {
      lines.add(MemoryWords.setting(OVERHEAD, sizing.overheadBytes()));
    }
    if (!measured && !settings.on(MEASURE)) {
      lines.add(MEASURE + "=true");
    }
    return Suggestion.of(
            topic(),
            MemoryWords.about(sizing),
            measured ? Certainty.HIGH : known,
            finding,
            MemoryWords.evidence(sizing.demand(), trouble))
        .recommending(
            Recommendation.of(
                "Raise the memory beside the heap"
                    + inProfile(sizing)
                    + (measured
                        ? "."
                        : "; by how much is a guess, half as much again, for the memory of the"
                            + " processes was not measured. Have it measured.")
                    + (sizing.demand().pythonBytes() > 0
                        ? " Python held "
                            + Sizes.binary(sizing.demand().pythonBytes())
                            + ": give its workers less data at a time"
                            + " (spark.sql.execution.arrow.maxRecordsPerBatch)."
                        : ""),
                lines,
                "Containers that are not killed for their memory.",
                "Each executor takes "
                    + Sizes.binary(sizing.overheadBytes() - sizing.presentOverheadBytes())
                    + " more from the cluster; fewer may fit on a node."));
  }

  private Suggestion reduce(RightSizing sizing) {
    MemoryDemand demand = sizing.demand();
    long spare = sizing.presentOverheadBytes() - sizing.overheadBytes();
    return Suggestion.of(
            topic(),
            MemoryWords.about(sizing),
            Certainty.MEDIUM,
            "The processes of an executor held at most "
                + Sizes.binary(demand.besideHeapBytes())
                + " beside the heap; "
                + Sizes.binary(sizing.presentOverheadBytes())
                + " are kept for it.",
            MemoryWords.evidence(demand, sizing.trouble()))
        .recommending(
            Recommendation.of(
                "Lower the memory beside the heap" + inProfile(sizing) + ".",
                sizing.standard()
                    ? Collections.singletonList(
                        MemoryWords.setting(OVERHEAD, sizing.overheadBytes()))
                    : Collections.emptyList(),
                MemoryWords.memoryTime(spare, demand.lifeMillis()) + " of memory in such a run.",
                "A container that goes beyond its limit is killed: raise it again at the first"
                    + " such loss."));
  }

  /** Only where somebody asked for much more than Spark takes by itself. */
  private Optional<Suggestion> unmeasured(RightSizing sizing, ExecutorSettings settings) {
    long explicit = settings.explicitOverheadBytes().orElse(0);
    double usual = settings.defaultOverheadBytes(sizing.presentHeapBytes().orElse(0));
    if (!sizing.standard()
        || sizing.overheadObserved()
        || settings.on(MEASURE)
        || explicit < LARGE_BYTES
        || explicit < 2 * usual
        || sizing.executors() < RightSizing.MIN_EXECUTORS
        || sizing.demand().lifeMillis() < MIN_LIFE_MILLIS) {
      return Optional.empty();
    }
    return Optional.of(
        Suggestion.cannot(
                topic(),
                MemoryWords.about(sizing),
                "the memory of the executors' processes was not measured, so that nothing tells"
                    + " whether the "
                    + Sizes.binary(explicit)
                    + " beside the heap are in use; Spark would take "
                    + Sizes.binary(usual)
                    + ".")
            .recommending(
                Recommendation.of(
                    "Have the memory of the executors' processes measured.",
                    Collections.singletonList(MEASURE + "=true"),
                    "The next run shows what executors need beside the heap.",
                    "Each reading looks through /proc of the executor's machine.")));
  }

  /** Python that has a limit of its own and nearly reaches it. */
  private Optional<Suggestion> python(RightSizing sizing, ExecutorSettings settings) {
    long limit = settings.pythonBytes();
    long used = sizing.demand().pythonBytes();
    if (!sizing.standard() || limit <= 0 || used < MemoryTrouble.FULL * limit) {
      return Optional.empty();
    }
    return Optional.of(
        Suggestion.of(
                topic(),
                "Python of " + MemoryWords.about(sizing),
                Certainty.HIGH,
                "Python workers held "
                    + Sizes.binary(used)
                    + "; "
                    + PYTHON
                    + " lets them have "
                    + Sizes.binary(limit)
                    + ".",
                MemoryWords.evidence(sizing.demand(), sizing.trouble()))
            .recommending(
                Recommendation.of(
                    "Raise the limit of Python, or give its workers less data at a time"
                        + " (spark.sql.execution.arrow.maxRecordsPerBatch).",
                    Collections.singletonList(
                        MemoryWords.setting(PYTHON, Math.max(limit, used) * MARGIN)),
                    "Python functions that do not fail with a MemoryError.",
                    "Each executor takes more from the cluster.")));
  }

  private static String inProfile(RightSizing sizing) {
    return sizing.standard()
        ? ""
        : ", to "
            + Sizes.memorySetting(sizing.overheadBytes())
            + " in ExecutorResourceRequests.memoryOverhead of the profile";
  }
}
