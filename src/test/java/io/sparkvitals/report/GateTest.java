package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private static Gate gate(String text) {
    return Gate.parse(text, Judged.standardRules());
  }

  /** Severity and rule of each alert that trips the gate. */
  private static List<String> tripping(Gate gate) {
    return Nightly.replayed().alerts().stream()
        .filter(gate::trips)
        .map(alert -> alert.severity().label() + " " + alert.ruleId())
        .distinct()
        .toList();
  }

  @Test
  void tripsAtASeverityAndAbove() {
    assertThat(tripping(gate("critical")))
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(alert).startsWith("critical "));
    assertThat(tripping(gate("warning"))).contains("critical job-failed", "warning task-skew-high");
  }

  @Test
  void tripsOnARuleOfAnySeverity() {
    assertThat(tripping(gate("task-skew-high"))).containsExactly("warning task-skew-high");
  }

  @Test
  void tripsOnAnyPartOfAList() {
    assertThat(tripping(gate(" task-skew-high , executor-lost ")))
        .containsExactly("warning task-skew-high", "critical executor-lost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRITICAL | critical",
        "critical,info | info",
        "warning,task-skew-high | warning, task-skew-high",
        "task-skew-high,,GC-time-high | task-skew-high, gc-time-high"
      })
  void saysWhatItFailsOn(String text, String words) {
    assertThat(gate(text)).hasToString(words);
  }

  @Test
  void letsEverythingThroughWhenOpen() {
    assertThat(Gate.OPEN.trips(Nightly.replayed())).isFalse();
    assertThat(Gate.OPEN).hasToString("nothing");
  }

  @Test
  void tripsOnAReportWithSuchAnAlert() {
    assertThat(gate("job-failed").trips(Nightly.replayed())).isTrue();
    assertThat(gate("shuffle-volume-high").trips(Nightly.replayed())).isFalse();
    assertThat(gate("info").trips(Run.started().end(5, 0).live())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critcal | did you mean critical?",
        "task-skw-high | did you mean task-skew-high?",
        "critical,jobfailed | did you mean job-failed?"
      })
  void namesTheNearestForAWordItDoesNotKnow(String text, String hint) {
    assertThatThrownBy(() -> gate(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "is neither a severity (critical, warning, info) nor the id of a rule")
        .hasMessageEndingWith(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",,"})
  void refusesToFailOnNothing(String text) {
    assertThatThrownBy(() -> gate(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found nothing");
  }
}
