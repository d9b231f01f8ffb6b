package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {
  private static final String GC =
      """
      rules:
        - id: gc
          title: GC
          kind: state
          scopes: [stage, application]
          signal: gcRatio
          above: {warning: 10 %, critical: 25 %}
          guard: [runSeconds >= 60s]
          for: 1m
      """;
  private static final String LOSS =
      """
        - id: loss
          title: Lost
          kind: event
          event: executor-lost
          scopes: [application]
          severity: {memory_kill: critical, driver_requested: none, other: warning}
      """;

  private final List<String> problems = new ArrayList<>();

  private RuleBook load(String yaml) {
    return load(yaml, Map.of());
  }

  private RuleBook load(String yaml, Map<String, Map<String, String>> overrides) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return RuleBook.load(new ByteArrayInputStream(bytes), overrides, problems::add);
  }

  private Rule override(String field, String text) {
    return load(GC + LOSS, Map.of("gc", Map.of(field, text))).rule("gc").orElseThrow();
  }

  @Test
  void readsARule() {
    Rule rule = load(GC).rule("gc").orElseThrow();

    assertThat(problems).isEmpty();
    assertThat(rule.signal()).isEqualTo(Signal.GC_RATIO);
    assertThat(rule.forMillis()).isEqualTo(60_000);
    assertThat(rule.keepMillis()).isEqualTo(60_000);
    assertThat(rule.windowMillis()).isEqualTo(600_000);
  }

  @Test
  void overridesEveryValue() {
    Map<String, String> fields = new HashMap<>();
    fields.put("threshold", "15%");
    fields.put("critical", "0.5");
    fields.put("for", "2m");
    fields.put("keep", "10m");
    fields.put("window", "15m");
    fields.put("guard.runSeconds", "10m");
    fields.put("enabled", "false");

    Rule rule = load(GC, Map.of("gc", fields)).rule("gc").orElseThrow();

    assertThat(problems).isEmpty();
    assertThat(rule.steps().bounds())
        .isEqualTo(Map.of(Severity.WARNING, 0.15, Severity.CRITICAL, 0.5));
    assertThat(rule.forMillis()).isEqualTo(120_000);
    assertThat(rule.keepMillis()).isEqualTo(600_000);
    assertThat(rule.windowMillis()).isEqualTo(900_000);
    assertThat(rule.guards()).map(Guard::toString).containsExactly("runSeconds >= 10 min");
    assertThat(rule.enabled()).isFalse();
  }

  @Test
  void aLowerFirstSeverityKeepsTheHigherStep() {
    assertThat(override("severity", "info").steps().bounds())
        .isEqualTo(Map.of(Severity.INFO, 0.10, Severity.CRITICAL, 0.25));
  }

  @Test
  void aNewThresholdBelongsToTheNewFirstSeverity() {
    Rule rule =
        load(GC, Map.of("gc", Map.of("severity", "info", "threshold", "15%")))
            .rule("gc")
            .orElseThrow();

    assertThat(rule.steps().bounds())
        .isEqualTo(Map.of(Severity.INFO, 0.15, Severity.CRITICAL, 0.25));
  }

  @Test
  void aFirstSeverityAsHighAsTheNextStepReplacesIt() {
    assertThat(override("severity", "critical").steps().bounds())
        .isEqualTo(Map.of(Severity.CRITICAL, 0.10));
  }

  @Test
  void aSeverityOfAnEventHoldsForEveryClassThatIsAnAlert() {
    Rule rule =
        load(GC + LOSS, Map.of("loss", Map.of("severity", "info"))).rule("loss").orElseThrow();

    assertThat(rule.severity("memory_kill")).hasValue(Severity.INFO);
    assertThat(rule.severity("heartbeat")).hasValue(Severity.INFO);
    assertThat(rule.severity("driver_requested")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threshold | abc | expected a ratio such as 0.10 or 10 %, found \"abc\"",
        "threshold | -1 | expected a ratio such as 0.10 or 10 %, found \"-1\"",
        "severity | loud | expected info, warning or critical, found \"loud\"",
        "for | soon | expected a time such as 90s, 10m or 1h, found \"soon\"",
        "window | 5s | expected a time from 10s to 1h, found \"5s\"",
        "window | 2h | expected a time from 10s to 1h, found \"2h\"",
        "enabled | yes | expected true or false, found \"yes\"",
        "guard.endedTasks | 5 | field \"guard.endedTasks\" is not known",
        "guard.runSecond | 5 | field \"guard.runSecond\" is not known; did you mean"
            + " guard.runSeconds?",
        "treshold | 5 | field \"treshold\" is not known; did you mean threshold?",
      })
  void aBadOverrideCostsOneLineAndTheRulesOwnValueStays(String field, String text, String problem) {
    Rule changed = override(field, text);

    assertThat(problems)
        .containsExactly(
            "spark.vitals.rule.gc." + field + ": " + problem + "; the rule's own value is used");
    assertThat(changed).usingRecursiveComparison().isEqualTo(load(GC).rule("gc").orElseThrow());
  }

  @Test
  void anUnknownRuleNamesTheNearestOne() {
    load(GC, Map.of("gcc", Map.of("for", "1m")));

    assertThat(problems)
        .containsExactly("spark.vitals.rule.gcc: no rule has this id; ignored; did you mean gc?");
  }

  @Test
  void anEventHasNoThreshold() {
    load(GC + LOSS, Map.of("loss", Map.of("threshold", "1")));

    assertThat(problems)
        .containsExactly(
            "spark.vitals.rule.loss.threshold: the rule waits for an event and has no threshold;"
                + " the rule's own value is used");
  }

  @Test
  void aThresholdBeyondTheNextStepIsReported() {
    Rule rule = override("threshold", "30%");

    assertThat(problems).singleElement().asString().startsWith("spark.vitals.rule.gc.threshold: ");
    assertThat(rule.steps().reached(0.28, any -> true)).isEmpty();
    assertThat(rule.steps().reached(0.31, any -> true)).hasValue(Severity.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6 | signal: gcRatio | signal: gcRatios | signal \"gcRatios\" is not known; did you mean"
            + " gcRatio?",
        "6 | signal: gcRatio | signal: durationSkew | signal: expected a signal of the scopes stage,"
            + " application, found \"durationSkew\"",
        "4 | kind: state | kind: mood | kind \"mood\" is not known",
        "3 | title: GC | titel: GC | field \"titel\" is not known; did you mean title?",
        "7 | warning: 10 % | warning: lots | above: expected a ratio such as 0.10 or 10 %, found"
            + " \"lots\"",
        "7 | warning: 10 % | shrill: 10 % | above: expected info, warning or critical, found"
            + " \"shrill\"",
        "8 | runSeconds >= 60s | runSeconds => 60s | guard: expected a comparison such as endedTasks"
            + " >= 20, found \"runSeconds => 60s\"",
        "9 | for: 1m | for: [1m] | for: expected a text or number, found \"[\"1m\"]\"",
        "9 | for: 1m | summary: '{foo}' | summary: placeholder \"foo\" is not known",
        "9 | for: 1m | advice: {when: gcc} | advice.when: cause \"gcc\" is not known; did you mean"
            + " gc?",
        "9 | for: 1m | title: GC | field \"title\" stands there twice",
        "9 | for: 1m | advice: [{text: a}, {text: '{foo}'}] | text: placeholder \"foo\" is not"
            + " known",
        "8 | [runSeconds >= 60s] | [endedTasks > 1, ended > 1] | guard: signal \"ended\" is not"
            + " known",
        "5 | scopes: [stage, application] | scopes: [drive] | scope \"drive\" is not known; did"
            + " you mean driver?",
        "9 | for: 1m | window: 1s | window: expected a time from 10s to 1h, found \"1s\"",
      })
  void aBadRuleCostsOneLineAndTheOthersWork(int line, String good, String bad, String problem) {
    RuleBook book = load(GC.replace(good, bad) + LOSS);

    assertThat(problems)
        .containsExactly("rule file, line " + line + ", rule gc: " + problem + "; the rule is off");
    assertThat(book.rules()).map(Rule::id).containsExactly("loss");
  }

  @Test
  void anIdThatStandsTwiceIsReported() {
    RuleBook book = load(GC + GC.replace("rules:\n", "").replace("title: GC", "title: Again"));

    assertThat(problems)
        .containsExactly("rule file, line 10, rule gc: stands there twice; the first one is used");
    assertThat(book.rules()).map(Rule::title).containsExactly("GC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "just text", "rules: 5", "other: []", "a: b: c"})
  void aFileThatIsNoRuleFileGivesNoRules(String yaml) {
    assertThat(load(yaml).rules()).isEmpty();
    assertThat(problems).hasSize(1);
  }

  @Test
  void changesACopyAndThrowsForAValueThatCannotBeUsed() {
    RuleBook book = load(GC);

    RuleBook changed = book.with(Map.of("gc", Map.of("threshold", "15%")), problems::add);

    assertThat(changed.rule("gc").orElseThrow().steps().bounds())
        .containsEntry(Severity.WARNING, 0.15);
    assertThat(book.rule("gc").orElseThrow().steps().bounds()).containsEntry(Severity.WARNING, 0.1);
    assertThat(problems).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.with(Map.of("gcc", Map.of("for", "1m")), problems::add))
        .withMessage("spark.vitals.rule.gcc: no rule has this id; did you mean gc?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.with(Map.of("gc", Map.of("treshold", "1")), problems::add))
        .withMessage(
            "spark.vitals.rule.gc.treshold: field \"treshold\" is not known; did you mean"
                + " threshold?");
  }
}
