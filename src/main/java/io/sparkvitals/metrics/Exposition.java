package io.sparkvitals.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page that Prometheus reads: the application, from one snapshot per scrape, and the agent's
 * meters. Thread-safe; one scrape runs at a time, so that no number of readers can keep the
 * snapshots' lock busy.
 */
public final class Exposition {
  // Built here rather than by the client's ExpositionFormats, which reads settings of the JVM.
  private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.builder().build();
  private static final ExpositionFormatWriter OPEN_METRICS =
      OpenMetricsTextFormatWriter.builder().build();

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
  private final VitalsCollector collector;
  private final AgentMeters agent = new AgentMeters(meters);
  private final LongSupplier nanoTime;

  /**
   * A page over what {@code snapshots} returns.
   *
   * @param nanoTime reads a clock such as {@link System#nanoTime}
   */
  public Exposition(
      Supplier<ApplicationSnapshot> snapshots,
      ExposureLimits limits,
      BuildInfo build,
      LongSupplier nanoTime) {
    this.collector = new VitalsCollector(snapshots, limits, build);
    this.nanoTime = nanoTime;
    registry.register(collector);
  }

  /** The meters of the agent's own health. */
  public AgentMeters agent() {
    return agent;
  }

  /** The registry behind them, for meters of the driver's JVM. */
  public MeterRegistry meters() {
    return meters;
  }

  /** The content type that answers an {@code Accept} header. */
  public String contentType(@Nullable String accept) {
    return writer(accept).getContentType();
  }

  /** Writes the page in the format that answers an {@code Accept} header. */
  public void write(@Nullable String accept, OutputStream out) throws IOException {
    long start = nanoTime.getAsLong();
    writer(accept).write(out, scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    agent.scraped(nanoTime.getAsLong() - start);
  }

  synchronized MetricSnapshots scrape() {
    MetricSnapshots page = registry.scrape();
    return new Identity(collector.identity()).on(page);
  }

  private static ExpositionFormatWriter writer(@Nullable String accept) {
    return OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
  }
}
