package io.sparkvitals.diagnosis.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.JoinMethod;
import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import io.sparkvitals.rules.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of advice on joins. */
class JoinQuestionTest {
  private static final long MB = 1_000_000;
  private static final long GIB = 1L << 30;
  private static final String THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";

  private static JoinSide shuffled(String source, long bytes, int stage) {
    return JoinSide.of(source, 1, -1, true).shuffled(bytes, stage);
  }

  private static SqlJoin join(JoinMethod method, String type, JoinSide left, JoinSide right) {
    return SqlJoin.of(5, method, type, left, right);
  }

  private static SqlJoin merge(String type, long left, long right) {
    return join(
        JoinMethod.SORT_MERGE,
        type,
        shuffled("Scan parquet sales.items", left, 3),
        shuffled("Scan parquet sales.shops", right, 4));
  }

  /** Heaps that bound nothing. */
  private static Given roomy() {
    return Given.application()
        .property("spark.executor.memory", "16g")
        .property("spark.driver.memory", "16g");
  }

  private static List<Suggestion> advice(Given given, SqlJoin... joins) {
    return new JoinQuestion().answer(given.with(joins).snapshot());
  }

  private static String finding(Given given, SqlJoin join) {
    List<Suggestion> advice = advice(given, join);
    assertThat(advice).hasSizeLessThan(2);
    return advice.isEmpty() ? "nothing" : advice.get(0).finding();
  }

  private static String nothing() {
    return "nothing";
  }

  private static List<String> settings(Given given, SqlJoin join) {
    return advice(given, join).get(0).recommendation().settings();
  }

  private static String text(Given given, SqlJoin join) {
    return advice(given, join).get(0).recommendation().text();
  }

  @Test
  void aSmallSideIsToBeBroadcast() {
    Given given = roomy().with(Given.stage(3).tasks(8));
    Suggestion advice = advice(given, merge("Inner", 4_200 * MB, 12 * MB)).get(0);

    assertThat(advice.about()).isEqualTo("sort-merge join (count at Job.scala:12)");
    assertThat(advice.finding())
        .isEqualTo(
            "Both sides were shuffled and sorted, although one has only 12 MB against 4.2 GB.");
    assertThat(advice.evidence())
        .containsExactly(
            "left side (Scan parquet sales.items) of the Inner join: 4.2 GB shuffled by"
                + " stage 3.0 (count at Job.scala:12, daily totals)",
            "right side (Scan parquet sales.shops) of the Inner join: 12 MB shuffled by stage 4");
    assertThat(advice.recommendation().text())
        .startsWith("Broadcast the small side: broadcast(df)")
        .contains(THRESHOLD + " is 10 MiB: above it, Spark does so only when told to.");
    assertThat(advice.recommendation().settings()).containsExactly(THRESHOLD + "=32m");
    assertThat(advice.recommendation().gain())
        .isEqualTo("4.2 GB of rows need not be shuffled or sorted.");
    assertThat(advice.recommendation().risk()).contains("every executor holds it");
  }

  @Test
  void theOtherSideHasToBeWorthIt() {
    assertThat(finding(roomy(), merge("Inner", 100 * MB, MB))).contains("1 MB against 100 MB");
    assertThat(finding(roomy(), merge("Inner", 100 * MB - 1, MB))).isEqualTo(nothing());
  }

  @Test
  void theOtherSideHasToBeTenTimesAsLarge() {
    assertThat(finding(roomy(), merge("Inner", 500 * MB, 50 * MB))).contains("50 MB against");
    assertThat(finding(roomy(), merge("Inner", 500 * MB - 1, 50 * MB))).isEqualTo(nothing());
  }

  @Test
  void nothingAbove200MbIsToBeBroadcast() {
    assertThat(finding(roomy(), merge("Inner", 9_000 * MB, 200 * MB))).contains("200 MB against");
    assertThat(finding(roomy(), merge("Inner", 9_000 * MB, 200 * MB + 1))).isEqualTo(nothing());
  }

