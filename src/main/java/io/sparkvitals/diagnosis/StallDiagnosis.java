package io.sparkvitals.diagnosis;

import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why the last tasks of a stage do not end: an executor that answers no more or is out of heap, one
 * host, or what only a thread dump can tell. What a running task read is not known before it ends.
 */
final class StallDiagnosis implements Diagnosis {
  private static final long SILENT_MILLIS = 60_000;
  private static final double FULL = 0.85;
  private static final int MANY = 3;

  @Override
  public Cause explain(Sight sight) {
    StageSnapshot stage = sight.stage();
    if (stage == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<TaskEvidence> running = stage.spread().longestRunning();
    List<String> evidence = new ArrayList<>();
    double median = stage.durations().median();
    running.forEach(task -> evidence.add(Phrases.task(task, median)));
    evidence.add(usual(stage));
    return trouble(sight, running, evidence)
        .orElseGet(() -> place(sight, running, evidence).orElseGet(() -> unknown(evidence)));
  }

  private static String usual(StageSnapshot stage) {
    StringBuilder line = new StringBuilder("the median of ");
    line.append(Phrases.count(stage.durations().count(), "ended task"));
    line.append(" took ").append(Phrases.seconds(stage.durations().median()));
    read(line, stage.spread().distribution(Dimension.INPUT_BYTES), " of input");
    read(line, stage.spread().distribution(Dimension.SHUFFLE_READ_BYTES), " of shuffle data");
    return line.toString();
  }

  private static void read(StringBuilder line, Distribution bytes, String what) {
    if (bytes.median() > 0) {
      line.append(", read ").append(Sizes.decimal(bytes.median())).append(what);
    }
  }

  /** What is wrong with an executor that runs one of the tasks. */
  private static Optional<Cause> trouble(
      Sight sight, List<TaskEvidence> running, List<String> evidence) {
    Set<String> ids = running.stream().map(TaskEvidence::executorId).collect(Collectors.toSet());
    for (ExecutorSnapshot each : sight.snapshot().executors()) {
      if (!ids.contains(each.id())) {
        continue;
      }
      String name = Phrases.place(each.id(), each.facts().host());
      long silent = sight.nowMillis() - each.memory().reportedMillis();
      if (each.active() && each.memory().latest().polled() && silent > SILENT_MILLIS) {
        String words = "The driver has not heard of " + name + " for " + Phrases.seconds(silent);
        return Optional.of(Cause.of(CauseKind.HEARTBEAT, words + ".", evidence));
      }
      double heap = each.memory().heapFloorRatio().orElse(0);
      if (each.active() && heap > FULL) {
        String words =
            Phrases.percent(heap) + " of the heap of " + name + " survives collection: it may do";
        return Optional.of(Cause.of(CauseKind.GC, words + " little but collect.", evidence));
      }
    }
    return Optional.empty();
  }

  /** At least two tasks, all of them on one host of three or more. */
  private static Optional<Cause> place(
      Sight sight, List<TaskEvidence> running, List<String> evidence) {
    Set<String> busy = running.stream().map(TaskEvidence::host).collect(Collectors.toSet());
    long hosts =
        sight.snapshot().executors().stream()
            .filter(ExecutorSnapshot::active)
            .map(each -> each.facts().host())
            .distinct()
            .count();
    if (running.size() < 2 || busy.size() != 1 || hosts < MANY || busy.contains("")) {
      return Optional.empty();
    }
    String words = "All tasks that are left run on host " + running.get(0).host() + ".";
    return Optional.of(Cause.of(CauseKind.NODE, words, evidence));
  }

  private static Cause unknown(List<String> evidence) {
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }
}
