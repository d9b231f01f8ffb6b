package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherKeysTest {
  private static OtherKeys ofStart(String... names) {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    for (String each : names) {
      draft.add(each, "1");
    }
    return draft.keys();
  }

  private static OtherKeys ofSession(String... names) {
    return OtherKeys.ofSession(Arrays.asList(names));
  }

  @Test
  void ofASessionThoseOfSqlAreNotNamed() {
    OtherKeys keys = ofSession("spark.sql.x", "spark.executor.memory", "fs.s3a.x", "spark.sqlx");

    assertThat(keys.session()).containsExactly("spark.executor.memory", "spark.sqlx");
    assertThat(keys.names()).isEmpty();
    assertThat(ofSession("spark.sql.x")).isSameAs(OtherKeys.NONE);
  }

  @Test
  void whatIsToldLaterIsAdded() {
    OtherKeys keys = ofStart("spark.a").and(ofSession("spark.b")).and(ofSession("spark.c"));

    assertThat(keys.names()).containsExactly("spark.a");
    assertThat(keys.session()).containsExactly("spark.b", "spark.c");
    assertThat(keys.and(ofStart("spark.a")).session()).containsExactly("spark.b", "spark.c");
  }

  private static OtherKeys ofJob(String key, String value) {
    return OtherKeys.ofJob(Map.of(key, OtherKeys.print(value)));
  }

  private static OtherKeys ofApplication(String key, String value) {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    draft.add("spark.executor.id", "driver");
    draft.add(key, value);
    return draft.keys();
  }

  @Test
  void ofProcessesThatIsOfASessionWhichTheApplicationHasOtherwise() {
    OtherKeys own = ofApplication("spark.executor.memory", "4g");

    assertThat(own.and(ofJob("spark.executor.memory", "4g")).session()).isEmpty();
    assertThat(own.and(ofJob("spark.executor.memory", "8g")).session())
        .containsExactly("spark.executor.memory");
    assertThat(own.and(ofJob("spark.driver.memory", "8g")).session())
        .containsExactly("spark.driver.memory");
    // What was found stays when a later job is of a session that did not set it.
    assertThat(
            own.and(ofJob("spark.executor.memory", "8g"))
                .and(ofJob("spark.executor.memory", "4g"))
                .session())
        .containsExactly("spark.executor.memory");
    assertThat(own.and(ofJob("spark.executor.memory", "4g")).names()).isEqualTo(own.names());
  }

  @Test
  void whereTheApplicationsOwnIsNotKnownNothingIsSaidOfIt() {
    assertThat(OtherKeys.NONE.and(ofJob("spark.executor.memory", "8g")).session()).isEmpty();
    OtherKeys hidden = ofApplication("spark.executor.extraJavaOptions", "*****(redacted)");
    assertThat(hidden.and(ofJob("spark.executor.extraJavaOptions", "-Dx=y")).session()).isEmpty();
    assertThat(OtherKeys.ofJob(Map.of())).isSameAs(OtherKeys.NONE);

    OtherKeys.Draft tooMany = new OtherKeys.Draft();
    for (int i = 0; i <= OtherKeys.MAX_NAMES + EnvironmentKeys.all().size(); i++) {
      tooMany.add("spark.driver.x" + i, "1");
    }
    assertThat(tooMany.keys().dropped()).isPositive();
    assertThat(tooMany.keys().and(ofJob("spark.executor.memory", "8g")).session()).isEmpty();
  }

  @Test
  void ofTooManyNamesTheRestIsCounted() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < OtherKeys.MAX_NAMES; i++) {
      names.add("spark.x" + i);
    }
    assertThat(OtherKeys.ofSession(names).dropped()).isZero();

    names.add("spark.y");
    names.add("spark." + "z".repeat(OtherKeys.MAX_NAME));
    OtherKeys all = OtherKeys.ofSession(names);
    assertThat(all.session()).hasSize(OtherKeys.MAX_NAMES).doesNotContain("spark.y");
    assertThat(all.dropped()).isEqualTo(2);
    assertThat(all.and(ofSession("spark.y")).session()).hasSize(OtherKeys.MAX_NAMES);
  }
}
