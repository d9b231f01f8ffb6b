package io.sparkvitals.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One expression in PromQL with Grafana's variables in it. Immutable.
 *
 * @param where it stands, for messages
 * @param text the expression
 * @param instant whether it is asked for one moment, not for a range
 */
record Query(String where, String text, boolean instant) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(ALERTS|sparkvitals_\\w+)\\{([^}]*)}");
  private static final Pattern METRIC =
      Pattern.compile("(?<![\\w$])(?:[a-z]\\w*:[\\w:]+|sparkvitals_\\w+)");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right) \\(([^)]*)\\)");
  private static final Pattern RATE = Pattern.compile("\\bi?rate\\([^\\[\\]]*\\[([^]]+)]");
  private static final Pattern VALUES = Pattern.compile("label_values\\((.*), *(\\w+)\\)");

  /**
   * The series of one name that an expression asks for.
   *
   * @param matchers label, operator and value, in turn
   * @param before what stands in front of it
   */
  record Selector(String metric, List<List<String>> matchers, String before) {
    boolean has(String label, String operator, String value) {
      return matchers.contains(List.of(label, operator, value));
    }
  }

  static Query of(Panel panel, JsonNode target) {
    String where = panel.title() + " " + target.path("refId").asText();
    return new Query(where, target.path("expr").asText(), target.path("instant").asBoolean());
  }

  static Query ofVariable(JsonNode variable) {
    Matcher values = VALUES.matcher(variable.path("definition").asText());
    if (!values.matches()) {
      throw new IllegalStateException("no label_values(selector, label): " + variable);
    }
    return new Query("variable " + variable.path("name").asText(), values.group(1), true);
  }

  static Query ofAnnotation(JsonNode annotation) {
    String where = "annotation " + annotation.path("name").asText();
    return new Query(where, annotation.path("expr").asText(), false);
  }

  /** Names of the variables in it, Grafana's own too. */
  Set<String> variables() {
    return found(VARIABLE);
  }

  /** Names of metrics and of recorded series in it. */
  Set<String> metrics() {
    Set<String> names = new TreeSet<>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    Matcher matcher = SELECTOR.matcher(text);
    while (matcher.find()) {
      List<List<String>> parts =
          MATCHER
              .matcher(matcher.group(2))
              .results()
              .map(each -> List.of(each.group(1), each.group(2), each.group(3)))
              .toList();
      selectors.add(
          new Selector(
              matcher.group(1), parts, text.substring(0, matcher.start()).stripTrailing()));
    }
    return selectors;
  }

  /** Labels that it groups or matches by. */
  Set<String> groupingLabels() {
    Set<String> labels = new TreeSet<>();
    for (String list : found(GROUPING)) {
      labels.addAll(Arrays.asList(list.split(" *, *")));
    }
    labels.remove("");
    return labels;
  }

  /** What stands in the brackets of {@code rate} and {@code irate}. */
  Set<String> rateRanges() {
    return found(RATE);
  }

  private Set<String> found(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().map(each -> each.group(1)).forEach(found::add);
    return found;
  }

  /** The expression with the values of its variables in it, as Grafana sends it. */
  String filled(Map<String, String> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            each -> {
              String value = values.get(each.group(1));
              if (value == null) {
                throw new IllegalStateException(where + ": no value of $" + each.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  @Override
  public String toString() {
    return where + ": " + text;
  }
}
