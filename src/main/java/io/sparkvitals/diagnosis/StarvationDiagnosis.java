package io.sparkvitals.diagnosis;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Texts;
import io.sparkvitals.rules.figures.Starvation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why no task runs although there is something to do. */
final class StarvationDiagnosis implements Diagnosis {
  private static final long RECENT_MILLIS = 600_000;
  private static final int SOME = 2;
  private static final int MAX_REASON = 200;
  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  @Override
  public Cause explain(Sight sight) {
    Optional<Starvation> found = Starvation.of(sight.snapshot());
    if (!found.isPresent()) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    StageSnapshot stage = found.get().stage();
    List<ExecutorSnapshot> live = new ArrayList<>();
    List<ExecutorSnapshot> lost = new ArrayList<>();
    for (ExecutorSnapshot each : sight.snapshot().executors()) {
      if (each.active() && each.facts().cores() > 0) {
        live.add(each);
      } else if (!each.active()) {
        lost.add(each);
      }
    }
    lost.sort(Comparator.comparingLong(StarvationDiagnosis::removedMillis).reversed());
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Phrases.stage(sight.snapshot(), stage)
            + ": "
            + Phrases.count(stage.pending(), "task")
            + " to start");
    evidence.add(
        Phrases.count(live.size(), "executor")
            + " registered, "
            + Phrases.count(lost.size())
            + " gone");
    lost.stream().limit(3).forEach(each -> evidence.add(gone(sight, each)));
    Optional<Cause> fatal = fatal(sight, live, evidence);
    if (fatal.isPresent()) {
      return fatal.get();
    }
    long dying = dying(sight, lost);
    if (dying >= SOME) {
      String words =
          "Executors come and die: " + Phrases.count(dying) + " were lost in the last 10 min, ";
      String left = live.isEmpty() ? "none is left." : Phrases.count(live.size()) + " are there.";
      return Cause.of(CauseKind.EXECUTORS_DIE, words + left, evidence);
    }
    return live.isEmpty()
        ? none(sight, lost, evidence)
        : idle(live, stage.facts().resourceProfileId(), evidence);
  }

  /** A setting with which no executor can start is the cause, whatever else may be. */
  private static Optional<Cause> fatal(
      Sight sight, List<ExecutorSnapshot> live, List<String> evidence) {
    if (!live.isEmpty()) {
      return Optional.empty();
    }
    return Audit.executorsCannotStart(sight.snapshot().facts())
        .map(
            found ->
                Cause.of(
                        CauseKind.BAD_JVM_OPTION,
                        "No executor can start: " + found.found(),
                        evidence)
                    .remedied(found.fix().settings()));
  }

  private static long removedMillis(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    return loss == null ? 0 : loss.removedMillis();
  }

  private static String gone(Sight sight, ExecutorSnapshot executor) {
    String line =
        Phrases.place(executor.id(), executor.facts().host())
            + " went "
            + Phrases.seconds(Math.max(0, sight.nowMillis() - removedMillis(executor)))
            + " ago";
    ExecutorLoss loss = executor.loss();
    String why = loss == null ? "" : Texts.line(loss.reason(), MAX_REASON);
    return why.isEmpty() ? line : line + ": " + why;
  }

  private static Cause none(Sight sight, List<ExecutorSnapshot> lost, List<String> evidence) {
    if (lost.isEmpty() && sight.snapshot().work().events().executorsAdded() == 0) {
      return never(sight.snapshot().facts().property(OPTIONS), evidence);
    }
    return Cause.of(
        CauseKind.NO_ROOM,
        "No executor is left, and the cluster gives no new one: no room in its queue or quota, no"
            + " node that fits, or executors that end before they register.",
        evidence);
  }

  private static long dying(Sight sight, List<ExecutorSnapshot> lost) {
    return lost.stream()
        .filter(each -> each.loss() != null && each.loss().lossClass().lost())
        .filter(each -> sight.nowMillis() - removedMillis(each) <= RECENT_MILLIS)
        .count();
  }

  /** Executors that end before they register raise no event at all. */
  private static Cause never(@Nullable String options, List<String> evidence) {
    if (options != null && !options.trim().isEmpty()) {
      evidence.add(OPTIONS + " is set: an option that the JVM refuses ends every executor");
    }
    return Cause.of(
        CauseKind.NO_EXECUTOR,
        "No executor has registered yet: either the cluster has no room (queue, quota, nodes), or"
            + " executors end before they register (image, Java options, network), of which Spark"
            + " tells nothing.",
        evidence);
  }

  private static Cause idle(List<ExecutorSnapshot> live, int profile, List<String> evidence) {
    List<ExecutorSnapshot> usable =
        live.stream().filter(each -> !each.excluded()).collect(Collectors.toList());
    if (usable.isEmpty()) {
      return Cause.of(
          CauseKind.EXCLUDED,
          "Spark keeps tasks away from every executor, for too many failed on them.",
          evidence);
    }
    if (usable.stream().noneMatch(each -> each.facts().resourceProfileId() == profile)) {
      return Cause.of(
          CauseKind.NO_ROOM,
          "The stage needs executors of resource profile "
              + profile
              + ", and none of those that are there has it.",
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }
}
