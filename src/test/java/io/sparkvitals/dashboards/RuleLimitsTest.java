package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines and colours in the dashboards stand where the agent's own rules begin to speak. */
class RuleLimitsTest {
  private static final Pattern RULE =
      Pattern.compile("\\brules? ((?:[a-z]+(?:-[a-z]+)+(?:, | and )?)+)");
  private static final Pattern ID = Pattern.compile("[a-z]+(?:-[a-z]+)+");

  /** Columns of tables that stand for the signal of a rule. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "Failed", "task-failure-rate-high",
          "Skew", "task-skew-high",
          "Spill", "spill-ratio-high",
          "GC", "gc-time-high",
          "Idle", "executor-idle-high",
          "Container", "executor-memory-high");

  private static final Map<Severity, String> COLOURS =
      Map.of(Severity.INFO, "blue", Severity.WARNING, "orange", Severity.CRITICAL, "red");

  private static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  private static RuleBook rules() throws IOException {
    List<String> problems = new ArrayList<>();
    try (InputStream yaml = Files.newInputStream(Path.of("agent/rules.yml"))) {
      RuleBook rules = RuleBook.load(yaml, Map.of(), problems::add);
      assertThat(problems).isEmpty();
      return rules;
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void limitsAreThoseOfTheRules(Dashboard dashboard) throws IOException {
    RuleBook rules = rules();
    for (Panel panel : dashboard.panels()) {
      panel
          .thresholds()
          .forEach(
              (column, steps) -> {
                String what = panel.title() + " " + column;
                if (!countsFromOne(steps)) {
                  String id = column.isEmpty() ? onlyRule(panel) : COLUMNS.get(column);
                  assertThat(id).as(what).isNotNull();
                  assertThat(named(panel)).as(what).contains(id);
                  assertThat(limits(steps))
                      .as(what)
                      .isEqualTo(limits(rules.rule(id).orElseThrow()));
                }
              });
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void limitsInChartsAreDashedLines(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .filteredOn(panel -> panel.type().equals("timeseries"))
        .allSatisfy(
            panel -> {
              String mode =
                  panel.defaults().path("custom").path("thresholdsStyle").path("mode").asText();
              assertThat(mode)
                  .as(panel.title())
                  .isEqualTo(panel.thresholds().isEmpty() ? "off" : "dashed");
              assertThat(panel.description().contains("Dashed: "))
                  .as(panel.title())
                  .isEqualTo(!panel.thresholds().isEmpty());
            });
  }

  @Test
  void rulesOfTheStandardIllnessesHaveTheirLines() {
    List<String> drawn =
        dashboards().stream()
            .flatMap(dashboard -> dashboard.panels().stream())
            .filter(panel -> panel.type().equals("timeseries") && !panel.thresholds().isEmpty())
            .map(RuleLimitsTest::onlyRule)
            .toList();

    assertThat(drawn)
        .contains(
            "executor-memory-high",
            "driver-memory-high",
            "gc-time-high",
            "task-failure-rate-high",
            "task-duration-regression",
            "shuffle-volume-high",
            "spill-ratio-high",
            "cpu-utilization-low",
            "executor-idle-high",
            "task-skew-high");
  }

  /** Of things that should not happen at all. */
  private static boolean countsFromOne(JsonNode steps) {
    return steps.size() == 2 && steps.path(1).path("value").asDouble() == 1;
  }

  private static String onlyRule(Panel panel) {
    assertThat(named(panel)).as("rules in the description of " + panel).hasSize(1);
    return named(panel).get(0);
  }

  private static List<String> named(Panel panel) {
    return RULE.matcher(panel.description())
        .results()
        .flatMap(list -> ID.matcher(list.group(1)).results())
        .map(id -> id.group())
        .toList();
  }

  /** Colour by the value from which on it holds; the first has none. */
  private static Map<Double, String> limits(JsonNode steps) {
    Map<Double, String> limits = new TreeMap<>();
    Dashboard.stream(steps)
        .forEach(
            step ->
                limits.put(
                    step.path("value").asDouble(Double.NEGATIVE_INFINITY),
                    step.path("color").asText()));
    limits.replaceAll(
        (value, colour) ->
            value == Double.NEGATIVE_INFINITY && !COLOURS.containsValue(colour) ? "" : colour);
    return limits;
  }

  private static Map<Double, String> limits(Rule rule) {
    Steps steps = rule.steps();
    assertThat(steps).as(rule.id()).isNotNull();
    if (!steps.above()) {
      return below(steps);
    }
    Map<Double, String> limits =
        steps.bounds().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getValue,
                    each -> COLOURS.get(each.getKey()),
                    (a, b) -> b,
                    TreeMap::new));
    limits.put(Double.NEGATIVE_INFINITY, "");
    return limits;
  }

  /** Bad is what lies below: the worst colour comes first, and all is well from the bound on. */
  private static Map<Double, String> below(Steps steps) {
    assertThat(steps.bounds()).hasSize(1);
    Map<Double, String> limits = new TreeMap<>();
    limits.put(Double.NEGATIVE_INFINITY, COLOURS.get(steps.first()));
    limits.put(steps.bounds().get(steps.first()), "green");
    return limits;
  }
}
