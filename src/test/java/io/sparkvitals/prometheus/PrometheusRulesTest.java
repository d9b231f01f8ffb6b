package io.sparkvitals.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Scope;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.WrittenGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus' rules say what the agent's own rules say, and what the metrics can bear. */
class PrometheusRulesTest {
  private static final List<String> NINE =
      List.of(
          "executor-memory-high",
          "gc-time-high",
          "task-failure-rate-high",
          "task-duration-regression",
          "shuffle-volume-high",
          "spill-ratio-high",
          "cpu-utilization-low",
          "executor-idle-high",
          "task-skew-high");

  /** Guards that are said in another way than by a comparison: what then must be there. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "baselineRuns",
          "sparkvitals_stage_task_duration_baseline_seconds",
          "sinceExecutorAddedSeconds",
          "unless sparkvitals_executors_added_total"
              + " - sparkvitals_executors_added_total offset 60s > 0");

  private static final Pattern METRIC = Pattern.compile("\\bsparkvitals_[a-z0-9_]+(?![a-z0-9_:])");

  @TempDir private Path dir;

  static Stream<Rule> nine() {
    return RuleBook.standard(Map.of(), problem -> {}).rules().stream()
        .filter(rule -> NINE.contains(rule.id()));
  }

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Tool.PROMTOOL.accepts(
        dir, List.of("check", "rules", Bundle.RECORDING.toString(), Bundle.ALERTS.toString()));
  }

  @Test
  void unitTestsPass() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    Bundle.tests().forEach(test -> arguments.add(test.toString()));

    Tool.PROMTOOL.accepts(dir, arguments);
  }

  @Test
  void eachOfTheNineRulesHasItsAlert() {
    assertThat(nine().map(PrometheusRulesTest::alertName).toList())
        .hasSize(NINE.size())
        .allMatch(name -> !alerts(name).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("nine")
  void boundsAreThoseOfTheAgent(Rule rule) {
    String operator = rule.steps().above() ? " > " : " < ";
    Map<String, Double> said = new LinkedHashMap<>();
    for (Bundle.Alert alert : alerts(alertName(rule))) {
      String start = Wording.record(rule.signal().member()) + operator;
      assertThat(alert.expression()).startsWith(start);
      String bound = alert.expression().substring(start.length()).split(" ", -1)[0];
      said.put(alert.severity(), Double.parseDouble(bound));
    }

    assertThat(said).isEqualTo(bySeverity(rule));
  }

  @ParameterizedTest
  @MethodSource("nine")
  void timesAreThoseOfTheAgent(Rule rule) {
    assertThat(alerts(alertName(rule)))
        .extracting(Bundle.Alert::holdFor, Bundle.Alert::keepFiring)
        .containsOnly(
            tuple(Wording.duration(rule.forMillis()), Wording.duration(rule.keepMillis())));
  }

  @ParameterizedTest
  @MethodSource("nine")
  void scopesAreThoseOfTheAgent(Rule rule) {
    assertThat(judged(rule).stream().map(each -> each.labels().get("scope")))
        .isSubsetOf(scopes(rule))
        .containsAll(scopes(rule));
  }

  @ParameterizedTest
  @MethodSource("nine")
  void guardsAreThoseOfTheAgent(Rule rule) {
    for (Bundle.Recording each : judged(rule)) {
      for (WrittenGuard guard : guards(rule.id())) {
        assertSaid(rule, each, guard);
      }
    }
  }

  private static void assertSaid(Rule rule, Bundle.Recording judged, WrittenGuard guard) {
    String scope = judged.labels().get("scope");
    String window = Wording.duration(rule.windowMillis());
    String text = Wording.text(scope, guard.signal(), window);
    String expression = unfolded(judged.expression());
    if (text == null) {
      assertThat(OTHERWISE).as("words for %s of a %s", guard, scope).containsKey(guard.signal());
      assertThat(expression).contains(OTHERWISE.get(guard.signal()));
    } else {
      assertThat(Wording.bounds(expression, text, guard.operator()))
          .as("%s of %s in %s", guard, rule.id(), expression)
          .contains(guard.bound());
    }
  }

  @Test
  void criticalSkewNeedsTheLongTaskOfTheAgent() {
    List<WrittenGuard> steps = stepGuards("task-skew-high");
    String critical =
        alerts("SparkTaskSkewHigh").stream()
            .filter(alert -> "critical".equals(alert.severity()))
            .map(Bundle.Alert::expression)
            .collect(Collectors.joining());

    assertThat(steps).hasSize(1);
    String text = Wording.text("stage", steps.get(0).signal(), "");
    assertThat(Wording.bounds(critical, text, steps.get(0).operator()))
        .containsExactly(steps.get(0).bound());
  }

  @Test
  void droppedEventsHaveTheBoundOfTheAgent() {
    Rule rule =
        RuleBook.standard(Map.of(), problem -> {}).rules().stream()
            .filter(each -> "events-dropped".equals(each.id()))
            .findFirst()
            .orElseThrow();
    Bundle.Alert alert = alerts("SparkVitalsEventsDropped").get(0);
    String text = "sum without (queue) (sparkvitals_agent_events_dropped_total)";

    assertThat(Wording.bounds(alert.expression(), text, ">"))
        .containsExactlyElementsOf(bySeverity(rule).values());
    assertThat(bySeverity(rule)).containsOnlyKeys(alert.severity());
    assertThat(alert.keepFiring()).isEqualTo(Wording.duration(rule.keepMillis()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent/prometheus/sparkvitals-recording.rules.yml",
        "agent/prometheus/sparkvitals-alerts.rules.yml",
        "src/docs/runbook.md"
      })
  void everyMetricIsOneOfTheCatalogue(String file) {
    Set<String> named = metrics(Bundle.read(Bundle.ROOT.resolve(file)));

    assertThat(named).isNotEmpty().isSubsetOf(catalogue());
  }

  @Test
  void unitTestsFeedOnlyMetricsOfTheCatalogue() {
    Set<String> fed =
        Bundle.tests().stream()
            .flatMap(test -> metrics(Bundle.read(test)).stream())
            .collect(Collectors.toSet());

    assertThat(fed).isNotEmpty().isSubsetOf(catalogue());
  }

  @Test
  void everyAlertTellsWhatItIsAndWhatToDo() {
    String runbook = Bundle.read(Bundle.ROOT.resolve("src/docs/runbook.md"));
    for (Bundle.Alert alert : Bundle.alerts()) {
      assertThat(alert.annotations())
          .as(alert.name())
          .containsOnlyKeys("summary", "description", "recommendation", "runbook_url");
      assertThat(alert.annotations().values()).allMatch(text -> !text.isBlank());
      assertThat(alert.severity()).isIn("info", "warning", "critical");
      assertThat(alert.annotations().get("runbook_url"))
          .isEqualTo(
              "https://spark-vitals.example/docs/runbook.md#"
                  + alert.name().toLowerCase(Locale.ROOT));
      assertThat(runbook).contains("\n## " + alert.name() + "\n");
    }
  }

  @Test
  void runbookHasWholeSectionsAndNoneOfAnUnknownAlert() {
    String[] sections = Bundle.read(Bundle.ROOT.resolve("src/docs/runbook.md")).split("\n## ", -1);
    Set<String> names = new TreeSet<>();
    for (int i = 1; i < sections.length; i++) {
      names.add(sections[i].lines().findFirst().orElse(""));
      assertThat(sections[i])
          .contains("**What it means.**", "**How to look.**")
          .contains("**What to change.**", "**When it is harmless.**");
    }

    assertThat(names)
        .isEqualTo(new TreeSet<>(Bundle.alerts().stream().map(Bundle.Alert::name).toList()));
  }

  @Test
  void everyAlertAndSeverityFiresInAUnitTestAndIsSilentInAnother() {
    Set<String> fired = new LinkedHashSet<>();
    Set<String> silent = new LinkedHashSet<>();
    for (Path file : Bundle.tests()) {
      for (Map<String, Object> test : Bundle.maps(Bundle.yaml(file), "tests")) {
        for (Map<String, Object> check : Bundle.maps(test, "alert_rule_test")) {
          List<Map<String, Object>> expected = Bundle.maps(check, "exp_alerts");
          String name = String.valueOf(check.get("alertname"));
          expected.forEach(
              alert ->
                  fired.add(name + " " + ((Map<?, ?>) alert.get("exp_labels")).get("severity")));
          // Each case that fires has series beside it that must not; promtool wants all and no
          // more.
          if (expected.isEmpty() || Bundle.maps(test, "input_series").size() > 4) {
            silent.add(name);
          }
        }
      }
    }

    for (Bundle.Alert alert : Bundle.alerts()) {
      assertThat(fired).contains(alert.name() + " " + alert.severity());
      assertThat(silent).contains(alert.name());
    }
  }

  private static List<Bundle.Alert> alerts(String name) {
    return Bundle.alerts().stream().filter(alert -> alert.name().equals(name)).toList();
  }

  private static String alertName(Rule rule) {
    return Stream.of(rule.id().split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", "Spark", ""));
  }

  private static Map<String, Double> bySeverity(Rule rule) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    for (Map.Entry<Severity, Double> each : rule.steps().bounds().entrySet()) {
      bounds.put(each.getKey().label(), each.getValue());
    }
    return bounds;
  }

  private static Set<String> scopes(Rule rule) {
    return rule.scopes().stream().map(Scope::label).collect(Collectors.toSet());
  }

  private static List<Bundle.Recording> judged(Rule rule) {
    String name = Wording.record(rule.signal().member());
    return Bundle.recordings().stream().filter(each -> each.name().equals(name)).toList();
  }

  /** An expression with that of the guards of memory in place of their name. */
  private static String unfolded(String expression) {
    String name = "executor:sparkvitals_memory_readings:guarded";
    String guards =
        Bundle.recordings().stream()
            .filter(each -> each.name().equals(name))
            .map(Bundle.Recording::expression)
            .collect(Collectors.joining());
    return expression.replace(name, guards);
  }

