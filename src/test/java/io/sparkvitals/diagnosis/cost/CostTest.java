package io.sparkvitals.diagnosis.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.Spending;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.report.Run;
import io.sparkvitals.rules.Given;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whole runs: what their core time went to, what it cost, and who had it. */
class CostTest {
  private final ApplicationTracker tracker = new ApplicationTracker();
  private final List<Event> events = new ArrayList<>();
  private long nextTask;

  private record Event(double seconds, Runnable told) {}

  private void at(double seconds, Runnable told) {
    events.add(new Event(seconds, told));
  }

  private void task(int stage, int attempt, String executor, double start, double seconds) {
    task(stage, attempt, executor, start, seconds, sample -> {});
  }

  private void task(
      int stage,
      int attempt,
      String executor,
      double start,
      double seconds,
      Consumer<TaskSample> change) {
    long id = nextTask++;
    at(start, () -> tracker.taskStarted(sample(stage, attempt, id, executor, start, 0)));
    at(
        start + seconds,
        () -> {
          TaskSample ended = sample(stage, attempt, id, executor, start, seconds);
          change.accept(ended);
          tracker.taskEnded(ended);
        });
  }

  private static TaskSample sample(
      int stage, int attempt, long id, String executor, double start, double seconds) {
    return new TaskSample()
        .reset(stage, attempt)
        .task(id, (int) id, 0, false)
        .place(executor, "host-" + executor, Locality.NODE_LOCAL)
        .times(Run.at(start), seconds > 0 ? Run.at(start + seconds) : 0);
  }

  private void stage(int id, int attempt, int tasks, double from, double to, String... group) {
    StageFacts.Draft facts = StageFacts.of(StageKey.of(id, attempt), "count", tasks);
    facts.job("totals", group.length > 0 ? group[0] : null, null);
    facts.sqlExecution(group.length > 1 ? group[1] : null).submitted(Run.at(from));
    StageFacts submitted = facts.facts();
    at(from, () -> tracker.stageSubmitted(submitted));
    StageFacts completed = submitted.change().completed(Run.at(to)).facts();
    at(to, () -> tracker.stageCompleted(completed));
  }

  private ApplicationSnapshot ended(double seconds) {
    events.sort(Comparator.comparingDouble(Event::seconds));
    events.forEach(each -> each.told().run());
    tracker.applicationEnded(Run.at(seconds), 0);
    return tracker.snapshot();
  }

  private void started(Map<String, String> environment, int executors, int cores) {
    tracker.applicationStarted("app-1", "etl", Run.T0);
    tracker.environment(environment);
    for (int i = 1; i <= executors; i++) {
      tracker.executorAdded(
          ExecutorFacts.of("" + i, "host-" + i, cores, 0, Run.at(0))
              .attributes(Map.of("CAPACITY", i == 2 ? "spot" : "ordinary")));
    }
  }

  private static long seconds(Cost cost, CoreUse use) {
    return Math.round(cost.split().millis(use) / 1e3);
  }

  private Cost example(String... spot) {
    Map<String, String> environment = new HashMap<>();
    environment.put("spark.vitals.cost.perCoreHour", "0.36");
    environment.put("spark.vitals.cost.spot.perCoreHour", "0.18");
    environment.put(spot[0], spot[1]);
    started(environment, 2, 4);
    stage(7, 0, 16, 10, 80);
    for (int i = 0; i < 15; i++) {
      task(7, 0, i % 2 == 0 ? "1" : "2", i < 8 ? 10 : 20, 10);
    }
    task(7, 0, "2", 20, 60);
    task(7, 0, "1", 30, 10, task -> task.failed(FailureReason.EXCEPTION, "java.io.IOException"));
    return Cost.of(ended(100)).orElseThrow();
  }

