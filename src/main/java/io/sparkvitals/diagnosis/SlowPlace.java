package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The executor or host whose tasks run longer than those of the others, in two stages or more: at
 * least three of the five slowest tasks of each ran there, and its mean run time of a task is at
 * least 1.5 times that of the others; or, where it became slow late, what {@link SlowStreak} finds.
 * Immutable.
 *
 * <p>Means are over all tasks of the application, for Spark's sums are kept by executor; they err
 * where executors ran different stages, which is why the slowest tasks have to agree.
 */
public final class SlowPlace {
  static final double SLOWER = 1.5;
  private static final int STAGES = 2;
  private static final int OF_SLOWEST = 3;
  private static final int PLACES = 3;
  private static final int TASKS = 5;

  private final String name;
  private final long tasks;
  private final double mean;
  private final double othersMean;
  private final int stages;
  private final boolean late;

  private SlowPlace(SlowStreak streak) {
    this.name = streak.place();
    this.tasks = streak.tasks();
    this.mean = streak.meanMillis();
    this.othersMean = streak.usualMillis();
    this.stages = streak.stages();
    this.late = true;
  }

  private SlowPlace(String name, long[] own, long[] all, int stages) {
    this.late = false;
    this.name = name;
    this.tasks = own[0];
    this.mean = (double) own[1] / Math.max(1, own[0]);
    this.othersMean = (double) (all[1] - own[1]) / Math.max(1, all[0] - own[0]);
    this.stages = stages;
  }

  /** The slowest of hosts, where there are three or more, else of executors. */
  public static Optional<SlowPlace> of(ApplicationSnapshot snapshot) {
    Optional<SlowPlace> host =
        of(snapshot, each -> "host " + each.facts().host(), task -> "host " + task.host());
    Optional<SlowPlace> whole =
        host.isPresent() ? host : of(snapshot, each -> place(each.facts()), Phrases::place);
    return whole.isPresent() ? whole : late(snapshot);
  }

  private static Optional<SlowPlace> late(ApplicationSnapshot snapshot) {
    Optional<SlowStreak> host =
        hosts(snapshot) >= PLACES
            ? SlowStreak.of(snapshot.stages(), task -> "host " + task.host())
            : Optional.empty();
    return (host.isPresent() ? host : SlowStreak.of(snapshot.stages(), Phrases::place))
        .map(SlowPlace::new);
  }

  /** How many hosts had executors. */
  static long hosts(ApplicationSnapshot snapshot) {
    return snapshot.executors().stream()
        .filter(each -> !each.facts().driver())
        .map(each -> each.facts().host())
        .distinct()
        .count();
  }

  /** Whether tasks of an executor run that much longer, over the run or of late. */
  static boolean executor(ApplicationSnapshot snapshot, StageSnapshot stage, String id) {
    return slower(snapshot, each -> each.facts().id().equals(id))
        || late(snapshot, stage, id, TaskEvidence::executorId);
  }

  /** Whether tasks of a host run that much longer, over the run or of late. */
  static boolean host(ApplicationSnapshot snapshot, StageSnapshot stage, String name) {
    return slower(snapshot, each -> each.facts().host().equals(name))
        || late(snapshot, stage, name, TaskEvidence::host);
  }

  private static boolean late(
      ApplicationSnapshot snapshot,
      StageSnapshot stage,
      String name,
      Function<TaskEvidence, String> ofTask) {
    return SlowStreak.of(snapshot.stages(), ofTask)
        .filter(streak -> streak.place().equals(name) && streak.holds(stage.key()))
        .isPresent();
  }

  private static boolean slower(ApplicationSnapshot snapshot, Predicate<ExecutorSnapshot> itself) {
    long[] own = new long[2];
    long[] all = new long[2];
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver()) {
        add(all, each);
        if (itself.test(each)) {
          add(own, each);
        }
      }
    }
    SlowPlace place = new SlowPlace("", own, all, 1);
    return place.othersMean > 0 && place.ratio() >= SLOWER;
  }

  private static String place(ExecutorFacts facts) {
    return Phrases.place(facts.id(), facts.host());
  }

  private static Optional<SlowPlace> of(
      ApplicationSnapshot snapshot,
      Function<ExecutorSnapshot, String> ofExecutor,
      Function<TaskEvidence, String> ofTask) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    long[] all = new long[2];
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver() && each.counts().succeeded() > 0) {
        long[] own = sums.computeIfAbsent(ofExecutor.apply(each), name -> new long[2]);
        add(own, each);
        add(all, each);
      }
    }
    if (sums.size() < PLACES) {
      return Optional.empty();
    }
    SlowPlace slowest = null;
    for (Map.Entry<String, Integer> each : stages(snapshot, ofTask).entrySet()) {
      long[] own = sums.get(each.getKey());
      if (own != null && each.getValue() >= STAGES && own[0] >= TASKS) {
        SlowPlace place = new SlowPlace(each.getKey(), own, all, each.getValue());
        boolean slow = place.othersMean > 0 && place.ratio() >= SLOWER;
        slowest = slow && (slowest == null || place.ratio() > slowest.ratio()) ? place : slowest;
      }
    }
    return Optional.ofNullable(slowest);
  }

  private static void add(long[] sums, ExecutorSnapshot executor) {
    sums[0] += executor.counts().succeeded();
    sums[1] += executor.totals().get(TaskMetric.RUN_TIME_MILLIS);
  }

  /** In how many stages at least three of the five slowest tasks ran at each place. */
  private static Map<String, Integer> stages(
      ApplicationSnapshot snapshot, Function<TaskEvidence, String> ofTask) {
    Map<String, Integer> stages = new HashMap<>();
    for (StageSnapshot stage : snapshot.stages()) {
      Map<String, Integer> tasks = new HashMap<>();
      if (stage.executors() >= PLACES) {
        stage.spread().slowest().forEach(task -> tasks.merge(ofTask.apply(task), 1, Integer::sum));
      }
      tasks.forEach(
          (name, number) -> stages.merge(name, number >= OF_SLOWEST ? 1 : 0, Integer::sum));
    }
    return stages;
  }

  /** For people: {@code executor 4 (host-3)} or {@code host host-3}. */
  public String name() {
    return name;
  }

  /** Tasks that it ended well. */
  public long tasks() {
    return tasks;
  }

  /** Mean run time of its tasks in milliseconds. */
  public double meanMillis() {
    return mean;
  }

  /** Mean run time of all other tasks in milliseconds. */
  public double othersMeanMillis() {
    return othersMean;
  }

  /** How many times as long its tasks run as those of the others. */
  public double ratio() {
    return mean / othersMean;
  }

  /** Whether only the newest stages show it: the tasks and means are of the slow tasks of these. */
  public boolean late() {
    return late;
  }

  /** In how many stages it had most of the slowest tasks. */
  public int stages() {
    return stages;
  }
}
