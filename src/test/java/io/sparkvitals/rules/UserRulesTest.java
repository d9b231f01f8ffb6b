package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.StandardDiagnoses;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskMetric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of users: over any signal, and with any mistake. */
class UserRulesTest {
  private final List<String> problems = new ArrayList<>();

  private RuleBook load(String yaml) {
    return RuleBook.load(
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Map.of(), problems::add);
  }

  private static Given everything() {
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.vitals.cost.perCoreHour", "1")
        .property("spark.vitals.cost.budget", "1")
        .eventsDropped()
        .with(
            Given.stage(7)
                .counts(100, 3, 0, 2)
                .durations(100, 10_000, 90_000)
                .baseline(1_000, 3)
                .lastTaskEnd(NOW - 1)
                .running(17, "4", 60_000))
        .with(Given.stage(8).totals(TaskMetric.RESULT_BYTES, 1_000))
        .with(Given.activeJob(3))
        .with(CachedRdd.of(1, "x", 1_000, 0, NOW - 1).named(2, 0))
        .with(
            Given.executor("4").heapFloor(0.5, 10, 3),
            Given.executor("driver").heapFloor(0.5, 10, 3));
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void aRuleOverAnySignalInAnyOfItsScopesIsJudged(Signal signal) {
    String scopes = signal.scopes().stream().map(Scope::label).toList().toString();
    RuleBook book =
        load(
            """
            rules:
              - id: mine
                title: Mine
                kind: state
                scopes: %s
                signal: %s
                above: {info: 0}
                guard: [%s >= 0]
                summary: "{subject} {value} {threshold} {%s} {window}"
            """
                .formatted(scopes, signal.member(), signal.member(), signal.member()));
    List<String> failures = new ArrayList<>();

    new RuleEngine(book, new StandardDiagnoses(), (rule, why, times) -> failures.add(rule + why))
        .evaluate(everything().snapshot());

    assertThat(problems).isEmpty();
    assertThat(book.rules()).hasSize(1);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"containerRatio, TREE_JVM_RSS, 9", "unifiedRatio, ON_HEAP_UNIFIED, 4"})
  void aRuleLooksAtOneLimitOfTheMemoryAlone(String signal, ExecutorMetric metric, long gib) {
    Given executor =
        Given.application()
            .with(
                Given.executor("4")
                    .metrics(metric, gib * GivenExecutor.GIB / 2, ExecutorMetric.JVM_HEAP, 1));

    assertThat(values(signal, executor)).containsExactly(0.5);
  }

  @Test
  void aRuleLooksAtTheCacheAloneThoughNoTaskWaits() {
    Given executor = Given.application().with(Given.executor("4").cached(GivenExecutor.GIB));

    assertThat(values("storageRatio", executor)).containsExactly(0.25);
    assertThat(values("containerRatio", executor)).isEmpty();
  }

  private List<Double> values(String signal, Given given) {
    RuleBook book =
        load(
            """
            rules:
              - {id: mine, title: Mine, kind: state, scopes: [executor], signal: %s,
                 above: {info: 0}, summary: "{value}"}
            """
                .formatted(signal));
    assertThat(problems).isEmpty();
    return new RuleEngine(book, new StandardDiagnoses(), (rule, why, times) -> {})
        .evaluate(given.snapshot()).stream()
            .filter(each -> each.rule().id().equals("mine"))
            .map(each -> each.measure().orElseThrow().value())
            .toList();
  }

  @Test
  void whateverOneLineIsReplacedByTheRulesOfTheOtherLinesStay() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("agent/rules.yml"));
    int all = Judged.standardRules().rules().size();

    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(": ");
      if (line.matches(" {4,}(- )?\\w+: .*") && !line.endsWith(">-")) {
        List<String> broken = new ArrayList<>(lines);
        broken.set(i, line.substring(0, colon) + ": \"{nonsense}\"");
        problems.clear();
        RuleBook book = load(String.join("\n", broken));
        assertThat(book.rules()).as(line).hasSizeGreaterThanOrEqualTo(all - 1);
        if (book.rules().size() < all) {
          assertThat(problems)
              .as(line)
              .singleElement()
              .asString()
              .contains("line " + (i + 1) + ",");
        }
      }
    }
  }

  @Test
  void aFileThatIsNoYamlNamesTheLine() {
    load("rules:\n  - id: a\n    title: [b\n    kind: state\n");

    assertThat(problems).singleElement().asString().startsWith("rule file, line ");
  }
}
