package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule file on top of the standard rules. */
class ExtendedRulesTest {
  private static final String NEW_RULE =
      """
        - id: mine
          title: Mine
          kind: state
          scopes: [stage]
          signal: gcRatio
          above: {info: 0.5}
      """;

  private final List<String> problems = new ArrayList<>();
  private final RuleBook standard = RuleBook.standard(Map.of(), problems::add);

  private RuleBook extended(String yaml) {
    return RuleBook.extended(
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), problems::add);
  }

  private static List<String> ids(RuleBook book) {
    return book.rules().stream().map(Rule::id).toList();
  }

  @Test
  void aRuleOfItsOwnIsAddedBehindTheStandardOnes() {
    RuleBook book = extended("rules:\n" + NEW_RULE);

    List<String> expected = new ArrayList<>(ids(standard));
    expected.add("mine");
    assertThat(problems).isEmpty();
    assertThat(ids(book)).isEqualTo(expected);
  }

  @Test
  void ofAStandardRuleOnlyTheFieldsThatAreNamedChange() {
    RuleBook book =
        extended(
            """
            rules:
              - id: gc-time-high
                above: {warning: 15 %}
                for: 5m
            """);

    Rule before = standard.rule("gc-time-high").orElseThrow();
    Rule after = book.rule("gc-time-high").orElseThrow();
    assertThat(problems).isEmpty();
    assertThat(ids(book)).isEqualTo(ids(standard));
    assertThat(after.steps().bounds()).isEqualTo(Map.of(Severity.WARNING, 0.15));
    assertThat(after.forMillis()).isEqualTo(300_000);
    assertThat(after.keepMillis()).isEqualTo(before.keepMillis());
    assertThat(after.title()).isEqualTo(before.title());
    assertThat(after.guards()).hasSameSizeAs(before.guards());
    assertThat(after.scopes()).isEqualTo(before.scopes());
  }

  @Test
  void aBoundOnTheOtherSideReplacesTheBound() {
    RuleBook book = extended("rules:\n  - {id: cpu-utilization-low, above: {info: 0.99}}\n");

    assertThat(problems).isEmpty();
    Steps steps = book.rule("cpu-utilization-low").orElseThrow().steps();
    assertThat(steps.above()).isTrue();
    assertThat(steps.bounds()).isEqualTo(Map.of(Severity.INFO, 0.99));
  }

  @Test
  void aFieldWithoutAValueIsTakenAway() {
    RuleBook book = extended("rules:\n  - {id: gc-time-high, guard: , mutedBy: ~}\n");

    assertThat(problems).isEmpty();
    assertThat(book.rule("gc-time-high").orElseThrow().guards()).isEmpty();
  }

  @Test
  void aMistakeLeavesTheStandardRuleAndSaysSo() {
    RuleBook book =
        extended("rules:\n  - id: gc-time-high\n    for: soon\n  - id: new\n    title: Half\n");

    assertThat(problems)
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("line 3", "gc-time-high", "soon", "the standard rule stays as it is"))
        .anySatisfy(line -> assertThat(line).contains("line 4", "new", "the rule is off"));
    assertThat(ids(book)).isEqualTo(ids(standard));
    assertThat(book.rule("gc-time-high").orElseThrow().forMillis()).isEqualTo(60_000);
  }

  @Test
  void aFileThatSaysSoStandsAlone() {
    assertThat(ids(extended("standard: false\nrules:\n" + NEW_RULE))).containsExactly("mine");
    assertThat(problems).isEmpty();
  }

  @Test
  void aFileThatIsNoneLeavesTheStandardRules() {
    assertThat(ids(extended("rules: [}"))).isEqualTo(ids(standard));
    assertThat(ids(extended("ruels: []\n"))).isEqualTo(ids(standard));
    assertThat(problems).hasSize(2);
  }

  @Test
  void aVersionThatIsNotOursGivesNoRule() {
    RuleBook book = extended("# mine\nversion: 2\nrules:\n" + NEW_RULE);

    assertThat(problems)
        .containsExactly(
            "rule file, line 2: version: expected 1, found \"2\"; no rule of it is used");
    assertThat(ids(book)).isEqualTo(ids(standard));
  }

  @Test
  void versionOneIsOurs() {
    extended("version: 1\nrules:\n" + NEW_RULE + "---\n");

    assertThat(problems).isEmpty();
  }

  @Test
  void aSecondDocumentIsAMistakeAndTheFirstCounts() {
    RuleBook book = extended("rules:\n" + NEW_RULE + "---\nrules: []\n");

    assertThat(problems)
        .containsExactly(
            "rule file, line 9: expected one document, and here a second one begins; only the"
                + " first one is used");
    assertThat(ids(book)).contains("mine");
  }

  @Test
  void moreRulesThanCanBeJudgedAreRefused() {
    StringBuilder many = new StringBuilder("rules:\n");
    for (int i = 0; i < 10_000; i++) {
      many.append("- {id: r")
          .append(i)
          .append(", title: R, kind: state, scopes: [stage],")
          .append(" signal: gcRatio, above: {info: 1}}\n");
    }
    RuleBook book = extended(many.toString());

    assertThat(problems)
        .containsExactly("rule file: has 10,000 rules, and 1,000 at most; no rule of it is used");
    assertThat(ids(book)).isEqualTo(ids(standard));
  }

  @Test
  void whoRefusesMistakesHearsNoConsequence() {
    RuleBook.checked(
        new ByteArrayInputStream(
            "rules:\n- {id: mine}\n- {id: gc-time-high, fur: 1m}".getBytes(StandardCharsets.UTF_8)),
        problems::add);

    assertThat(problems)
        .containsExactly(
            "rule file, line 2, rule mine: title is missing",
            "rule file, line 3, rule gc-time-high: field \"fur\" is not known; did you mean for?");
  }
}
