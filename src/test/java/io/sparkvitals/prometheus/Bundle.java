package io.sparkvitals.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The files of {@code agent/} that Prometheus and its companions read. */
final class Bundle {
  static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  static final Path PROMETHEUS = ROOT.resolve("agent/prometheus");
  static final Path STACK = ROOT.resolve("agent/stack");
  static final Path RECORDING = PROMETHEUS.resolve("sparkvitals-recording.rules.yml");
  static final Path ALERTS = PROMETHEUS.resolve("sparkvitals-alerts.rules.yml");

  private Bundle() {}

  /** An alerting rule; texts of expressions have single blanks. */
  record Alert(
      String name,
      String expression,
      String holdFor,
      String keepFiring,
      Map<String, String> labels,
      Map<String, String> annotations) {
    String severity() {
      return labels.getOrDefault("severity", "");
    }
  }

  /** A recording rule. */
  record Recording(String name, String expression, Map<String, String> labels) {}

  static List<Alert> alerts() {
    return rules(ALERTS)
        .map(
            rule ->
                new Alert(
                    text(rule, "alert"),
                    expression(rule),
                    text(rule, "for"),
                    text(rule, "keep_firing_for"),
                    texts(rule, "labels"),
                    texts(rule, "annotations")))
        .toList();
  }

  static List<Recording> recordings() {
    return rules(RECORDING)
        .map(rule -> new Recording(text(rule, "record"), expression(rule), texts(rule, "labels")))
        .toList();
  }

  static List<Path> tests() {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> yaml(Path file) {
    return new Yaml().load(read(file));
  }

  /** The maps in a list member of a map. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> maps(Map<String, Object> of, String member) {
    return (List<Map<String, Object>>) of.getOrDefault(member, List.of());
  }

  private static Stream<Map<String, Object>> rules(Path file) {
    return maps(yaml(file), "groups").stream().flatMap(group -> maps(group, "rules").stream());
  }

  private static String expression(Map<String, Object> rule) {
    return text(rule, "expr").trim().replaceAll("\\s+", " ");
  }

  private static String text(Map<String, Object> rule, String member) {
    return String.valueOf(rule.getOrDefault(member, ""));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> texts(Map<String, Object> rule, String member) {
    return (Map<String, String>) rule.getOrDefault(member, Map.of());
  }
}
