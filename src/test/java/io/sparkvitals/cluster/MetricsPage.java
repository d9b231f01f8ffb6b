package io.sparkvitals.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in the Prometheus text format. Immutable. */
public final class MetricsPage {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?\\s*");

  private final String text;
  private final List<Sample> samples;

  private MetricsPage(String text, List<Sample> samples) {
    this.text = text;
    this.samples = samples;
  }

  /** One line of the page. */
  public record Sample(String name, Map<String, String> labels, double value) {

    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }
  }

  /** Fetches and parses the page at {@code uri}. */
  public static MetricsPage fetch(URI uri) throws IOException, InterruptedException {
    return parse(HttpText.get(uri, "Accept", "text/plain; version=0.0.4").text());
  }

  /** Parses a page; an {@link IllegalArgumentException} names the line it does not understand. */
  public static MetricsPage parse(String text) {
    List<Sample> samples = new ArrayList<>();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(MetricsPage::parseLine)
        .forEach(samples::add);
    return new MetricsPage(text, List.copyOf(samples));
  }

  /** The page as it was sent. */
  public String text() {
    return text;
  }

  public List<Sample> samples() {
    return samples;
  }

  /** The samples of one name. */
  public List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The samples of one name that have all these labels. */
  public List<Sample> named(String name, Map<String, String> labels) {
    return named(name).stream().filter(sample -> sample.has(labels)).toList();
  }

  /** The sum over all samples of one name that have these labels; empty when there is none. */
  public OptionalDouble sum(String name, Map<String, String> labels) {
    List<Sample> found = named(name, labels);
    return found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(found.stream().mapToDouble(Sample::value).sum());
  }

  /** The sum over all samples of one name; empty when there is none. */
  public OptionalDouble sum(String name) {
    return sum(name, Map.of());
  }

  private static Sample parseLine(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a sample: " + line);
    }
    String labels = matcher.group(2) == null ? "" : matcher.group(2);
    return new Sample(matcher.group(1), parseLabels(labels), parseValue(matcher.group(3)));
  }

  private static Map<String, String> parseLabels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.lookingAt()) {
      labels.put(matcher.group(1), unescape(matcher.group(2)));
      matcher.region(matcher.end(), text.length());
    }
    if (matcher.regionStart() != text.length()) {
      throw new IllegalArgumentException("not labels: " + text);
    }
    return labels;
  }

  private static String unescape(String escaped) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        i++;
        c = escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static double parseValue(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
