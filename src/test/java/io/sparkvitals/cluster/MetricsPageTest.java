package io.sparkvitals.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.cluster.MetricsPage.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  @Test
  void readsNameLabelsAndValue() {
    MetricsPage page =
        MetricsPage.parse(
            """
            # HELP up Whether it is up.
            # TYPE up gauge
            up{app_id="a-1",state="active"} 2.0
            """);

    assertThat(page.samples())
        .containsExactly(new Sample("up", Map.of("app_id", "a-1", "state", "active"), 2));
  }

  @Test
  void readsSampleWithoutLabelsAndWithTimestamp() {
    assertThat(MetricsPage.parse("up 1.5E3 1700000000000\n").samples())
        .containsExactly(new Sample("up", Map.of(), 1500));
  }

  @Test
  void unescapesLabelValues() {
    MetricsPage page = MetricsPage.parse("up{name=\"a\\\\b \\\"c\\\"\\nd, e=}\",} 1\n");

    assertThat(page.samples().get(0).labels())
        .containsExactly(Map.entry("name", "a\\b \"c\"\nd, e=}"));
  }

  @Test
  void readsInfinityAndNotANumber() {
    MetricsPage page = MetricsPage.parse("x +Inf\nx -Inf\nx NaN\n");

    assertThat(page.samples())
        .extracting(Sample::value)
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN);
  }

  @Test
  void sumsOverSamplesWithTheLabels() {
    MetricsPage page =
        MetricsPage.parse("t{a=\"1\",b=\"x\"} 1\nt{a=\"2\",b=\"x\"} 2\nt{a=\"2\"} 4\n");

    assertThat(page.sum("t", Map.of("b", "x"))).hasValue(3);
    assertThat(page.sum("t")).hasValue(7);
  }

  @Test
  void sumOfNothingIsEmpty() {
    assertThat(MetricsPage.parse("t 1\n").sum("u")).isEmpty();
  }

  @Test
  void namesTheLineThatIsNoSample() {
    assertThatThrownBy(() -> MetricsPage.parse("up 1\n<html>\n")).hasMessageContaining("<html>");
  }

  @Test
  void refusesBrokenLabels() {
    assertThatThrownBy(() -> MetricsPage.parse("up{a=1} 1\n")).hasMessageContaining("a=1");
  }
}
