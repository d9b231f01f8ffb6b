package io.sparkvitals.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.StageKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the series of the application from one snapshot per scrape. Thread-safe. */
final class VitalsCollector implements MultiCollector {
  static final String APP_ID = "app_id";
  static final String APP_NAME = "app_name";

  private final Supplier<ApplicationSnapshot> snapshots;
  private final ExposureLimits limits;
  private final BuildInfo build;
  private volatile Labels identity = Labels.EMPTY;

  VitalsCollector(Supplier<ApplicationSnapshot> snapshots, ExposureLimits limits, BuildInfo build) {
    this.snapshots = snapshots;
    this.limits = limits;
    this.build = build;
  }

  /** The labels that say which application it is, as of the last scrape. */
  Labels identity() {
    return identity;
  }

  @Override
  public MetricSnapshots collect() {
    ApplicationSnapshot app = snapshots.get();
    Labels labels = labels(app.facts());
    identity = labels;
    Census census = new Census(build);
    List<MetricSnapshot> page = new ArrayList<>();
    for (MetricDefinition<ApplicationSnapshot> each : told(Catalogue.APPLICATION, app)) {
      page.add(single(each, app, labels, census));
    }
    executors(app, labels, page, census);
    stages(app, labels, page, census);
    cached(app, labels, page, census);
    streaming(app, labels, page, census);
    for (MetricDefinition<Census> each : AgentFamilies.COLLECTED) {
      page.add(single(each, census, labels, new Census(build)));
    }
    page.removeIf(family -> family.getDataPoints().isEmpty());
    return new MetricSnapshots(page);
  }

  /** Those of which the application can tell anything. */
  private static <S> List<MetricDefinition<S>> told(
      List<MetricDefinition<S>> definitions, ApplicationSnapshot app) {
    boolean beside = app.facts().collectsBesideTasks();
    return definitions.stream()
        .filter(each -> !(beside && each.collection()))
        .collect(Collectors.toList());
  }

  private static <S> MetricSnapshot single(
      MetricDefinition<S> definition, S subject, Labels labels, Census census) {
    Family<S> family = new Family<>(definition, false);
    family.add(labels, subject);
    census.show(definition.section(), family.series());
    return family.snapshot();
  }

  /** The largest come first. */
  private void cached(
      ApplicationSnapshot app, Labels labels, List<MetricSnapshot> page, Census census) {
    List<CachedRdd> rdds = new ArrayList<>(app.cached());
    rdds.sort(Comparator.comparingLong(CachedRdd::bytes).reversed());
    several(
        DataFamilies.CACHED,
        rdds,
        limits.rdds(),
        rdd ->
            with(with(labels, "rdd_id", Integer.toString(rdd.id())), "rdd_name", clean(rdd.name())),
        page,
        census);
  }

  /** Those that started first, so that none comes and goes. */
  private void streaming(
      ApplicationSnapshot app, Labels labels, List<MetricSnapshot> page, Census census) {
    several(
        DataFamilies.STREAMING,
        app.streaming(),
        limits.queries(),
        query ->
            with(with(labels, "query_name", clean(query.name())), "run_id", clean(query.runId())),
        page,
        census);
  }

  private static <S> void several(
      List<MetricDefinition<S>> definitions,
      List<S> subjects,
      int limit,
      Function<S, Labels> labels,
      List<MetricSnapshot> page,
      Census census) {
    List<S> shown = subjects.subList(0, Math.min(limit, subjects.size()));
    families(definitions, false, shown, labels, page, census);
    int hidden = subjects.size() - shown.size();
    census.suppress(definitions.get(0).section(), hidden * SeriesCount.most(definitions, false));
  }

  /** The series of every metric for every subject. */
  private static <S> void families(
      List<MetricDefinition<S>> definitions,
      boolean basicOnly,
      List<S> subjects,
      Function<S, Labels> labels,
      List<MetricSnapshot> page,
      Census census) {
    List<Labels> ids = new ArrayList<>();
    subjects.forEach(each -> ids.add(labels.apply(each)));
    for (MetricDefinition<S> definition : definitions) {
      Family<S> family = new Family<>(definition, basicOnly);
      for (int i = 0; i < ids.size(); i++) {
        family.add(ids.get(i), subjects.get(i));
      }
      census.show(definition.section(), family.series());
      page.add(family.snapshot());
    }
  }

  private void executors(
      ApplicationSnapshot app, Labels labels, List<MetricSnapshot> page, Census census) {
    ExecutorSelection selection = ExecutorSelection.of(app, limits);
    families(
        told(Catalogue.EXECUTORS, app),
        selection.basicOnly(),
        selection.shown(),
        each -> with(labels, "executor_id", LabelText.clean(each.id())),
        page,
        census);
    census.suppress(Section.EXECUTORS, selection.suppressed());
  }

  private void stages(
      ApplicationSnapshot app, Labels labels, List<MetricSnapshot> page, Census census) {
    StageSelection selection = StageSelection.of(app, limits.stages());
    families(
        told(Catalogue.STAGES, app),
        false,
        new ArrayList<>(selection.shown()),
        each -> stageLabels(labels, each.key()),
        page,
        census);
    census.suppress(Section.STAGES, selection.suppressed());
  }

  private static Labels stageLabels(Labels labels, StageKey key) {
    Labels stage = with(labels, "stage_id", Integer.toString(key.stageId()));
    return with(stage, "stage_attempt", Integer.toString(key.attempt()));
  }

  private static Labels labels(ApplicationFacts facts) {
    return with(with(Labels.EMPTY, APP_ID, clean(facts.id())), APP_NAME, clean(facts.name()));
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : LabelText.clean(text);
  }

  private static Labels with(Labels labels, String name, String value) {
    return value.isEmpty() ? labels : labels.add(name, value);
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    List<MetricFamilyDescriptor> descriptors = new ArrayList<>();
    for (MetricDefinition<?> each : Catalogue.collected()) {
      MetricType type = each.type();
      List<String> labels = new ArrayList<>(Arrays.asList(APP_ID, APP_NAME));
      labels.addAll(each.labels());
      descriptors.add(MetricFamilyDescriptor.of(type, each.metadata(), labels));
    }
    return descriptors;
  }
}
