package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.GAUGE;
import static io.prometheus.metrics.model.registry.MetricType.INFO;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What the page says of itself. */
final class AgentFamilies {
  static final List<MetricDefinition<Census>> COLLECTED =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(INFO, "build_info", "The agent's version; the value is 1")
                  .labels("version", "revision")
                  .from(
                      1,
                      (census, sink) ->
                          sink.put(1, census.build().version(), census.build().revision())),
              metric(GAUGE, "series", "Series on this page, but for the agent's own")
                  .by(
                      "kind",
                      Arrays.asList(
                          Section.APPLICATION.kind(),
                          Section.EXECUTORS.kind(),
                          Section.STAGES.kind(),
                          Section.CACHED.kind(),
                          Section.STREAMING.kind()),
                      kind -> kind,
                      Census::shown),
              metric(GAUGE, "series_suppressed", "Series that a limit keeps off this page, at most")
                  .by(
                      "kind",
                      Arrays.asList(
                          Section.EXECUTORS.kind(),
                          Section.STAGES.kind(),
                          Section.CACHED.kind(),
                          Section.STREAMING.kind()),
                      kind -> kind,
                      Census::suppressed)));

  private AgentFamilies() {}

  private static Draft<Census> metric(MetricType type, String name, String help) {
    return new Draft<>(Section.AGENT, type, Catalogue.PREFIX + "agent_" + name, help);
  }
}
