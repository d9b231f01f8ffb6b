package io.sparkvitals.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gives series of Micrometer the labels of the application, which are not known yet when meters are
 * made, and leaves out gauges without a value.
 */
final class Identity {
  private final Labels labels;

  Identity(Labels labels) {
    this.labels = labels;
  }

  MetricSnapshots on(MetricSnapshots page) {
    List<MetricSnapshot> families = new ArrayList<>(page.size());
    for (MetricSnapshot each : page) {
      MetricSnapshot labelled = labelled(each) ? each : label(each);
      if (!labelled.getDataPoints().isEmpty()) {
        families.add(labelled);
      }
    }
    return new MetricSnapshots(families);
  }

  private static boolean labelled(MetricSnapshot family) {
    for (DataPointSnapshot each : family.getDataPoints()) {
      return each.getLabels().contains(VitalsCollector.APP_ID);
    }
    return false;
  }

  // The client's snapshots have no visitor, and no way to change labels but a new object.
  private MetricSnapshot label(MetricSnapshot family) {
    if (family instanceof GaugeSnapshot) {
      return gauges((GaugeSnapshot) family);
    } else if (family instanceof CounterSnapshot) {
      return new CounterSnapshot(
          family.getMetadata(), each(((CounterSnapshot) family).getDataPoints(), this::counter));
    } else if (family instanceof SummarySnapshot) {
      return new SummarySnapshot(
          family.getMetadata(), each(((SummarySnapshot) family).getDataPoints(), this::summary));
    } else if (family instanceof HistogramSnapshot) {
      return new HistogramSnapshot(
          family.getMetadata(),
          each(((HistogramSnapshot) family).getDataPoints(), this::histogram));
    } else if (family instanceof InfoSnapshot) {
      return new InfoSnapshot(
          family.getMetadata(), each(((InfoSnapshot) family).getDataPoints(), this::info));
    }
    return family;
  }

  private static <T> List<T> each(List<T> points, Function<T, T> change) {
    List<T> changed = new ArrayList<>(points.size());
    for (T point : points) {
      changed.add(change.apply(point));
    }
    return changed;
  }

  private GaugeSnapshot gauges(GaugeSnapshot family) {
    List<GaugeDataPointSnapshot> known = new ArrayList<>();
    for (GaugeDataPointSnapshot each : family.getDataPoints()) {
      if (!Double.isNaN(each.getValue())) {
        known.add(new GaugeDataPointSnapshot(each.getValue(), all(each), null));
      }
    }
    return new GaugeSnapshot(family.getMetadata(), known);
  }

  private CounterDataPointSnapshot counter(CounterDataPointSnapshot point) {
    return new CounterDataPointSnapshot(point.getValue(), all(point), null, 0);
  }

  private SummaryDataPointSnapshot summary(SummaryDataPointSnapshot point) {
    return new SummaryDataPointSnapshot(
        point.getCount(),
        point.getSum(),
        point.getQuantiles(),
        all(point),
        point.getExemplars(),
        0);
  }

  private HistogramDataPointSnapshot histogram(HistogramDataPointSnapshot point) {
    return new HistogramDataPointSnapshot(
        point.getClassicBuckets(), point.getSum(), all(point), point.getExemplars(), 0);
  }

  private InfoDataPointSnapshot info(InfoDataPointSnapshot point) {
    return new InfoDataPointSnapshot(all(point));
  }

  private Labels all(DataPointSnapshot point) {
    return point.getLabels().merge(labels);
  }
}
