package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.MetricType;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void namesAreAsPublished() {
    assertThat(Catalogue.definitions())
        .extracting(MetricDefinition::name)
        .containsExactlyElementsOf(PublishedNames.ALL);
  }

  @Test
  void namesFollowTheConventions() {
    assertThat(Catalogue.definitions())
        .allSatisfy(
            metric -> {
              String name = metric.name();
              assertThat(name).matches("sparkvitals(_[a-z]+)+");
              assertThat(name.endsWith("_total")).isEqualTo(metric.type() == MetricType.COUNTER);
              assertThat(name.endsWith("_info")).isEqualTo(metric.type() == MetricType.INFO);
              assertThat(name).doesNotContain("milli", "nano", "_ms", "_mb", "percent");
            });
  }

  @Test
  void helpIsOneLineForPeople() {
    assertThat(Catalogue.definitions())
        .extracting(MetricDefinition::help)
        .allSatisfy(help -> assertThat(help).matches("[A-Z0-9].{8,}[^.]").doesNotContain("|"));
  }

  @Test
  void labelsAreShortWords() {
    assertThat(Catalogue.definitions())
        .allSatisfy(
            metric ->
                assertThat(metric.labels())
                    .doesNotHaveDuplicates()
                    .doesNotContain("app_id", "app_name", "le", "quantile", "instance", "job")
                    .allMatch(label -> label.matches("[a-z]+(_[a-z]+)*")));
  }

  @Test
  void unitIsTheNamesEnd() {
    assertThat(find("sparkvitals_task_run_seconds_total").unit()).hasToString("seconds");
    assertThat(find("sparkvitals_stage_gc_ratio").unit()).hasToString("ratio");
    assertThat(find("sparkvitals_executor_heap_max_bytes").unit()).hasToString("bytes");
    assertThat(find("sparkvitals_tasks_active").unit()).isNull();
  }

  @Test
  void seriesPerSubjectAreAsPublished() {
    assertThat(SeriesCount.most(Catalogue.EXECUTORS, false)).isEqualTo(44);
    assertThat(SeriesCount.most(Catalogue.EXECUTORS, true)).isEqualTo(14);
    assertThat(SeriesCount.most(Catalogue.STAGES, false)).isEqualTo(40);
  }

  private static MetricDefinition<?> find(String name) {
    return Catalogue.definitions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
