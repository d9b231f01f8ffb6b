package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
