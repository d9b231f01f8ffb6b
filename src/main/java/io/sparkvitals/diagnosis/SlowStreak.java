package io.sparkvitals.diagnosis;

import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The executor or host that had at least three, and four fifths, of the slow tasks of each of the
 * newest stages that have three or more slow tasks: the last two of these stages or more. It finds
 * a place that became slow late, which means over a whole run hide. By chance one of three places
 * is called so once in 150 runs whose last two stages have slow tasks, one of more places less
 * often.
 *
 * <p>Slow is a task of at least twice the median (of a second or more) that has not got three times
 * the data of the median task. Immutable.
 */
final class SlowStreak {
  private static final int STAGES = 2;
  private static final int PLACES = 3;
  private static final int TASKS = 3;
  private static final double SHARE = 0.8;
  private static final double SLOW = 2;
  private static final double FLOOR_MILLIS = 1_000;

  private final String place;
  private final List<StageKey> stages = new ArrayList<>();
  private long tasks;
  private double millis;
  private double usualMillis;

  private SlowStreak(String place) {
    this.place = place;
  }

  /** Of stages in any order; empty where the newest two with slow tasks blame no common place. */
  static Optional<SlowStreak> of(
      List<StageSnapshot> all, Function<TaskEvidence, String> placeOfTask) {
    List<StageSnapshot> newest = new ArrayList<>(all);
    newest.sort(
        Comparator.comparingLong((StageSnapshot each) -> each.facts().submissionMillis())
            .reversed());
    SlowStreak streak = null;
    for (StageSnapshot each : newest) {
      List<TaskEvidence> slow = slow(each);
      if (slow.size() >= TASKS) {
        String place = blamed(slow, placeOfTask);
        if (place == null || (streak != null && !place.equals(streak.place))) {
          break;
        }
        streak = streak == null ? new SlowStreak(place) : streak;
        streak.add(each, slow, placeOfTask);
      }
    }
    return Optional.ofNullable(streak).filter(found -> found.stages.size() >= STAGES);
  }

  private static List<TaskEvidence> slow(StageSnapshot stage) {
    List<TaskEvidence> slow = new ArrayList<>();
    if (stage.executors() >= PLACES) {
      for (TaskEvidence each : stage.spread().slowest()) {
        boolean slower = each.durationMillis() >= SLOW * usual(stage);
        if (slower && !SkewDiagnosis.hasMoreData(stage, each)) {
          slow.add(each);
        }
      }
    }
    return slow;
  }

  private static double usual(StageSnapshot stage) {
    return Math.max(FLOOR_MILLIS, stage.durations().median());
  }

  private static @Nullable String blamed(
      List<TaskEvidence> slow, Function<TaskEvidence, String> placeOfTask) {
    Map<String, Integer> counts = new HashMap<>();
    for (TaskEvidence each : slow) {
      String place = placeOfTask.apply(each);
      int count = counts.merge(place, 1, Integer::sum);
      if (count >= TASKS && count >= SHARE * slow.size()) {
        return place;
      }
    }
    return null;
  }

  private void add(
      StageSnapshot stage, List<TaskEvidence> slow, Function<TaskEvidence, String> placeOfTask) {
    stages.add(stage.key());
    for (TaskEvidence each : slow) {
      if (placeOfTask.apply(each).equals(place)) {
        tasks++;
        millis += each.durationMillis();
        usualMillis += usual(stage);
      }
    }
  }

  String place() {
    return place;
  }

  boolean holds(StageKey stage) {
    return stages.contains(stage);
  }

  int stages() {
    return stages.size();
  }

  /** Slow tasks that it had in these stages, of those that are known one by one. */
  long tasks() {
    return tasks;
  }

  /** Their mean duration. */
  double meanMillis() {
    return millis / Math.max(1, tasks);
  }

  /** The mean of the median durations of their stages. */
  double usualMillis() {
    return usualMillis / Math.max(1, tasks);
  }
}
