package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static io.sparkvitals.diagnosis.advice.Sized.MIB;
import static io.sparkvitals.model.ExecutorMetric.JVM_HEAP;
import static io.sparkvitals.model.ExecutorMetric.ON_HEAP_UNIFIED;
import static io.sparkvitals.model.ExecutorMetric.TREE_JVM_RSS;
import static io.sparkvitals.model.ExecutorMetric.TREE_PYTHON_RSS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryOverheadQuestionTest {
  private static final String KILLED =
      "Container killed by YARN for exceeding physical memory limits";

  private static List<Suggestion> advice(Given given) {
    return new MemoryOverheadQuestion().answer(given.snapshot());
  }

  private static Suggestion only(Given given) {
    List<Suggestion> advice = advice(given);
    assertThat(advice).hasSize(1);
    return advice.get(0);
  }

  private static GivenExecutor resident(int id, long jvm, long python) {
    return Sized.executor(id)
        .metrics(
            JVM_HEAP, 15 * GIB, ON_HEAP_UNIFIED, GIB, TREE_JVM_RSS, jvm, TREE_PYTHON_RSS, python);
  }

  @Test
  void aKillWithoutMeasuredMemoryIsGuessedAtAndMeasuredNextTime() {
    Suggestion advice = only(Sized.application().with(Sized.executor(1).lost(KILLED, 1)));

    assertThat(advice.certainty()).isEqualTo(Certainty.MEDIUM);
    assertThat(advice.recommendation().settings())
        .containsExactly(
            "spark.executor.memoryOverhead=2560m",
            "spark.executor.processTreeMetrics.enabled=true");
    assertThat(advice.recommendation().text()).contains("guess");
  }

  @Test
  void aKillSignalAloneIsLessCertain() {
    Suggestion advice = only(Sized.application().with(Sized.executor(1).lost("Exit code 137", 1)));

    assertThat(advice.certainty()).isEqualTo(Certainty.LOW);
    assertThat(advice.evidence()).anyMatch(line -> line.contains("not certain"));
  }

  @Test
  void measuredMemoryGivesTheNumberThatTheAlertGives() {
    Given given = Sized.application().with(resident(1, 18 * GIB, GIB).lost(KILLED, 1));
    Suggestion advice = only(given.revision(1));

    assertThat(advice.certainty()).isEqualTo(Certainty.HIGH);
    assertThat(advice.recommendation().settings())
        .containsExactly("spark.executor.memoryOverhead=3840m");
    assertThat(Judged.of(given, "executor-lost").recommendation().settings())
        .contains("spark.executor.memoryOverhead=3840m");
  }

  @ParameterizedTest
  @CsvSource({"900, 1", "899, 0"})
  void aContainerThatIsNearlyFullNeedsMore(long thousandths, int answers) {
    long held = 18 * GIB / 1000 * thousandths + 1000;
    assertThat(advice(Sized.application().with(resident(1, held, 0)))).hasSize(answers);
  }

  private static Given kept(long beside, String overhead) {
    Given given = Sized.application().property("spark.executor.memoryOverhead", overhead);
    for (int i = 0; i < 3; i++) {
      given.with(
          resident(i, 15 * GIB + beside, 0)
              .limits(MemoryLimits.of(16 * GIB, Sized.USABLE, 0, 19 * GIB)));
    }
    return given;
  }

  @ParameterizedTest
  @CsvSource({"3072m, 1", "3071m, 0"})
  void whatNoProcessUsedIsGivenBack(String overhead, int answers) {
    // 1.5 GiB beside the heap that was in use, and a fifth more, are 2 GiB in steps of 256 MiB.
    List<Suggestion> advice = advice(kept(GIB + 512 * MIB, overhead));

    assertThat(advice).hasSize(answers);
    if (answers > 0) {
      assertThat(advice.get(0).recommendation().settings())
          .containsExactly("spark.executor.memoryOverhead=2g");
      assertThat(advice.get(0).recommendation().gain()).startsWith("3.0 GiB-hours");
    }
  }

  @ParameterizedTest
  @CsvSource({"4g, 1", "4095m, 0"})
  void muchThatWasNeverMeasuredIsSaid(String overhead, int answers) {
    Given given = Sized.application().property("spark.executor.memoryOverhead", overhead);
    given.with(Sized.executors(3));

    List<Suggestion> advice = advice(given);

    assertThat(advice).hasSize(answers);
    if (answers > 0) {
      assertThat(advice.get(0).certainty()).isEqualTo(Certainty.NONE);
      assertThat(advice.get(0).recommendation().settings())
          .containsExactly("spark.executor.processTreeMetrics.enabled=true");
    }
  }

  @ParameterizedTest
  @CsvSource({"922, 1", "921, 0"})
  void pythonThatNearlyReachesItsLimitGetsMore(long mebibytes, int answers) {
    Given given = Sized.application().property("spark.executor.pyspark.memory", "1g");
    given.with(resident(1, 10 * GIB, mebibytes * MIB));

    assertThat(advice(given)).hasSize(answers);
  }

  @Test
  void aStandaloneClusterHasNoContainerToEnlarge() {
    Given given =
        Sized.application()
            .property("spark.master", "spark://host:7077")
            .with(Sized.executor(1).lost("Command exited with code 137", 1));
    Suggestion advice = only(given);

    assertThat(advice.certainty()).isEqualTo(Certainty.LOW);
    assertThat(advice.recommendation().settings()).isEmpty();
    assertThat(advice.recommendation().text()).contains("SPARK_WORKER_MEMORY");
  }

  @Test
  void nothingIsSaidOfExecutorsThatAreWell() {
    assertThat(advice(Sized.application().with(Sized.executors(3)))).isEmpty();
    assertThat(advice(Sized.application())).isEmpty();
  }
}
