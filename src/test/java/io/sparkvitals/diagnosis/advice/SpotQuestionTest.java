package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotQuestionTest {
  private static final String DECOMMISSION = "Executor decommission: spot interruption";
  private static final String PREEMPTED = "Container container_1 on host: h was preempted.";
  private static final String LOST = "worker lost: Not receiving heartbeat";

  private static List<Suggestion> advice(Given given) {
    return new SpotQuestion().answer(given.snapshot());
  }

  /** Executors that were lost five minutes ago, each with some work. */
  private static Given losing(String master, int number, String words, long wasted) {
    Given given =
        Given.application()
            .property("spark.master", master)
            .run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(2_400_000, 1_200_000));
    for (int i = 0; i < number; i++) {
      given.with(Given.executor("e" + i).lost(NOW - 5 * MINUTE, words, 1).wasted(wasted));
    }
    return given;
  }

  private static Given busy(Given given, long coreMillis) {
    return given.run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(2 * coreMillis, coreMillis));
  }

  private static GivenStage again() {
    return Given.stage(7).attempt(1).submitted(NOW - MINUTE);
  }

  private static GivenStage unfetched() {
    return Given.stage(8)
        .failures(5, FailureReason.FETCH_FAILED, 2, "FetchFailed")
        .lastTaskEnd(NOW - 2 * MINUTE);
  }

  @Test
  void whatExecutorsTakeWithThemIsHandedOver() {
    Suggestion advice = advice(losing("k8s://https://k", 2, DECOMMISSION, 30_000)).get(0);

    assertThat(advice.topic()).isEqualTo(Topic.SPOT);
    assertThat(advice.certainty()).isEqualTo(Certainty.LOW);
    assertThat(advice.finding()).contains("2 executors", "1.0 core-minutes", "5 %");
    assertThat(advice.evidence())
        .anyMatch(each -> each.contains("2 decommissioned: one in 55 min"))
        .anyMatch(each -> each.contains("8 running tasks cut off"))
        .anyMatch(each -> each.contains("2.4 GB of cached blocks"));
    assertThat(advice.recommendation().settings())
        .containsExactly(
            "spark.decommission.enabled=true", "spark.storage.decommission.enabled=true");
    assertThat(advice.savedCoreMillis()).hasValue(60_000);
  }

  @Test
  void beforeSpark34EveryKindOfBlockIsNamed() {
    assertThat(settings("3.3.4"))
        .contains(
            "spark.storage.decommission.shuffleBlocks.enabled=true",
            "spark.storage.decommission.rddBlocks.enabled=true");
    assertThat(settings("3.0.3")).isEmpty();
  }

  private static List<String> settings(String version) {
    return advice(losing("k8s://k", 2, DECOMMISSION, 90_000).sparkVersion(version))
        .get(0)
        .recommendation()
        .settings();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 30000, 1200000, 1",
    "1, 60000, 1200000, 0",
    "2, 29999, 1000000, 0",
    "2, 30000, 1200001, 0"
  })
  void twoLossesAMinuteAndATwentiethOfTheRunTimeAreNeeded(
      int number, long wasted, long busy, int advices) {
    assertThat(advice(busy(losing("k8s://k", number, LOST, wasted), busy))).hasSize(advices);
  }

  @Test
  void stagesThatBeganAgainForMissingShuffleFilesAreReasonEnough() {
    assertThat(advice(losing("k8s://k", 2, LOST, 6_000).with(again(), unfetched()))).hasSize(1);
    assertThat(advice(losing("k8s://k", 1, LOST, 12_000).with(again(), unfetched()))).isEmpty();
    assertThat(advice(losing("k8s://k", 2, LOST, 6_000).with(again()))).isEmpty();
    assertThat(advice(losing("k8s://k", 2, LOST, 6_000).with(unfetched()))).isEmpty();
  }

  @Test
  void stagesThatBeganAgainAndMadeNextToNothingAnewAreNone() {
    assertThat(advice(losing("k8s://k", 2, LOST, 5_999).with(again(), unfetched()))).isEmpty();
    assertThat(advice(losing("k8s://k", 2, LOST, 0).with(again(), unfetched()))).isEmpty();
  }

  @Test
  void whereBlocksAreMovedAlreadyTheyNeedAnotherPlace() {
    Given given =
        losing("k8s://k", 4, DECOMMISSION, 90_000)
            .property("spark.decommission.enabled", "true")
            .property("spark.storage.decommission.enabled", "true");
    Suggestion advice = advice(given).get(0);

    assertThat(advice.certainty()).isEqualTo(Certainty.MEDIUM);
    assertThat(advice.recommendation().settings()).isEmpty();
    assertThat(advice.recommendation().text())
        .contains("spark.storage.decommission.fallbackStorage.path", "heckpoint");
    assertThat(
            advice(given.property("spark.storage.decommission.fallbackStorage.path", "s3a://b/"))
                .get(0)
                .recommendation()
                .text())
        .doesNotContain("fallbackStorage")
        .contains("Checkpoint");
  }

  @Test
  void preemptionOnYarnComesWithoutNotice() {
    Suggestion advice = advice(losing("yarn", 10, PREEMPTED, 90_000)).get(0);

    assertThat(advice.certainty()).isEqualTo(Certainty.HIGH);
    assertThat(advice.recommendation().settings())
        .containsExactly("spark.shuffle.service.enabled=true");
    assertThat(advice.recommendation().text()).contains("queue with a guarantee");
  }

  @Test
  void otherLossesAndScalingDownAreNotMeant() {
    assertThat(advice(losing("k8s://k", 3, "Command exited with code 1", 90_000))).isEmpty();
    assertThat(advice(losing("k8s://k", 3, "Executor killed by driver.", 90_000))).isEmpty();
    assertThat(advice(losing("k8s://k", 3, "Executor decommission: spark scale down", 90_000)))
        .isEmpty();
  }

  @Test
  void survivesNothing() {
    assertThat(advice(Given.application())).isEmpty();
    assertThat(advice(losing("k8s://k", 2, LOST, Long.MAX_VALUE / 4))).hasSize(1);
  }
}
