package io.sparkvitals.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** Registers Micrometer meters under the names and with the labels of {@link AgentMetric}. */
final class Meters {
  private static final Duration[] SEND_BOUNDS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;

  // A function counter refers to its object weakly; this keeps it.
  private final List<Object> kept = new CopyOnWriteArrayList<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter counter(AgentMetric metric, String... labelValues) {
    return Counter.builder(metric.meterName())
        .description(metric.help())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  /** A counter that is kept elsewhere; it never falls, even if the function does. */
  void counter(AgentMetric metric, DoubleSupplier value, String... labelValues) {
    Rising rising = new Rising(value);
    kept.add(rising);
    FunctionCounter.builder(metric.meterName(), rising, Rising::value)
        .description(metric.help())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  /** A gauge that is absent while the function says something negative or NaN. */
  void gauge(AgentMetric metric, DoubleSupplier value, String... labelValues) {
    Gauge.builder(metric.meterName(), () -> knownOrNaN(value.getAsDouble()))
        .description(metric.help())
        .tags(tags(metric, labelValues))
        .register(registry);
  }

  private static double knownOrNaN(double value) {
    return value >= 0 ? value : Double.NaN;
  }

  MultiGauge gauges(AgentMetric metric) {
    return MultiGauge.builder(metric.meterName()).description(metric.help()).register(registry);
  }

  Timer timer(AgentMetric metric, String... labelValues) {
    return timerBuilder(metric, labelValues).register(registry);
  }

  /** A timer with buckets for what goes over the network. */
  Timer sendTimer(AgentMetric metric, String... labelValues) {
    return timerBuilder(metric, labelValues).serviceLevelObjectives(SEND_BOUNDS).register(registry);
  }

  private static Timer.Builder timerBuilder(AgentMetric metric, String... labelValues) {
    return Timer.builder(metric.meterName())
        .description(metric.help())
        .tags(tags(metric, labelValues));
  }

  static Tags tags(AgentMetric metric, String... labelValues) {
    List<String> names = metric.definition().ownLabels();
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < labelValues.length; i++) {
      tags.add(Tag.of(names.get(i), LabelText.clean(labelValues[i])));
    }
    return Tags.of(tags);
  }

  /** The largest value of a function so far. */
  private static final class Rising {
    private final DoubleSupplier source;
    private double largest;

    Rising(DoubleSupplier source) {
      this.source = source;
    }

    synchronized double value() {
      largest = Math.max(largest, source.getAsDouble());
      return largest;
    }
  }
}
