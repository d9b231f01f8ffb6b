package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Live executors that came after one was killed for its memory and have fewer cores than any of the
 * same resource profile that was there before. Immutable.
 */
public final class ShrunkExecutors {
  private final List<ExecutorSnapshot> shrunk = new ArrayList<>();
  private final Map<Integer, ExecutorSnapshot> killed = new HashMap<>();
  private final Map<Integer, Integer> usual = new HashMap<>();

  private ShrunkExecutors(ApplicationSnapshot snapshot) {
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (removedMillis(each) < Long.MAX_VALUE) {
        killed.merge(profile(each), each, (a, b) -> removedMillis(a) <= removedMillis(b) ? a : b);
      }
    }
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (known(each) && each.facts().addedMillis() < firstKill(each)) {
        usual.merge(profile(each), each.facts().cores(), Math::min);
      }
    }
    for (ExecutorSnapshot each : snapshot.executors()) {
      boolean later = killed.containsKey(profile(each)) && known(each) && each.active();
      if (later
          && each.facts().addedMillis() >= firstKill(each)
          && each.facts().cores() < usual.getOrDefault(profile(each), 0)) {
        shrunk.add(each);
      }
    }
  }

  public static ShrunkExecutors of(ApplicationSnapshot snapshot) {
    return new ShrunkExecutors(snapshot);
  }

  /** When it was killed for its memory; the end of time where it was not. */
  private static long removedMillis(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    return loss != null && loss.lossClass() == LossClass.MEMORY_KILL
        ? loss.removedMillis()
        : Long.MAX_VALUE;
  }

  private long firstKill(ExecutorSnapshot executor) {
    ExecutorSnapshot first = killed.get(profile(executor));
    return first == null ? Long.MAX_VALUE : removedMillis(first);
  }

  private static boolean known(ExecutorSnapshot executor) {
    return !executor.facts().driver()
        && executor.facts().cores() > 0
        && executor.facts().addedMillis() > 0;
  }

  private static int profile(ExecutorSnapshot executor) {
    return executor.facts().resourceProfileId();
  }

  /** Those that run, oldest first. */
  public List<ExecutorSnapshot> executors() {
    return Collections.unmodifiableList(shrunk);
  }

  /** Cores that the profile of such an executor had before. */
  public int usualCores(ExecutorSnapshot executor) {
    return usual.getOrDefault(profile(executor), 0);
  }

  /** Cores that are missing on all of them together. */
  public long missingCores() {
    long missing = 0;
    for (ExecutorSnapshot each : shrunk) {
      missing += usualCores(each) - each.facts().cores();
    }
    return missing;
  }

  /** The executor whose kill came first. */
  public ExecutorSnapshot killedBefore(ExecutorSnapshot executor) {
    return killed.getOrDefault(profile(executor), executor);
  }
}
