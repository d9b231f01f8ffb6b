package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskMetric;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Both sides of the bound of the rule result-size-high, and what counts. */
class ResultSizeHighTest {
  private static final String RULE = "result-size-high";
  private static final long LIMIT = 1L << 30;

  private Given sending(int stage, long bytes) {
    return Given.application()
        .property("spark.driver.maxResultSize", "1g")
        .with(Given.activeJob(3))
        .with(Given.stage(stage).counts(20, 0, 0, 1).totals(TaskMetric.RESULT_BYTES, bytes));
  }

  @Test
  void warnsAboveEightyPercentOfWhatTheDriverTakes() {
    assertThat(Judged.severities(sending(8, (long) (0.8 * LIMIT)), RULE)).isEmpty();
    assertThat(Judged.severities(sending(8, (long) (0.8 * LIMIT) + 1), RULE)).isEqualTo("warning");
  }

  @Test
  void onlyTheLastStageOfAJobSendsResults() {
    assertThat(Judged.severities(sending(7, LIMIT), RULE)).isEmpty();
  }

  @Test
  void theDefaultIsOneGibibyte() {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .with(Given.activeJob(3))
            .with(Given.stage(8).totals(TaskMetric.RESULT_BYTES, LIMIT));

    assertThat(Judged.severities(given, RULE)).isEqualTo("warning");
  }

  @Test
  void isSilentWithoutALimitOrWhereTheSettingsAreNotKnown() {
    Given unknown =
        Given.application()
            .with(Given.activeJob(3))
            .with(Given.stage(8).totals(TaskMetric.RESULT_BYTES, LIMIT));

    assertThat(
            Judged.severities(sending(8, LIMIT).property("spark.driver.maxResultSize", "0"), RULE))
        .isEmpty();
    assertThat(Judged.severities(unknown, RULE)).isEmpty();
  }

  @Test
  void isAboutTheJob() {
    Finding finding = Judged.of(sending(8, LIMIT), RULE);

    assertThat(finding.subject().scope()).isEqualTo(Scope.APPLICATION);
    assertThat(finding.subject().key()).isEqualTo("job:3");
    assertThat(finding.event()).isFalse();
    assertThat(finding.cause()).contains("54 MB from each task");
    assertThat(finding.recommendation().settings()).contains("spark.driver.maxResultSize=2g");
  }

  @Test
  void anEndedJobIsJudgedOnce() {
    Given given =
        Given.application()
            .property("spark.driver.maxResultSize", "1g")
            .with(Given.job(3, null, 4))
            .with(Given.stage(7).totals(TaskMetric.RESULT_BYTES, LIMIT))
            .revision(4);
    RuleEngine engine = Judged.engine();

    List<Finding> first = engine.evaluate(given.snapshot());

    assertThat(first).filteredOn(each -> each.rule().id().equals(RULE)).hasSize(1);
    assertThat(first).filteredOn(each -> each.rule().id().equals(RULE)).allMatch(Finding::event);
    assertThat(Judged.severities(engine.evaluate(given.snapshot()), RULE)).isEmpty();
  }
}
