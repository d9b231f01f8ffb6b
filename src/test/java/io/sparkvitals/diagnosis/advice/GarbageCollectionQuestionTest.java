package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static io.sparkvitals.model.ExecutorMetric.JVM_HEAP;
import static io.sparkvitals.model.ExecutorMetric.MAJOR_GC_MILLIS;
import static io.sparkvitals.model.ExecutorMetric.MINOR_GC_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GarbageCollectionQuestionTest {
  private static List<Suggestion> advice(Given given) {
    return new GarbageCollectionQuestion().answer(given.snapshot());
  }

  private static Given collecting(long run, long gc, int tasks, long young, long old) {
    TaskTotals totals = Given.totals(RUN_TIME_MILLIS, run, GC_TIME_MILLIS, gc);
    GivenExecutor executor =
        Given.executor("1")
            .counts(tasks, 0, 0)
            .totals(totals)
            .metrics(JVM_HEAP, GIB, MINOR_GC_MILLIS, young, MAJOR_GC_MILLIS, old);
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.executor.memory", "8g")
        .property("spark.executor.cores", "4")
        .property("java.version", "17.0.12")
        .run(totals, Given.counts(tasks, 0, 0, 0))
        .happened(totals, Given.counts(tasks, 0, 0, 0))
        .with(executor);
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 6000, 20, 1",
    "60000, 5999, 20, 0",
    "59999, 6000, 20, 0",
    "60000, 6000, 19, 0"
  })
  void nothingIsSaidWhereNoAlertWouldBeRaised(long run, long gc, int tasks, int answers) {
    assertThat(advice(collecting(run, gc, tasks, 1, 1))).hasSize(answers);
  }

  @Test
  void longLivedObjectsNeedALargerHeap() {
    Suggestion advice = advice(collecting(100_000, 20_000, 20, 10, 90)).get(0);

    assertThat(advice.finding()).contains("20 %", "90 %", "old generation");
    assertThat(advice.recommendation().settings()).containsExactly("spark.executor.memory=10g");
    assertThat(advice.savedCoreMillis()).hasValue(15_000);
  }

  @ParameterizedTest
  @CsvSource({"10, 90", "90, 10"})
  void theAlertAdvisesTheSame(long young, long old) {
    Given given = collecting(100_000, 20_000, 20, young, old);

    assertThat(advice(given).get(0).recommendation().settings())
        .isEqualTo(Judged.of(given, "gc-time-high").recommendation().settings());
  }

  @Test
  void shortLivedObjectsNeedFewerTasksAtATime() {
    Suggestion advice = advice(collecting(100_000, 20_000, 20, 90, 10)).get(0);
    assertThat(advice.recommendation().settings()).containsExactly("spark.executor.cores=2");
  }

  @ParameterizedTest
  @CsvSource({"6000, 1", "5999, 0"})
  void nothingIsConcludedFromCyclesBesideTheTasks(long gc, int answers) {
    Given given =
        collecting(60_000, gc, 20, 10, 90)
            .property("spark.executor.extraJavaOptions", "-XX:+UseZGC");

    List<Suggestion> all = advice(given);
    assertThat(all).hasSize(answers);
    assertThat(all)
        .allSatisfy(each -> assertThat(each.certainty()).isEqualTo(Certainty.NONE))
        .allSatisfy(each -> assertThat(each.finding()).contains("cycles", "10 %"))
        .allSatisfy(
            each ->
                assertThat(each.recommendation().settings())
                    .containsExactly("spark.executor.extraJavaOptions=-XX:+UseZGC -Xlog:gc*"));
  }

  /** Executors of another resource profile, whose sizes stand in code, do more or less work. */
  @ParameterizedTest
  @CsvSource({"100000, spark.executor.memory=10g", "100001, ''"})
  void theAlertNamesNoSettingWhereOthersThanTheStandardExecutorsDidTheWork(
      long othersRun, String setting) {
    Given given =
        collecting(100_000, 20_000, 20, 10, 90)
            .with(Given.executor("2").profile(1).totals(Given.totals(RUN_TIME_MILLIS, othersRun)));

    assertThat(String.join(",", Judged.of(given, "gc-time-high").recommendation().settings()))
        .isEqualTo(setting);
  }

  @Test
  void whatSparkPutsBeforeTheOptionsIsNotRepeated() {
    Given given =
        collecting(100_000, 20_000, 20, 0, 0)
            .property(
                "spark.executor.extraJavaOptions",
                "-Djava.net.preferIPv6Addresses=false -XX:+IgnoreUnrecognizedVMOptions"
                    + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                    + " --add-opens=org.mine/own=ALL-UNNAMED -Dmine=1");

    assertThat(advice(given).get(0).recommendation().settings())
        .contains(
            "spark.executor.extraJavaOptions=--add-opens=org.mine/own=ALL-UNNAMED -Dmine=1"
                + " -Xlog:gc*");
  }

  @Test
  void oneCoreCannotBeHalved() {
    Given given = collecting(100_000, 20_000, 20, 90, 10).property("spark.executor.cores", "1");
    assertThat(advice(given).get(0).recommendation().settings())
        .containsExactly("spark.executor.memory=10g");
  }

  @Test
  void withoutCountsTheCollectionsAreToBeLogged() {
    Suggestion advice = advice(collecting(100_000, 20_000, 20, 0, 0)).get(0);

    assertThat(advice.certainty()).isEqualTo(Certainty.LOW);
    assertThat(advice.recommendation().settings())
        .containsExactly("spark.executor.memory=10g", "spark.executor.extraJavaOptions=-Xlog:gc*");
  }

  @Test
  void aStageThatCollectsIsNamedWhereTheApplicationDoesNot() {
    Given given =
        collecting(10_000_000, 20_000, 200, 10, 90)
            .with(
                Given.stage(7)
                    .counts(20, 0, 0, 0)
                    .totals(RUN_TIME_MILLIS, 60_000, GC_TIME_MILLIS, 6_000));

    assertThat(advice(given))
        .singleElement()
        .satisfies(each -> assertThat(each.about()).contains("stage 7"));
  }

  @Test
  void inLocalModeTheDriverIsAdvisedOn() {
    TaskTotals totals = Given.totals(RUN_TIME_MILLIS, 60_000L, GC_TIME_MILLIS, 9_000L);
    Given given =
        Given.application()
            .property("spark.master", "local[4]")
            .property("spark.driver.memory", "2g")
            .run(totals, Given.counts(20, 0, 0, 0))
            .with(
                Given.executor("driver")
                    .counts(20, 0, 0)
                    .totals(totals)
                    .metrics(JVM_HEAP, GIB, MINOR_GC_MILLIS, 90, MAJOR_GC_MILLIS, 10));

    assertThat(advice(given).get(0).recommendation().settings())
        .containsExactly("spark.driver.memory=2560m");
  }

  @Test
  void nothingIsSaidOfUnknownSettings() {
    assertThat(advice(Given.application().with(Sized.executors(3)))).isEmpty();
    assertThat(advice(Sized.application())).isEmpty();
  }
}