  @Test
  void nothingAboveATenthOfAHeapIsToBeBroadcast() {
    Given executors = Given.application().property("spark.driver.memory", "16g");
    Given driver = Given.application().property("spark.executor.memory", "16g");

    assertThat(finding(executors, merge("Inner", 9_000 * MB, GIB / 10))).contains("107 MB");
    assertThat(finding(driver, merge("Inner", 9_000 * MB, GIB / 10))).contains("107 MB");
    assertThat(
            finding(
                Given.application().property("spark.driver.memory", "16g"),
                merge("Inner", 9_000 * MB, GIB / 10 + 1)))
        .isEqualTo(nothing());
    assertThat(
            finding(
                Given.application().property("spark.executor.memory", "16g"),
                merge("Inner", 9_000 * MB, GIB / 10 + 1)))
        .isEqualTo(nothing());
  }

  @Test
  void copiesForAllExecutorsAreNoMoreThanTheShuffleSaved() {
    assertThat(finding(twelve(), merge("Inner", 600 * MB, 50 * MB))).contains("50 MB against");
    assertThat(finding(twelve(), merge("Inner", 600 * MB - 1, 50 * MB))).isEqualTo(nothing());
  }

  private static Given twelve() {
    Given given = roomy();
    for (int i = 0; i < 12; i++) {
      given.with(Given.executor("e" + i));
    }
    return given;
  }

  @Test
  void onlyASideThatSparkCanBroadcastIs() {
    assertThat(finding(roomy(), merge("LeftOuter", 900 * MB, MB))).contains("1 MB against");
    assertThat(finding(roomy(), merge("LeftOuter", MB, 900 * MB))).isEqualTo(nothing());
    assertThat(finding(roomy(), merge("RightOuter", MB, 900 * MB))).contains("1 MB against");
    assertThat(finding(roomy(), merge("RightOuter", 900 * MB, MB))).isEqualTo(nothing());
    assertThat(finding(roomy(), merge("LeftAnti", 900 * MB, MB))).contains("1 MB against");
    assertThat(finding(roomy(), merge("FullOuter", 900 * MB, MB))).isEqualTo(nothing());
    assertThat(finding(roomy(), merge("Cross", MB, 900 * MB))).contains("1 MB against");
    assertThat(finding(roomy(), merge("", 900 * MB, MB))).isEqualTo(nothing());
  }

  @Test
  void aShuffleThatAnAggregationNeedsTooIsNotSaved() {
    JoinSide aggregated = JoinSide.of("Scan a", 1, -1, false).shuffled(900 * MB, 3);
    JoinSide small = JoinSide.of("Scan b", 2, -1, false).shuffled(MB, 4);
    JoinSide large = shuffled("Scan a", 900 * MB, 3);

    assertThat(finding(roomy(), join(JoinMethod.SORT_MERGE, "Inner", aggregated, small)))
        .isEqualTo(nothing());
    assertThat(finding(roomy(), join(JoinMethod.SORT_MERGE, "Inner", large, small)))
        .contains("1 MB against");
  }

  @Test
  void aSideThatWasNotMeasuredIsNotCalledSmall() {
    JoinSide large = shuffled("Scan a", 900 * MB, 3);
    JoinSide unknown = JoinSide.of("", -1, -1, false);

    assertThat(finding(roomy(), join(JoinMethod.SORT_MERGE, "Inner", large, unknown)))
        .isEqualTo(nothing());
  }

  @Test
  void aThresholdThatIsOffIsNamedAndRaised() {
    Given given = roomy().property(THRESHOLD, "-1");

    assertThat(text(given, merge("Inner", 900 * MB, MB)))
        .endsWith(THRESHOLD + " is -1, so that Spark never does by itself.");
    assertThat(settings(roomy().property(THRESHOLD, "-1"), merge("Inner", 900 * MB, MB)))
        .containsExactly(THRESHOLD + "=16m");
  }

  @Test
  void whereTheThresholdAllowsItTheEstimateOrAHintStandsAgainstIt() {
    SqlJoin join = merge("Inner", 900 * MB, MB);

    assertThat(text(roomy(), join))
        .contains("is 10 MiB, which allows it, and adaptive execution measures", "a hint (MERGE")
        .doesNotContain("estimate");
    assertThat(settings(roomy(), join)).isEmpty();
    Given planned = roomy().property("spark.sql.adaptive.enabled", "false");
    assertThat(text(planned, join)).contains("estimate before the run was larger", "or a hint");
    assertThat(settings(planned, join)).containsExactly("spark.sql.adaptive.enabled=true");
  }

