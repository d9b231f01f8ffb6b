package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest {
  private static final String MAIL = "[\\w.]+@[\\w.]+";

  private static String shown(String text, String key, String value) {
    return Privacy.of(Map.of(key, value)).text(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.redaction.string.regex",
        "spark.sql.redaction.string.regex",
        "spark.vitals.redact.regex"
      })
  void hidesEachMatchOfEachPattern(String key) {
    assertThat(shown("of a@b.c and d@e.f", key, MAIL))
        .isEqualTo("of *********(redacted) and *********(redacted)");
    assertThat(shown("count at Job.scala:12", key, MAIL)).isEqualTo("count at Job.scala:12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "jdbc:x://u:S3CR3T@host/db | jdbc:x://***@host/db",
        "cannot open jdbc:x;user=u;password=S3CR3T;ssl=1 | cannot open"
            + " jdbc:x;user=u;password=***;ssl=1",
        "AccountKey=S3CR3T==;x | AccountKey=***;x",
        "https://a/b?X-Amz-Signature=S3CR3T&c=1 | https://a/b?X-Amz-Signature=***&c=1",
        "https://a/b?sv=1&sig=S3CR3T | https://a/b?sv=1&sig=***",
        "401 for Bearer S3CR3T.0123456789abc | 401 for Bearer ***",
        "Authorization: Basic S3CR3T0123456789 | Authorization: Basic ***",
        "{\"password\": \"S3CR3T S3CR3T\"} | {\"password\": ***}",
        "where token = 'S3CR3T S3CR3T' | where token = ***",
        "secret_access_key: S3CR3T | secret_access_key: ***",
      })
  void hidesWellKnownSecretsWithoutBeingAsked(String text, String expected) {
    assertThat(Privacy.STANDARD.text(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count at TokenCount.scala:12",
        "token: not found",
        "bearer authentication failed",
        "keys=5, design=2, groups at Passengers.scala:3",
        "SecretManager$InvalidToken: token (id 1) is expired",
        "Executor heartbeat timed out after 130 s: exit code 137",
      })
  void leavesWhatOnlySoundsLikeASecret(String text) {
    assertThat(Privacy.STANDARD.text(text)).isEqualTo(text);
  }

  @Test
  void hidesTheValueOfANameThatSparksOwnPatternMatches() {
    String key = "spark.redaction.regex";

    assertThat(shown("ssn=123 size=4", key, "ssn")).isEqualTo("ssn=*** size=4");
    assertThat(shown("ssn 123", key, "ssn")).isEqualTo("ssn 123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane(", "*********(redacted)"})
  void hidesEveryTextWhereAPatternIsBrokenOrUnknownAndSaysWhich(String regex) {
    Privacy privacy = Privacy.of(Map.of(Privacy.REGEX, regex));

    assertThat(privacy.text("anything")).isEqualTo(Redaction.HIDDEN);
    assertThat(privacy.text("")).isEmpty();
    assertThat(privacy.problems()).hasSize(1);
    assertThat(privacy.problems().get(0)).startsWith(Privacy.REGEX).doesNotContain("jane");
  }

  @Test
  void takesAPatternBesideOneThatSparkHidInTheLog() {
    Privacy given = Privacy.of(Map.of(Privacy.REGEX, MAIL));

    Privacy both = given.and(Map.of(Privacy.REGEX, Redaction.HIDDEN));

    assertThat(both.problems()).isEmpty();
    assertThat(both.text("of a@b.c")).isEqualTo("of " + Redaction.HIDDEN);
  }

  @Test
  void patternsAddUp() {
    Privacy both = Privacy.of(Map.of(Privacy.REGEX, MAIL)).and(Map.of(Privacy.REGEX, "\\d{16}"));

    assertThat(both.text("a@b.c 4111111111111111 x"))
        .isEqualTo(Redaction.HIDDEN + " " + Redaction.HIDDEN + " x");
  }

  @Test
  void hidesATextForWhichAPatternNeedsTooLong() {
    Privacy privacy = Privacy.of(Map.of(Privacy.REGEX, "(a+)+(a*)\\1c"));

    assertThat(privacy.text("a".repeat(200) + "b")).isEqualTo(Redaction.HIDDEN);
    assertThat(privacy.text("short")).isEqualTo("short");
    assertThat(privacy.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "flase, false"})
  void readsDescriptionsUnlessToldOtherwise(String value, boolean described) {
    assertThat(Privacy.STANDARD.described()).isTrue();
    assertThat(Privacy.of(Map.of(Privacy.DESCRIPTIONS, value)).described()).isEqualTo(described);
  }

  @Test
  void descriptionsStayOffOnceTheyAre() {
    Privacy off = Privacy.of(Map.of(Privacy.DESCRIPTIONS, "false"));

    assertThat(off.and(Map.of(Privacy.DESCRIPTIONS, "true")).described()).isFalse();
  }
}
