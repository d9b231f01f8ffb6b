package io.sparkvitals.metrics;

import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.Histogram;
import java.util.List;

/** Counts the series that subjects would have, without making them. Not thread-safe. */
final class SeriesCount implements Sink {
  private MetricDefinition<?> definition;
  private final boolean basicOnly;
  private int count;

  private SeriesCount(MetricDefinition<?> definition, boolean basicOnly) {
    this.definition = definition;
    this.basicOnly = basicOnly;
  }

  /** Series of one subject that has single values only. */
  static <S> int of(List<MetricDefinition<S>> definitions, S subject, boolean basicOnly) {
    SeriesCount sink = new SeriesCount(definitions.get(0), basicOnly);
    for (MetricDefinition<S> each : definitions) {
      sink.definition = each;
      each.read(subject, sink);
    }
    return sink.count;
  }

  /** Most series that one subject can have. */
  static <S> int most(List<MetricDefinition<S>> definitions, boolean basicOnly) {
    int most = 0;
    for (MetricDefinition<S> each : definitions) {
      most += basicOnly ? each.maxBasicSeries() : each.maxSeries();
    }
    return most;
  }

  @Override
  public void put(double value, String... labelValues) {
    if (!Double.isNaN(value) && (!basicOnly || definition.basic(labelValues))) {
      count++;
    }
  }

  @Override
  public void histogram(Histogram durations) {
    count += definition.maxSeries();
  }

  @Override
  public void summary(Distribution durations) {
    count += definition.maxSeries();
  }
}