  @Test
  void whatAHashJoinDoesNotSortIsNotGained() {
    JoinSide large = shuffled("Scan parquet a", 900 * MB, 3);
    JoinSide small = shuffled("Scan parquet b", MB, 4);

    assertThat(gain(join(JoinMethod.SHUFFLED_HASH, "Inner", large, small)))
        .isEqualTo("900 MB of rows need not be shuffled.");
    assertThat(gain(join(JoinMethod.SORT_MERGE, "Inner", large, small)))
        .isEqualTo("900 MB of rows need not be shuffled or sorted.");
  }

  private static String gain(SqlJoin join) {
    return advice(roomy(), join).get(0).recommendation().gain();
  }

  @Test
  void whatTheSessionSetIsToBeChangedThere() {
    SqlJoin join = merge("Inner", 900 * MB, MB).threshold("-1");

    assertThat(text(roomy(), join)).contains("is -1", "(set by the session)");
    assertThat(settings(roomy(), join)).isEmpty();
  }

  @Test
  void withoutSettingsOnlyTheHintIsAdvised() {
    SqlJoin join = merge("Inner", 900 * MB, MB);

    assertThat(text(Given.application(), join)).endsWith("in SQL.");
    assertThat(settings(Given.application(), join)).isEmpty();
  }

  @Test
  void manyOfOneKindAreOnePieceOfAdvice() {
    List<Suggestion> advice =
        advice(roomy(), merge("Inner", 900 * MB, MB), merge("Inner", 700 * MB, MB));

    assertThat(advice).hasSize(1);
    assertThat(advice.get(0).evidence())
        .contains("so in 2 joins; these are the figures of the largest");
  }

  @Test
  void adviceIsGivenOnTheFiveLargest() {
    SqlJoin[] joins = new SqlJoin[7];
    for (int i = 0; i < joins.length; i++) {
      joins[i] =
          join(
              JoinMethod.SHUFFLED_HASH,
              "Inner",
              shuffled("Scan parquet t" + i, (900 - i) * MB, i),
              shuffled("Scan parquet small", MB, 50));
    }

    assertThat(advice(roomy(), joins))
        .hasSize(JoinQuestion.MAX_SUGGESTIONS)
        .first()
        .satisfies(
            each ->
                assertThat(each.finding())
                    .isEqualTo(
                        "Both sides were shuffled, although one has only 1 MB against 900 MB."));
  }

  @Test
  void aBroadcastAfterTheShuffleCameTooLate() {
    JoinSide late = shuffled("Scan parquet b", MB, 4).broadcast(2 * MB);
    SqlJoin join =
        join(JoinMethod.BROADCAST_HASH, "Inner", shuffled("Scan parquet a", 900 * MB, 3), late);

    assertThat(finding(roomy(), join))
        .isEqualTo(
            "Spark broadcast the side of 1 MB only after both sides had been shuffled, 900 MB the"
                + " other: its estimate before the run was larger.");
    assertThat(settings(roomy(), join)).isEmpty();
  }

  /** Adaptive execution has a threshold of its own. */
  @Test
  void aBroadcastIsLateWhereOnlyAdaptiveExecutionMayDecideIt() {
    JoinSide late = shuffled("Scan parquet b", MB, 4).broadcast(2 * MB);
    SqlJoin join =
        join(JoinMethod.BROADCAST_HASH, "Inner", shuffled("Scan parquet a", 900 * MB, 3), late);

    assertThat(finding(roomy().property(THRESHOLD, "-1"), join)).endsWith("900 MB the other.");
    assertThat(text(roomy().property(THRESHOLD, "-1"), join))
        .endsWith(THRESHOLD + " is -1, so that Spark never does by itself.");
    assertThat(settings(roomy().property(THRESHOLD, "-1"), join))
        .containsExactly(THRESHOLD + "=16m");
  }

