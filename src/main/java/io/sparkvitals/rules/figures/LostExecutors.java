package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.StageSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Executors that were lost for one kind of reason, one soon after the other: an incident, which is
 * one trouble however many executors it takes. Immutable.
 */
public final class LostExecutors {
  private static final int MAX_COMPARED = 100;

  private final ApplicationSnapshot snapshot;
  private final LossClass lossClass;
  private final List<ExecutorSnapshot> executors;

  private LostExecutors(
      ApplicationSnapshot snapshot, LossClass lossClass, List<ExecutorSnapshot> executors) {
    this.snapshot = snapshot;
    this.lossClass = lossClass;
    this.executors = Collections.unmodifiableList(executors);
  }

  /**
   * The incident of a class that is not over: the newest loss is at most so many milliseconds ago,
   * and between two of them is not more. Empty where there is none.
   */
  public static Optional<LostExecutors> of(
      ApplicationSnapshot snapshot, LossClass lossClass, long gapMillis) {
    List<ExecutorSnapshot> lost = new ArrayList<>();
    for (ExecutorSnapshot each : snapshot.executors()) {
      ExecutorLoss loss = each.loss();
      if (loss != null && loss.lossClass() == lossClass) {
        lost.add(each);
      }
    }
    lost.sort(Comparator.comparingLong(LostExecutors::removedMillis));
    long next = snapshot.takenMillis();
    int first = lost.size();
    while (first > 0 && next - removedMillis(lost.get(first - 1)) <= gapMillis) {
      first--;
      next = Math.min(next, removedMillis(lost.get(first)));
    }
    return first == lost.size()
        ? Optional.empty()
        : Optional.of(
            new LostExecutors(
                snapshot, lossClass, new ArrayList<>(lost.subList(first, lost.size()))));
  }

  /** All executors of the run whose loss is meant, however long ago. Empty where there is none. */
  public static Optional<LostExecutors> ofRun(
      ApplicationSnapshot snapshot, Predicate<ExecutorLoss> meant) {
    List<ExecutorSnapshot> lost = new ArrayList<>();
    LossClass lossClass = LossClass.UNKNOWN;
    for (ExecutorSnapshot each : snapshot.executors()) {
      ExecutorLoss loss = each.loss();
      if (loss != null && meant.test(loss)) {
        lossClass = lost.isEmpty() ? loss.lossClass() : lossClass;
        lost.add(each);
      }
    }
    lost.sort(Comparator.comparingLong(LostExecutors::removedMillis));
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(new LostExecutors(snapshot, lossClass, lost));
  }

  private static long removedMillis(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    return loss == null ? 0 : loss.removedMillis();
  }

  /** Of all of them in an incident, of one of them in a run. */
  public LossClass lossClass() {
    return lossClass;
  }

  /** At least one, in the order in which they were lost. */
  public List<ExecutorSnapshot> executors() {
    return executors;
  }

  /**
   * The executor that stands for all: the first of the reason that was given most often to the
   * first hundred.
   */
  public ExecutorSnapshot example() {
    Map<String, Integer> reasons = new TreeMap<>();
    List<ExecutorSnapshot> some = executors.subList(0, Math.min(MAX_COMPARED, executors.size()));
    for (ExecutorSnapshot each : some) {
      reasons.merge(reason(each), 1, Integer::sum);
    }
    ExecutorSnapshot example = executors.get(0);
    for (ExecutorSnapshot each : some) {
      if (count(reasons, each) > count(reasons, example)) {
        example = each;
      }
    }
    return example;
  }

  private static int count(Map<String, Integer> reasons, ExecutorSnapshot executor) {
    Integer count = reasons.get(reason(executor));
    return count == null ? 0 : count;
  }

  /** Without the digits, which name containers, process ids and times. */
  private static String reason(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    return loss == null ? "" : loss.reason().replaceAll("\\d{3,}", "#");
  }

  public long firstMillis() {
    return removedMillis(executors.get(0));
  }

  public long lastMillis() {
    return removedMillis(executors.get(executors.size() - 1));
  }

  /** How many were lost on each host, the most first. */
  public List<Map.Entry<String, Integer>> hosts() {
    Map<String, Integer> hosts = new TreeMap<>();
    for (ExecutorSnapshot each : executors) {
      hosts.merge(each.facts().host(), 1, Integer::sum);
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(hosts.entrySet());
    sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    return sorted;
  }

  /** Tasks that ran on them when they went away. */
  public long runningTasks() {
    return executors.stream().map(ExecutorSnapshot::loss).mapToLong(LostExecutors::running).sum();
  }

  private static long running(@Nullable ExecutorLoss loss) {
    return loss == null ? 0 : loss.runningTasks();
  }

  /** Cached bytes that went with them. */
  public long cachedBytes() {
    long bytes = 0;
    for (ExecutorSnapshot each : executors) {
      ExecutorLoss loss = each.loss();
      bytes += loss == null ? 0 : loss.cachedBytes();
    }
    return bytes;
  }

  /**
   * Core-milliseconds of work that is to be done again: tasks cut off, and results that are gone.
   */
  public long wastedMillis() {
    return executors.stream().mapToLong(ExecutorSnapshot::wastedMillis).sum();
  }

  /** Results that were gone with them, so that their tasks ran again. */
  public long resubmittedTasks() {
    return executors.stream().mapToLong(each -> each.counts().resubmitted()).sum();
  }

  /** Tasks that could not fetch shuffle files in stages that ran since the first loss. */
  public long fetchFailures() {
    long failures = 0;
    for (StageSnapshot stage : snapshot.stages()) {
      if (stage.lastTaskEndMillis() >= firstMillis()) {
        failures += stage.tasks().failures(FailureReason.FETCH_FAILED);
      }
    }
    return failures;
  }

  /** Stages that were begun again since the first loss. */
  public long retriedStages() {
    return snapshot.stages().stream()
        .filter(stage -> stage.key().attempt() > 0)
        .filter(stage -> stage.facts().submissionMillis() >= firstMillis())
        .count();
  }
}