  /** A task of ten seconds on one of two cores, which were held for ten seconds. */
  private CoreSplit started(long delayMillis, long deserializeMillis) {
    started(new HashMap<>(), 1, 2);
    stage(1, 0, 1, 0, 10);
    task(
        1,
        0,
        "1",
        0,
        10,
        sample ->
            sample
                .set(TaskMetric.SCHEDULER_DELAY_MILLIS, delayMillis)
                .set(TaskMetric.DESERIALIZE_TIME_MILLIS, deserializeMillis)
                .set(TaskMetric.RUN_TIME_MILLIS, 10_000 - delayMillis - deserializeMillis));
    return CoreSplit.of(ended(10)).orElseThrow();
  }

  @Test
  void startsOfTasksAreAPartOfTheirOwn() {
    CoreSplit split = started(1_000, 500);

    assertThat(split.millis(CoreUse.STARTS)).isEqualTo(1_500);
    assertThat(split.millis(CoreUse.USEFUL)).isEqualTo(8_500);
    assertThat(split.wastedMillis()).isEqualTo(10_000);
  }

  @Test
  void startsAreNoMoreThanTheTasks() {
    CoreSplit split = started(9_000, 2_000);

    assertThat(split.millis(CoreUse.STARTS)).isEqualTo(10_000);
    assertThat(split.millis(CoreUse.USEFUL)).isZero();
  }

  @Test
  void startsOfTasksThatFailedAreTheirOwn() {
    started(new HashMap<>(), 1, 2);
    stage(1, 0, 1, 0, 10);
    task(1, 0, "1", 0, 10, sample -> sample.set(TaskMetric.SCHEDULER_DELAY_MILLIS, 1_000));
    task(
        1,
        0,
        "1",
        0,
        10,
        sample ->
            sample
                .set(TaskMetric.SCHEDULER_DELAY_MILLIS, 9_500)
                .failed(FailureReason.EXCEPTION, "java.io.IOException"));
    CoreSplit split = CoreSplit.of(ended(10)).orElseThrow();

    assertThat(split.millis(CoreUse.STARTS)).isEqualTo(1_000);
    assertThat(split.millis(CoreUse.USEFUL)).isEqualTo(9_000);
    assertThat(split.millis(CoreUse.FAILED)).isEqualTo(10_000);
  }

  @Test
  void saysWhatThePageWorksOut() throws IOException {
    Cost cost = example("spark.vitals.cost.spot.hosts", "no-such-host, HOST-?2*,host-2");

    assertThat(cost.split().allocatedMillis()).isEqualTo(800_000);
    assertThat(seconds(cost, CoreUse.DRIVER_ONLY)).isEqualTo(240);
    assertThat(seconds(cost, CoreUse.USEFUL)).isEqualTo(210);
    assertThat(seconds(cost, CoreUse.FAILED)).isEqualTo(10);
    assertThat(seconds(cost, CoreUse.SKEW_TAIL)).isEqualTo(340);
    assertThat(seconds(cost, CoreUse.FEW_TASKS)).isZero();
    assertThat(cost.spending().cost()).isCloseTo(0.06, within(1e-9));
    assertThat(cost.spending().coreHours()).isCloseTo(0.222, within(5e-4));
    assertThat(Files.readString(Path.of("src/docs/cost.md")))
        .contains("Together: 240 + 210 + 10 + 340 = 800.", "0.222 core-hours and costs 0.06.");
  }

  @Test
  void knowsSpotExecutorsByAnAttribute() {
    Spending spending = example("spark.vitals.cost.spot.attribute", "capacity=spo*").spending();

    assertThat(spending.spotCoreHours()).isCloseTo(400 / 3600.0, within(1e-9));
    assertThat(spending.cost()).isCloseTo(0.06, within(1e-9));
  }

  @Test
  void nothingIsSpotWhereNothingMatches() {
    Spending spending = example("spark.vitals.cost.spot.attribute", "CAPACITY=sp").spending();

    assertThat(spending.spotCoreHours()).isZero();
    assertThat(spending.cost()).isCloseTo(0.08, within(1e-9));
  }

  @Test
  void moneyOfThePartsIsThatOfTheWhole() {
    Cost cost = example("spark.vitals.cost.spot.hosts", "host-2");
    double sum = 0;
    for (CoreUse each : CoreUse.values()) {
      sum += cost.spending().costOf(cost.split().millis(each));
    }

    assertThat(sum).isCloseTo(cost.spending().coreCost(), within(1e-9));
    assertThat(cost.spending().idleCost()).isCloseTo(cost.spending().costOf(580_000), within(1e-9));
  }

