package io.sparkvitals.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.Histogram;
import java.util.ArrayList;
import java.util.List;

/** Collects the series of one metric during a scrape. Not thread-safe. */
final class Family<S> implements Sink {
  private final MetricDefinition<S> definition;
  private final boolean basicOnly;
  private final List<CounterDataPointSnapshot> counters = new ArrayList<>();
  private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
  private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
  private final List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
  private final List<SummaryDataPointSnapshot> summaries = new ArrayList<>();
  private Labels subject = Labels.EMPTY;
  private int series;

  Family(MetricDefinition<S> definition, boolean basicOnly) {
    this.definition = definition;
    this.basicOnly = basicOnly;
  }

  /** Reads the metric from a subject, whose series all have {@code labels}. */
  void add(Labels labels, S from) {
    subject = labels;
    definition.read(from, this);
  }

  @Override
  public void put(double value, String... labelValues) {
    if (Double.isNaN(value) || (basicOnly && !definition.basic(labelValues))) {
      return;
    }
    Labels labels = labels(labelValues);
    series++;
    switch (definition.type()) {
      case COUNTER:
        counters.add(new CounterDataPointSnapshot(Math.max(0, value), labels, null, 0));
        break;
      case INFO:
        infos.add(new InfoDataPointSnapshot(labels));
        break;
      default:
        gauges.add(new GaugeDataPointSnapshot(value, labels, null));
    }
  }

  private Labels labels(String... values) {
    List<String> names = definition.ownLabels();
    List<String> pairs = new ArrayList<>(2 * values.length);
    for (int i = 0; i < values.length; i++) {
      String value = LabelText.clean(values[i]);
      if (!value.isEmpty()) {
        pairs.add(names.get(i));
        pairs.add(value);
      }
    }
    return pairs.isEmpty() ? subject : subject.merge(Labels.of(pairs.toArray(new String[0])));
  }

  @Override
  public void histogram(Histogram durations) {
    long[] millis = durations.boundsMillis();
    double[] bounds = new double[millis.length + 1];
    for (int i = 0; i < millis.length; i++) {
      bounds[i] = Reading.seconds(millis[i]);
    }
    bounds[millis.length] = Double.POSITIVE_INFINITY;
    ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(bounds, durations.counts());
    double sum = Reading.seconds(durations.sumMillis());
    histograms.add(new HistogramDataPointSnapshot(buckets, sum, subject, Exemplars.EMPTY, 0));
    series += bounds.length + 2;
  }

  @Override
  public void summary(Distribution durations) {
    Quantiles quantiles =
        durations.count() == 0
            ? Quantiles.EMPTY
            : Quantiles.of(
                new Quantile(0, Reading.seconds(durations.min())),
                new Quantile(0.5, durations.median() / 1e3),
                new Quantile(0.75, durations.p75() / 1e3),
                new Quantile(0.95, durations.p95() / 1e3),
                new Quantile(1, Reading.seconds(durations.max())));
    summaries.add(
        new SummaryDataPointSnapshot(
            durations.count(),
            Reading.seconds(durations.sum()),
            quantiles,
            subject,
            Exemplars.EMPTY,
            0));
    series += quantiles.size() + 2;
  }

  int series() {
    return series;
  }

  MetricSnapshot snapshot() {
    switch (definition.type()) {
      case COUNTER:
        return new CounterSnapshot(definition.metadata(), counters);
      case INFO:
        return new InfoSnapshot(definition.metadata(), infos);
      case HISTOGRAM:
        return new HistogramSnapshot(definition.metadata(), histograms);
      case SUMMARY:
        return new SummarySnapshot(definition.metadata(), summaries);
      default:
        return new GaugeSnapshot(definition.metadata(), gauges);
    }
  }
}
