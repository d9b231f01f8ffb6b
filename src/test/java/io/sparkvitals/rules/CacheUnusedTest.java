package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CachedRdd;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule cache-unused, and what counts as use. */
class CacheUnusedTest {
  private static final String RULE = "cache-unused";
  private static final long MB = 1_000_000;

  private CachedRdd rdd(long bytes, long age) {
    return CachedRdd.of(12, "customers", bytes, 0, NOW - age).named(5, 0);
  }

  private String severity(CachedRdd... rdds) {
    return Judged.severities(Given.application().with(rdds), RULE);
  }

  @Test
  void informsAboveAHundredMegabytes() {
    assertThat(severity(rdd(100 * MB, 60 * MINUTE))).isEmpty();
    assertThat(severity(rdd(100 * MB + 1, 60 * MINUTE))).isEqualTo("info");
  }

  @Test
  void waitsTenMinutesAfterTheNewestBlock() {
    assertThat(severity(rdd(200 * MB, 10 * MINUTE - 1))).isEmpty();
    assertThat(severity(rdd(200 * MB, 10 * MINUTE))).isEqualTo("info");
  }

  @Test
  void aLaterStageWithItCountsAsAReader() {
    assertThat(severity(rdd(200 * MB, 60 * MINUTE).named(6, 1))).isEmpty();
  }

  @Test
  void waitsForTheStageThatStoresIt() {
    Given storing =
        Given.application()
            .with(rdd(200 * MB, 60 * MINUTE))
            .with(Given.stage(5).tasks(10).counts(10, 0, 0, 0));

    assertThat(Judged.severities(storing, RULE)).isEmpty();
  }

  @Test
  void isSilentWhereNoStageIsKnownToHaveStoredIt() {
    assertThat(severity(CachedRdd.of(12, "", 200 * MB, 0, NOW - 60 * MINUTE))).isEmpty();
  }

  @Test
  void isSilentWhereEventsWereDropped() {
    Given dropped = Given.application().with(rdd(200 * MB, 60 * MINUTE)).eventsDropped();

    assertThat(Judged.severities(dropped, RULE)).isEmpty();
  }

  @Test
  void namesTheDataSet() {
    Finding finding = Judged.of(Given.application().with(rdd(200 * MB, 60 * MINUTE)), RULE);

    assertThat(finding.cause())
        .isEqualTo(
            "No stage that was submitted after RDD 12 (customers) was stored has it among its"
                + " data.");
  }
}