  @Test
  void aBroadcastOfAnAggregateIsNotLate() {
    JoinSide aggregate =
        JoinSide.of("Scan parquet b", 1, 2, false).shuffled(MB, 4).broadcast(2 * MB);
    SqlJoin join = join(JoinMethod.BROADCAST_HASH, "Inner", shuffled("a", 900 * MB, 3), aggregate);

    assertThat(finding(roomy(), join)).isEqualTo(nothing());
  }

  private static SqlJoin broadcast(JoinMethod method, long bytes) {
    JoinSide built = JoinSide.of("Scan parquet b", -1, 2, true).broadcast(bytes);
    return join(method, "Inner", JoinSide.of("Scan parquet a", -1, -1, true), built);
  }

  @Test
  void aGigabyteIsTooMuchToBroadcast() {
    Given given = twelve().property(THRESHOLD, "2g");
    Suggestion advice = advice(given, broadcast(JoinMethod.BROADCAST_HASH, 1_000 * MB)).get(0);

    assertThat(advice.about()).isEqualTo("broadcast hash join (SQL execution 5)");
    assertThat(advice.finding())
        .isEqualTo(
            "1 GB were broadcast: the driver collects them, and each of 12 executors holds a copy,"
                + " 5.8 % of the smallest heap.");
    assertThat(advice.recommendation().settings()).containsExactly(THRESHOLD + "=10m");
    assertThat(advice.recommendation().gain()).isEqualTo("13 GB less memory in all.");
    assertThat(finding(roomy(), broadcast(JoinMethod.BROADCAST_HASH, 1_000 * MB - 1)))
        .isEqualTo(nothing());
  }

  @Test
  void aFifthOfAHeapIsTooMuchToBroadcast() {
    long fifth = (long) Math.ceil(0.2 * GIB);

    assertThat(finding(oneGib(), broadcast(JoinMethod.BROADCAST_HASH, fifth)))
        .startsWith("215 MB were broadcast");
    assertThat(finding(oneGib(), broadcast(JoinMethod.BROADCAST_HASH, fifth - 1)))
        .isEqualTo(nothing());
  }

  private static Given oneGib() {
    return Given.application().property("spark.executor.memory", "1g");
  }

  @Test
  void withoutSettingsNoHeapIsKnown() {
    long fifth = (long) Math.ceil(0.2 * GIB);

    assertThat(finding(Given.application(), broadcast(JoinMethod.BROADCAST_HASH, fifth)))
        .isEqualTo(nothing());
    assertThat(finding(Given.application(), broadcast(JoinMethod.BROADCAST_HASH, 1_000 * MB)))
        .isEqualTo("1 GB were broadcast: the driver collects them, and the executor holds a copy.");
  }

  @Test
  void lessThan100MbIsNeverTooMuchToBroadcast() {
    Given tiny = Given.application().property("spark.driver.memory", "300m");

    assertThat(finding(tiny, broadcast(JoinMethod.BROADCAST_HASH, 100 * MB))).startsWith("100 MB");
    assertThat(
            finding(
                Given.application().property("spark.driver.memory", "300m"),
                broadcast(JoinMethod.BROADCAST_HASH, 100 * MB - 1)))
        .isEqualTo(nothing());
  }

  @Test
  void withoutEqualKeysThereIsNoShuffleToFallBackTo() {
    SqlJoin join = broadcast(JoinMethod.BROADCAST_NESTED_LOOP, 2_000 * MB);

    assertThat(text(roomy(), join)).startsWith("The join has no condition of equal keys");
    assertThat(settings(roomy().property(THRESHOLD, "4g"), join)).isEmpty();
  }

  @Test
  void aHintTakesNoNoticeOfTheThreshold() {
    assertThat(settings(roomy(), broadcast(JoinMethod.BROADCAST_HASH, 2_000 * MB))).isEmpty();
  }

  @Test
  void aHealthyJoinIsToldNothing() {
    assertThat(finding(roomy(), broadcast(JoinMethod.BROADCAST_HASH, 5 * MB))).isEqualTo(nothing());
    assertThat(finding(roomy(), merge("Inner", 900 * MB, 800 * MB))).isEqualTo(nothing());
    assertThat(advice(roomy())).isEmpty();
  }
}