  @Test
  void stragglersBelowFourTimesTheMedianLeaveTooFewTasks() {
    started(Map.of(), 1, 8);
    stage(1, 0, 8, 0, 39.9);
    for (int i = 0; i < 7; i++) {
      task(1, 0, "1", 0, 10);
    }
    task(1, 0, "1", 0, 39.9);
    Cost cost = Cost.of(ended(39.9)).orElseThrow();

    assertThat(seconds(cost, CoreUse.SKEW_TAIL)).isZero();
    assertThat(seconds(cost, CoreUse.FEW_TASKS)).isEqualTo(209);
  }

  @Test
  void stragglersFromFourTimesTheMedianOnAreToBlame() {
    started(Map.of(), 1, 8);
    stage(1, 0, 8, 0, 40);
    for (int i = 0; i < 7; i++) {
      task(1, 0, "1", 0, 10);
    }
    task(1, 0, "1", 0, 40);
    Cost cost = Cost.of(ended(40)).orElseThrow();

    assertThat(seconds(cost, CoreUse.SKEW_TAIL)).isEqualTo(210);
    assertThat(seconds(cost, CoreUse.FEW_TASKS)).isZero();
  }

  @Test
  void sevenTasksAreTooFewToSpeakOfAStraggler() {
    started(Map.of(), 1, 8);
    stage(1, 0, 7, 0, 40);
    for (int i = 0; i < 6; i++) {
      task(1, 0, "1", 0, 10);
    }
    task(1, 0, "1", 0, 40);

    assertThat(seconds(Cost.of(ended(40)).orElseThrow(), CoreUse.SKEW_TAIL)).isZero();
  }

  @Test
  void repeatedSuccessesAndTasksCutOffAreLost() {
    started(Map.of(), 1, 4);
    stage(1, 0, 4, 0, 10);
    for (int i = 0; i < 4; i++) {
      task(1, 0, "1", 0, 10);
    }
    stage(1, 1, 2, 20, 30);
    task(1, 1, "1", 20, 10);
    task(1, 1, "1", 20, 10);
    task(2, 0, "1", 20, 5, task -> task.failed(FailureReason.EXECUTOR_LOST, "lost"));
    task(2, 0, "1", 20, 3, task -> task.ended(TaskOutcome.KILLED));
    Cost cost = Cost.of(ended(40)).orElseThrow();

    assertThat(seconds(cost, CoreUse.USEFUL)).isEqualTo(40);
    assertThat(seconds(cost, CoreUse.LOST)).isEqualTo(25);
    assertThat(seconds(cost, CoreUse.KILLED)).isEqualTo(3);
  }

  @Test
  void retryThatOnlyGoesOnRepeatsNothing() {
    started(Map.of(), 1, 4);
    stage(1, 0, 4, 0, 10);
    task(1, 0, "1", 0, 10);
    task(1, 0, "1", 0, 10);
    stage(1, 1, 2, 20, 30);
    task(1, 1, "1", 20, 10);
    task(1, 1, "1", 20, 10);

    assertThat(seconds(Cost.of(ended(40)).orElseThrow(), CoreUse.LOST)).isZero();
  }

  @Test
  void groupsAndExecutionsShareTheBusyTimeOut() {
    started(Map.of(), 1, 4);
    for (int i = 0; i < 12; i++) {
      stage(i, 0, 1, 10 * i, 10 * i + 10, "group-" + i, "" + i % 2);
      task(i, 0, "1", 10 * i, 1 + 0.5 * i);
    }
    stage(12, 0, 1, 120, 130);
    task(12, 0, "1", 120, 4);
    Cost cost = Cost.of(ended(130)).orElseThrow();

    assertThat(cost.jobGroups()).hasSize(CostCentres.MAX_LISTED + 1);
    assertThat(cost.jobGroups().get(0).name()).isEqualTo("group-11");
    assertThat(cost.jobGroups().get(0).coreMillis()).isEqualTo(6_500);
    assertThat(cost.jobGroups().get(10).name()).isNull();
    assertThat(cost.jobGroups().get(10).coreMillis()).isEqualTo(6_500);
    assertThat(cost.jobGroups().get(10).stages()).isEqualTo(3);
    assertThat(cost.sqlExecutions()).extracting(CostCentre::name).containsExactly("1", "0", null);
    assertThat(sum(cost.sqlExecutions())).isEqualTo(cost.split().busyMillis());
  }

