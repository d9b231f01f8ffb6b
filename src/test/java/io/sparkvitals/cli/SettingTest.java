package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  @Test
  void readsRuleFieldAndValues() {
    Setting setting = Setting.parse("rule.gc-time-high.threshold=10%, 15%");

    assertThat(setting.ruleId()).isEqualTo("gc-time-high");
    assertThat(setting.field()).isEqualTo("threshold");
    assertThat(setting.values()).containsExactly("10%", "15%");
  }

  @Test
  void takesTheSettingOfARunningApplicationToo() {
    Setting setting = Setting.parse("spark.vitals.rule.gc-time-high.guard.runSeconds=10m");

    assertThat(setting.ruleId()).isEqualTo("gc-time-high");
    assertThat(setting.field()).isEqualTo("guard.runSeconds");
    assertThat(setting.values()).containsExactly("10m");
  }

  @Test
  void aForgottenPrefixIsRecognised() {
    assertThatThrownBy(() -> Setting.parse("gc-time-high.threshold=1"))
        .hasMessageEndingWith("; did you mean rule.gc-time-high.threshold=1?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule.gc-time-high=1", "rule.a.b", "rule.a.b="})
  void saysWhatItExpected(String text) {
    assertThatThrownBy(() -> Setting.parse(text))
        .isInstanceOf(CliFailure.class)
        .hasMessage(
            "--set %s: expected rule.<id>.<field>=<value>, such as"
                + " rule.gc-time-high.threshold=15%%",
            text);
  }

  @Test
  void refusesAnEmptyValue() {
    assertThatThrownBy(() -> Setting.parse("rule.a.threshold=1,,2"))
        .hasMessage("--set rule.a.threshold=1,,2: a value between the commas is empty");
  }
}
