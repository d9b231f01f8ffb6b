package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigKeyTest {
  @ParameterizedTest
  @EnumSource(ConfigKey.class)
  void defaultIsAllowed(ConfigKey key) {
    assertThat(key.defaultText().isEmpty() || key.allowed().number(key.defaultText()).isPresent())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(ConfigKey.class)
  void startsWithThePrefixAndExplainsItselfInSentences(ConfigKey key) {
    assertThat(key.key()).startsWith(ConfigKey.PREFIX);
    assertThat(key.help()).endsWith(".").doesNotContain("|");
  }

  @Test
  void isUnique() {
    assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::key)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(ConfigKey.class)
  void findsItself(ConfigKey key) {
    assertThat(ConfigKey.find(key.key().replaceAll("<[a-z]+>", "x"))).isEqualTo(key);
  }

  @Test
  void findsSecretByReference() {
    assertThat(ConfigKey.find("spark.vitals.channel.ops.secretUrlEnv"))
        .isEqualTo(ConfigKey.CHANNEL_SECRET_URL);
    assertThat(ConfigKey.find("spark.vitals.channel.ops.secretUrlFile"))
        .isEqualTo(ConfigKey.CHANNEL_SECRET_URL);
    assertThat(ConfigKey.find("spark.vitals.push.secretUrlFile"))
        .isEqualTo(ConfigKey.PUSH_SECRET_URL);
  }

  @Test
  void findsNoPlainSettingByReference() {
    assertThat(ConfigKey.find("spark.vitals.channel.ops.urlFile")).isNull();
  }

  @Test
  void everySecretIsHiddenBySpark() {
    // The default of spark.redaction.regex.
    assertThat(Arrays.stream(ConfigKey.values()).filter(ConfigKey::secret))
        .hasSize(13)
        .allMatch(each -> each.key().matches("(?i).*(secret|password|token|access[.]?key).*"));
  }
}