  @SuppressWarnings("unchecked")
  private static List<WrittenGuard> guards(String ruleId) {
    List<String> lines = (List<String>) written(ruleId).getOrDefault("guard", List.of());
    return lines.stream().flatMap(line -> WrittenGuard.of(line).stream()).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<WrittenGuard> stepGuards(String ruleId) {
    Map<String, String> guards = (Map<String, String>) written(ruleId).get("stepGuard");
    return guards.values().stream().flatMap(line -> WrittenGuard.of(line).stream()).toList();
  }

  private static Map<String, Object> written(String ruleId) {
    return Bundle.maps(Bundle.yaml(Bundle.ROOT.resolve("agent/rules.yml")), "rules").stream()
        .filter(rule -> ruleId.equals(rule.get("id")))
        .findFirst()
        .orElseThrow();
  }

  /** The names of metrics in a text, without those of recording rules. */
  private static Set<String> metrics(String text) {
    String own = text.replaceAll("\\b[a-z]+:sparkvitals_\\w+:\\w+|\\bsparkvitals:\\w+:\\w+", "");
    return METRIC
        .matcher(own)
        .results()
        .map(result -> result.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The names of all series; docs/metrics.md is made from the catalogue, and a test holds it so.
   */
  private static Set<String> catalogue() {
    Pattern row = Pattern.compile("(?m)^\\| `(sparkvitals_\\w+)` \\| (\\w+) \\|");
    Set<String> names = new TreeSet<>();
    row.matcher(Bundle.read(Bundle.ROOT.resolve("src/docs/metrics.md")))
        .results()
        .forEach(
            result -> {
              names.add(result.group(1));
              if (List.of("histogram", "summary").contains(result.group(2))) {
                names.add(result.group(1) + "_count");
                names.add(result.group(1) + "_sum");
              }
            });
    return names;
  }
}