  private static long sum(List<CostCentre> centres) {
    return centres.stream().mapToLong(CostCentre::coreMillis).sum();
  }

  @Test
  void nothingIsSaidWhereNoExecutorWasSeen() {
    stage(1, 0, 1, 0, 10);
    task(1, 0, "1", 0, 10);

    assertThat(Cost.of(ended(10))).isEmpty();
  }

  @Test
  void idleTimeIsNotSplitWhereEventsAreMissing() {
    started(Map.of(), 1, 4);
    at(5, () -> tracker.eventsDropped("shared", 3));
    Cost cost = Cost.of(ended(10)).orElseThrow();

    assertThat(seconds(cost, CoreUse.IDLE)).isEqualTo(40);
    assertThat(seconds(cost, CoreUse.DRIVER_ONLY)).isZero();
  }

  @Test
  void partsAddUpWhateverHappened() {
    for (int seed = 0; seed < 200; seed++) {
      Cost cost = Cost.of(new CostTest().random(new Random(seed))).orElseThrow();
      long sum = 0;
      for (CoreUse each : CoreUse.values()) {
        assertThat(cost.split().millis(each)).as("seed %s, %s", seed, each).isNotNegative();
        sum += cost.split().millis(each);
      }
      assertThat(sum).as("seed %s", seed).isEqualTo(cost.split().allocatedMillis());
      assertThat(sum(cost.jobGroups()))
          .as("groups, seed %s", seed)
          .isIn(0L, cost.split().busyMillis());
    }
  }

  private ApplicationSnapshot random(Random random) {
    started(
        Map.of("spark.task.cpus", random.nextBoolean() ? "1" : "2.5"), 3, 1 + random.nextInt(8));
    List<FailureReason> reasons = List.of(FailureReason.values());
    List<TaskOutcome> outcomes = List.of(TaskOutcome.values());
    for (int i = 0; i < 10; i++) {
      double from = random.nextInt(100);
      String group = random.nextInt(3) == 0 ? null : "group-" + random.nextInt(3);
      stage(i / 2, i % 2, random.nextInt(20), from, from + random.nextInt(60), group);
      for (int task = random.nextInt(25); task > 0; task--) {
        TaskOutcome outcome = outcomes.get(random.nextInt(outcomes.size()));
        Consumer<TaskSample> change =
            outcome == TaskOutcome.FAILED
                ? sample -> sample.failed(reasons.get(random.nextInt(reasons.size())), "x")
                : sample -> sample.ended(outcome);
        double start = from + random.nextInt(20) - 5;
        double seconds = 0.1 + random.nextInt(60);
        task(i / 2, i % 2, "" + (1 + random.nextInt(4)), start, seconds, change);
      }
    }
    if (random.nextBoolean()) {
      at(random.nextInt(150), () -> tracker.executorRemoved("2", Run.at(70), "lost"));
    }
    return ended(20 + random.nextInt(180));
  }

  @Test
  void cachedDataIsHeldInGibHours() {
    CacheLife life =
        CacheLife.of(CachedRdd.of(1, "rdd", 1L << 30, 0, Given.START))
            .held(Given.START, 1L << 30, 1.8e6 * (1L << 30))
            .life();
    Given run =
        Given.application().run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(100_000, 60_000));

    assertThat(Cost.of(run.snapshot()).orElseThrow().cachedGibHours()).isZero();
    assertThat(Cost.of(run.with(life, life).snapshot()).orElseThrow().cachedGibHours())
        .isEqualTo(1);
  }
}
