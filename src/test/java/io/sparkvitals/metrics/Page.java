package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A page in the text format, taken apart. */
record Page(String text, Map<String, Double> series) {
  static final ExposureLimits LIMITS = ExposureLimits.of(20_000, 200, ExecutorDetail.AUTO);
  private static final String OWN = "app_id=\"app-1\",app_name=\"daily-etl\"";

  static Exposition exposition(ApplicationSnapshot app) {
    return exposition(app, LIMITS);
  }

  static Exposition exposition(ApplicationSnapshot app, ExposureLimits limits) {
    return new Exposition(() -> app, limits, BuildInfo.of("1.2.3", "abc"), () -> 0L);
  }

  static Page of(ApplicationSnapshot app) {
    return of(exposition(app));
  }

  static Page of(ApplicationSnapshot app, ExposureLimits limits) {
    return of(exposition(app, limits));
  }

  static Page of(Exposition exposition) {
    return parse(write(exposition, null));
  }

  static String write(Exposition exposition, String accept) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      exposition.write(accept, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static Page parse(String text) {
    Map<String, Double> series = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int blank = line.lastIndexOf(' ');
              String value = line.substring(blank + 1).replace("Inf", "Infinity");
              series.put(line.substring(0, blank), Double.valueOf(value));
            });
    return new Page(text, series);
  }

  /** The value of a series; labels are in their order, without those of the application. */
  Double value(String name, String labels) {
    return series.entrySet().stream()
        .filter(each -> each.getKey().equals(name + "{" + join(labels) + "}"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  Double value(String name) {
    return value(name, "");
  }

  // The client sorts labels by name, so the application's are not always the first ones.
  private static String join(String labels) {
    if (labels.isEmpty()) {
      return OWN;
    }
    Set<String> sorted = new TreeSet<>(Set.of(labels.split(",(?=[a-z_]+=\")")));
    sorted.addAll(Set.of(OWN.split(",")));
    return String.join(",", sorted);
  }

  /** The label sets of a metric. */
  Set<String> labels(String name) {
    return series.keySet().stream()
        .filter(each -> each.startsWith(name + "{"))
        .map(each -> each.substring(name.length()))
        .collect(Collectors.toSet());
  }

  /** The names that have a TYPE line. */
  Set<String> families() {
    return text.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
