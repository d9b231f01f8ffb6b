package io.sparkvitals.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One metric: its name and type, what it means, and how it is read from a subject {@code S}.
 * Immutable.
 */
public final class MetricDefinition<S> {
  private static final List<Unit> UNITS = Arrays.asList(Unit.SECONDS, Unit.BYTES, Unit.RATIO);

  private final String name;
  private final MetricType type;
  private final String help;
  private final Section section;
  private final List<String> labels;
  private final int maxSeries;
  private final @Nullable List<String> basic;
  private final boolean collection;
  private final BiConsumer<S, Sink> source;

  private MetricDefinition(Draft<S> draft, BiConsumer<S, Sink> source, int maxSeries) {
    this.name = draft.name;
    this.type = draft.type;
    this.help = draft.help;
    this.section = draft.section;
    this.labels = Collections.unmodifiableList(new ArrayList<>(draft.labels));
    this.basic = draft.basic;
    this.collection = draft.collection;
    this.source = source;
    this.maxSeries = maxSeries;
  }

  /** The name as it stands on the page, with the suffix of its type. */
  public String name() {
    return name;
  }

  public MetricType type() {
    return type;
  }

  /** One or two sentences; the last has no full stop. */
  public String help() {
    return help;
  }

  public Section section() {
    return section;
  }

  /** All its labels but {@code app_id} and {@code app_name}, which every series has. */
  public List<String> labels() {
    List<String> all = new ArrayList<>(section.labels());
    all.addAll(labels);
    return all;
  }

  /** The labels whose values its source gives. */
  List<String> ownLabels() {
    return labels;
  }

  /** The base unit in its name, or null where it counts things. */
  public @Nullable Unit unit() {
    String base = base();
    for (Unit each : UNITS) {
      if (base.endsWith("_" + each)) {
        return each;
      }
    }
    return null;
  }

  /** Whether it tells how long tasks stood still for garbage collection. */
  boolean collection() {
    return collection;
  }

  /** Most series of one subject; buckets, quantiles, count and sum are series too. */
  int maxSeries() {
    return maxSeries;
  }

  /** Whether a series is shown where only basic detail is asked for; by its first label value. */
  boolean basic(String... labelValues) {
    return basic != null
        && (basic.isEmpty() || labelValues.length == 0 || basic.contains(labelValues[0]));
  }

  /** Most series of one subject in basic detail. */
  int maxBasicSeries() {
    if (basic == null) {
      return 0;
    }
    return basic.isEmpty() ? maxSeries : basic.size();
  }

  void read(S subject, Sink sink) {
    source.accept(subject, sink);
  }

  /** The name without what its type adds. */
  String base() {
    String suffix = type == MetricType.COUNTER ? "_total" : type == MetricType.INFO ? "_info" : "";
    return name.substring(0, name.length() - suffix.length());
  }

  MetricMetadata metadata() {
    Unit unit = unit();
    return unit == null ? new MetricMetadata(base(), help) : new MetricMetadata(base(), help, unit);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Collects a definition; one of its last methods says where the values come from. */
  static final class Draft<S> {
    private final Section section;
    private final MetricType type;
    private final String name;
    private String help;
    private List<String> labels = Collections.emptyList();
    private @Nullable List<String> basic;
    private boolean collection;

    Draft(Section section, MetricType type, String name, String help) {
      this.section = section;
      this.type = type;
      this.name = name;
      this.help = help;
    }

    Draft<S> labels(String... names) {
      labels = Arrays.asList(names);
      return this;
    }

    /** Shown in basic detail too: all of it, or only these values of its first label. */
    Draft<S> basic(String... values) {
      basic = Arrays.asList(values);
      return this;
    }

    /** Absent where collectors run beside tasks, so that nothing tells how long these stood. */
    Draft<S> collection() {
      collection = true;
      help += ". Absent with ZGC and Shenandoah, whose cycles run beside tasks";
      return this;
    }

    /** One series; NaN is absent. */
    MetricDefinition<S> of(ToDoubleFunction<S> value) {
      return new MetricDefinition<>(
          this, (subject, sink) -> sink.put(value.applyAsDouble(subject)), 1);
    }

    /** One series for each value of an enum, always all of them. */
    <E> MetricDefinition<S> by(
        String label, List<E> values, Function<E, String> labelOf, ToDoubleBiFunction<S, E> value) {
      labels = Collections.singletonList(label);
      return from(
          values.size(),
          (subject, sink) -> {
            for (E each : values) {
              sink.put(value.applyAsDouble(subject, each), labelOf.apply(each));
            }
          });
    }

    /** At most {@code maxSeries} series of one subject. */
    MetricDefinition<S> from(int maxSeries, BiConsumer<S, Sink> source) {
      return new MetricDefinition<>(this, source, maxSeries);
    }

    /** A definition without values: they come from a Micrometer meter. */
    MetricDefinition<S> elsewhere() {
      return from(0, (subject, sink) -> {});
    }
  }
}
