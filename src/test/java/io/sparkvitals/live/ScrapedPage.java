package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.MetricsPage;
import io.sparkvitals.cluster.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;

/** What a Prometheus has of a driver's page. */
record ScrapedPage(Peer prometheus, Path targets) {
  private static final String TASKS = "sparkvitals_tasks_completed_total";
  private static final Map<String, String> SUCCEEDED = Map.of("outcome", "succeeded");

  /** The newest scrape, once it is as new as a page that does not change any more. */
  MetricsPage like(MetricsPage page) throws InterruptedException {
    return Await.until(
        "a scrape of the last figures",
        WatchedApplication.LONG,
        this::page,
        scraped ->
            scraped.sum(TASKS).equals(page.sum(TASKS))
                && scraped
                    .sum("sparkvitals_executors", Map.of("state", "active"))
                    .equals(page.sum("sparkvitals_executors", Map.of("state", "active"))));
  }

  private MetricsPage page() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (JsonNode series : prometheus.query("{__name__=~\"sparkvitals_.+\"}")) {
      List<String> labels = new ArrayList<>();
      series
          .path("metric")
          .properties()
          .forEach(
              label -> {
                if (!label.getKey().equals("__name__")) {
                  labels.add(label.getKey() + "=" + label.getValue());
                }
              });
      text.append(series.path("metric").path("__name__").asText());
      text.append('{').append(String.join(",", labels)).append("} ");
      text.append(series.path("value").path(1).asText()).append('\n');
    }
    return MetricsPage.parse(text.toString());
  }

  /**
   * Counters are scraped at 0 before the first task, so that an increase over the whole run is the
   * count, but for what Prometheus adds for the half seconds before the first scrape and after the
   * last.
   */
  void checkIncrease(MetricsPage page) throws IOException, InterruptedException {
    String series = TASKS + "{outcome=\"succeeded\"}[15m]";
    assertThat(Peer.value(prometheus.query("min_over_time(" + series + ")"))).isZero();
    assertThat(Peer.value(prometheus.query("increase(" + series + ")")))
        .isCloseTo(page.sum(TASKS, SUCCEEDED).orElseThrow(), Percentage.withPercentage(8));
  }
}
