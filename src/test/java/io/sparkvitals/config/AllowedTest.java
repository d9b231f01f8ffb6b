package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowedTest {
  @Test
  void rangeIncludesItsBounds() {
    Allowed timeout = Allowed.range(ValueType.DURATION, "1s", "1m");

    assertThat(timeout.number("1s")).hasValue(1_000);
    assertThat(timeout.number("60s")).hasValue(60_000);
    assertThat(timeout.number("999ms")).isEmpty();
    assertThat(timeout.number("61s")).isEmpty();
    assertThat(timeout.expected()).isEqualTo("a duration such as 500ms, 10s or 5m, from 1s to 1m");
  }

  @Test
  void sizeIsReadInBytes() {
    Allowed size = Allowed.range(ValueType.BYTES, "1k", "1g");

    assertThat(size.number("64k")).hasValue(65_536);
    assertThat(size.number("2g")).isEmpty();
    assertThat(size.number("64")).isEmpty();
  }

  @Test
  void ratioIsReadAsDecimal() {
    Allowed ratio = Allowed.range(ValueType.RATIO, "0", "1");

    assertThat(ratio.number("0.25")).hasValue(0.25);
    assertThat(ratio.number("1")).hasValue(1);
    assertThat(ratio.number("1.01")).isEmpty();
    assertThat(ratio.number("25%")).isEmpty();
    assertThat(ratio.number("NaN")).isEmpty();
  }

  @Test
  void portMayBeOff() {
    Allowed port = Allowed.range(ValueType.PORT, "-1", "65535");

    assertThat(port.number("off")).hasValue(-1);
    assertThat(port.number("-1")).hasValue(-1);
    assertThat(port.number("0")).hasValue(0);
    assertThat(port.number("65536")).isEmpty();
    assertThat(port.number("4090x")).isEmpty();
  }

  @Test
  void choiceIgnoresCase() {
    Allowed detail = Allowed.choice("full", "basic");

    assertThat(detail.number("FULL")).isPresent();
    assertThat(detail.normalize("FULL")).isEqualTo("full");
    assertThat(detail.number("most")).isEmpty();
    assertThat(detail.expected()).isEqualTo("one of full, basic");
  }

  @Test
  void flagIsTrueOrFalse() {
    assertThat(Allowed.flag().number("TRUE")).hasValue(1);
    assertThat(Allowed.flag().number("false")).hasValue(0);
    assertThat(Allowed.flag().number("yes")).isEmpty();
  }
}
