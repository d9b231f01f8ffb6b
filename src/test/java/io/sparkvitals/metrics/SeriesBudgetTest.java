package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However large the application is, there are no more series than were asked for. */
class SeriesBudgetTest {
  @ParameterizedTest
  @CsvSource({
    "1, 10000",
    "200, 10000",
    "250, 10000",
    "1000, 10000",
    "10000, 10000",
    "1000, 0",
  })
  void pageStaysWithinTheDefaultBudget(int executors, int stages) {
    assertThat(series(app(executors, stages), Map.of())).isLessThanOrEqualTo(20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.vitals.metrics.executorDetail, full",
    "spark.vitals.metrics.maxStages, 10000",
  })
  void pageStaysWithinItsBudgetWhateverElseIsAskedFor(String key, String value) {
    Map<String, String> settings = Map.of(key, value, "spark.vitals.metrics.maxSeries", "5000");

    assertThat(series(app(1_000, 1_000), settings)).isBetween(4_000, 5_000);
  }

  @Test
  void cachedDataAndQueriesBeyondTheLimitAreCounted() {
    Set<String> series =
        Page.of(
                Page.exposition(
                    app(1, 1), ExposureLimits.of(VitalsConfig.of(Map.of(), Environment.system()))))
            .series()
            .keySet();

    assertThat(series.stream().filter(each -> each.startsWith("sparkvitals_rdd_memory_bytes")))
        .hasSize(50);
    assertThat(series.stream().filter(each -> each.startsWith("sparkvitals_streaming_batch_id")))
        .hasSize(20);
  }

  private static int series(ApplicationSnapshot app, Map<String, String> settings) {
    VitalsConfig config = VitalsConfig.of(settings, Environment.system());
    Exposition exposition = Page.exposition(app, ExposureLimits.of(config));
    useEveryMeter(exposition.agent());
    return Page.of(exposition).series().size();
  }

  /** As many series as the agent has of itself with all its rules and a few integrations. */
  private static void useEveryMeter(AgentMeters agent) {
    IntStream.range(0, 24).forEach(i -> agent.events("event_" + i, () -> 1, () -> 1));
    IntStream.range(0, 24).forEach(i -> agent.rule("rule-" + i, "warning", "critical"));
    for (String each : List.of("slack", "pagerduty", "webhook", "log")) {
      agent.integration(each, () -> 0);
    }
  }

  static ApplicationSnapshot app(int executors, int stages) {
    List<ExecutorSnapshot> all = new ArrayList<>(Snapshots.executors(executors));
    all.add(Snapshots.executor("driver", 1).snapshot());
    List<StageSnapshot> attempts = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      long submitted = Snapshots.NOW - (stages - i) * 1_000L;
      boolean active = i % 10 == 0;
      attempts.add(
          Snapshots.stage(
                  StageKey.of(i, 0),
                  active ? StageStatus.ACTIVE : StageStatus.COMPLETE,
                  submitted,
                  active ? 0 : submitted + 900)
              .snapshot());
    }
    return ApplicationSnapshot.of(Snapshots.facts(), Snapshots.noWork(), Snapshots.NOW)
        .executors(all)
        .stages(attempts)
        .cached(IntStream.range(0, 100).mapToObj(Snapshots::rdd).toList())
        .streaming(IntStream.range(0, 50).mapToObj(Snapshots::query).toList())
        .snapshot();
  }
}
