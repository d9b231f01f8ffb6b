package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.SkewDiagnosis;
import io.sparkvitals.diagnosis.SlowPlace;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which stages would end earlier if none of their tasks were so slow, and why they are: the same
 * causes as those of the alert on it, whether or not it fired.
 */
final class SlowTasks implements Question {
  private static final int MIN_TASKS = 8;
  private static final int MIN_FILES = 3;
  private static final double RATIO = 4;
  private static final double SECOND = 1_000;
  private static final double SAVED_MILLIS = 10_000;
  private static final double SAVED_SHARE = 0.1;
  private static final double STAGE_SHARE = 0.5;
  private static final int MAX_STAGES = 5;

  /** Why tasks are slow is asked of so many stages, of those that would save most. */
  static final int MAX_ASKED = 50;

  @Override
  public Topic topic() {
    return Topic.SLOW_TASKS;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    List<Suggestion> all = new ArrayList<>();
    Optional<SlowPlace> place = SlowPlace.of(snapshot).filter(SlowTasks::worthIt);
    place.ifPresent(slow -> all.add(place(snapshot, slow)));
    List<Candidate> candidates = new ArrayList<>();
    for (StageSnapshot stage : snapshot.stages()) {
      candidate(snapshot, stage).ifPresent(candidates::add);
    }
    candidates.sort(Comparator.comparingDouble((Candidate each) -> each.savedMillis).reversed());
    candidates.stream()
        .limit(MAX_ASKED)
        .map(each -> each.explained(snapshot))
        .filter(each -> each.manyTasks || each.cause.kind() == CauseKind.FILE)
        .filter(each -> !place.isPresent() || each.cause.kind() != CauseKind.NODE)
        .limit(MAX_STAGES)
        .forEach(each -> all.add(stage(snapshot, each)));
    return all;
  }

  private static boolean worthIt(SlowPlace slow) {
    return saved(slow) >= SAVED_MILLIS;
  }

  private static double saved(SlowPlace slow) {
    return slow.tasks() * (slow.meanMillis() - slow.othersMeanMillis());
  }

  private static Suggestion place(ApplicationSnapshot snapshot, SlowPlace slow) {
    return Suggestion.of(
            Topic.SLOW_TASKS, slow.name(), Certainty.MEDIUM, finding(slow), evidence(slow))
        .recommending(
            Fixes.of(
                Sight.wholeRun(snapshot), CauseKind.NODE, "its tasks run as fast as elsewhere"))
        .saving(saved(slow) * CoreSplit.cpusPerTask(snapshot), CoreUse.USEFUL);
  }

  private static String finding(SlowPlace slow) {
    String times = Unit.FACTOR.format(slow.ratio());
    return slow.late()
        ? "It became slower than the rest: its slow tasks run " + times + " the median of theirs."
        : "It is slower than the rest: a task runs " + times + " as long there as elsewhere.";
  }

  private static List<String> evidence(SlowPlace slow) {
    String stages = Phrases.count(slow.stages(), "stage");
    return Arrays.asList(
        Phrases.count(slow.tasks(), slow.late() ? "slow task" : "task")
            + " ran there for "
            + Phrases.seconds(slow.meanMillis())
            + " on average, against "
            + Phrases.seconds(slow.othersMeanMillis())
            + (slow.late() ? " of the median tasks" : " elsewhere"),
        slow.late()
            ? "four fifths of the slow tasks of the last " + stages + " with any ran there"
            : "at least 3 of the 5 slowest tasks ran there in " + stages);
  }

  /** A stage that passes the bounds for which its cause need not be known. */
  private static Optional<Candidate> candidate(ApplicationSnapshot snapshot, StageSnapshot stage) {
    double longest = stage.durations().max();
    double floor = Math.max(stage.durations().median(), SECOND);
    if (stage.durations().count() < MIN_FILES
        || !stage.settled()
        || longest < RATIO * floor
        || longest - stage.durations().p75() < SAVED_MILLIS) {
      return Optional.empty();
    }
    long wall = SlotCount.millis(snapshot, stage);
    long slots = SlotCount.of(snapshot, stage);
    double balanced = (double) stage.durations().sum() / Math.max(1, slots);
    double saved = Math.max(0, wall - Math.max(balanced, stage.durations().p75()));
    boolean enough = saved >= SAVED_MILLIS && saved >= SAVED_SHARE * wall;
    if (slots == 0 || !enough || longest < STAGE_SHARE * wall) {
      return Optional.empty();
    }
    return Optional.of(new Candidate(stage, saved, slots));
  }

  private static Suggestion stage(ApplicationSnapshot snapshot, Candidate what) {
    String about = Phrases.stage(snapshot, what.stage);
    String gain =
        "it ends up to "
            + Phrases.seconds(what.savedMillis)
            + " earlier, of "
            + Phrases.seconds(SlotCount.millis(snapshot, what.stage));
    return Suggestion.of(
            Topic.SLOW_TASKS,
            about,
            certainty(what.cause.kind()),
            finding(what),
            what.cause.evidence())
        .recommending(Fixes.of(Sight.stage(snapshot, what.stage), what.cause.kind(), gain))
        .saving(
            what.savedMillis * what.slots * CoreSplit.cpusPerTask(snapshot),
            CoreUse.SKEW_TAIL,
            CoreUse.FEW_TASKS,
            CoreUse.IDLE);
  }

  private static String finding(Candidate what) {
    String longest = Phrases.seconds(what.stage.durations().max());
    String median = Phrases.seconds(what.stage.durations().median());
    String found = "The longest task took " + longest + ", the median " + median + ". ";
    return (found + what.cause.sentence()).trim();
  }

  private static Certainty certainty(CauseKind kind) {
    switch (kind) {
      case DATA:
      case FILE:
      case GC:
      case FETCH_WAIT:
      case SPILL:
        return Certainty.HIGH;
      case UNKNOWN:
      case LOCALITY:
      case NODE: // seen in one stage alone, else the place itself would have been advised on
        return Certainty.LOW;
      default:
        return Certainty.MEDIUM;
    }
  }

  /** A stage with what its balance would save, in wall time. */
  private static final class Candidate {
    private final StageSnapshot stage;
    private final double savedMillis;
    private final long slots;
    private final boolean manyTasks;
    private Cause cause = Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());

    Candidate(StageSnapshot stage, double savedMillis, long slots) {
      this.stage = stage;
      this.savedMillis = savedMillis;
      this.slots = slots;
      this.manyTasks = stage.durations().count() >= Math.max(MIN_TASKS, slots);
    }

    Candidate explained(ApplicationSnapshot snapshot) {
      Candidate copy = new Candidate(stage, savedMillis, slots);
      copy.cause = new SkewDiagnosis().explain(Sight.stage(snapshot, stage));
      return copy;
    }
  }
}
