package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GridTest {
  private final List<String> remarks = new ArrayList<>();

  private static Grid grid(String... settings) {
    return new Grid(RuleSource.packed(), Stream.of(settings).map(Setting::parse).toList());
  }

  private List<String> labels(Grid grid, String rule) {
    return grid.variants(remarks::add).stream()
        .filter(each -> each.ruleId().equals(rule))
        .sorted(Variant.BY_THRESHOLD)
        .map(each -> each.label() + (each.inForce() ? " *" : ""))
        .toList();
  }

  private static double firstBound(RuleBook book, String rule) {
    Rule found = book.rule(rule).orElseThrow();
    return found.steps().bounds().get(found.steps().first());
  }

  @Test
  void withoutSettingsEveryRuleIsAsItIsInForce() {
    Grid grid = grid();

    assertThat(labels(grid, "gc-time-high")).containsExactly("10 % *");
    assertThat(labels(grid, "job-failed")).containsExactly("every one *");
    assertThat(grid.books()).hasSize(1);
  }

  @Test
  void oneValueChangesTheRuleInForce() {
    Grid grid = grid("rule.gc-time-high.threshold=15%");

    assertThat(labels(grid, "gc-time-high")).containsExactly("15 % *");
    assertThat(firstBound(grid.books().get(0), "gc-time-high")).isEqualTo(0.15);
  }

  @Test
  void severalValuesStandBesideTheOneInForceInRisingOrder() {
    Grid grid = grid("rule.gc-time-high.threshold=20%,5%,12.5%");

    assertThat(labels(grid, "gc-time-high")).containsExactly("5 %", "10 % *", "12.5%", "20 %");
  }

  @Test
  void aValueThatIsInForceOrCameBeforeIsNotTriedAgain() {
    Grid grid = grid("rule.gc-time-high.threshold=10%,0.15,15%");

    assertThat(labels(grid, "gc-time-high")).containsExactly("10 % *", "15 %");
  }

  @Test
  void fieldsAreTriedOneAtATime() {
    Grid grid = grid("rule.gc-time-high.threshold=15%,20%", "rule.gc-time-high.for=2m,5m");

    assertThat(labels(grid, "gc-time-high"))
        .containsExactly("10 % *", "15 %", "20 %", "for 2m", "for 5m");
    Variant last =
        grid.variants(remarks::add).stream()
            .filter(each -> each.label().equals("for 5m"))
            .findFirst()
            .orElseThrow();
    RuleBook book = grid.books().get(last.book());
    assertThat(firstBound(book, "gc-time-high")).isEqualTo(0.1);
    assertThat(book.rule("gc-time-high").orElseThrow().forMillis()).isEqualTo(300_000);
  }

  @Test
  void valuesOfDifferentRulesShareABookAndOtherRulesAreOffInIt() {
    Grid grid = grid("rule.gc-time-high.threshold=15%,20%", "rule.spill-ratio-high.threshold=30%");
    Grid two =
        grid("rule.gc-time-high.threshold=15%,20%", "rule.spill-ratio-high.threshold=30%,40%");

    assertThat(grid.books()).hasSize(3);
    assertThat(two.books()).hasSize(3);
    RuleBook second = two.books().get(2);
    assertThat(firstBound(second, "gc-time-high")).isEqualTo(0.2);
    assertThat(firstBound(second, "spill-ratio-high")).isEqualTo(0.4);
    assertThat(second.rules().stream().filter(Rule::enabled)).hasSize(2);
  }

  @Test
  void aDisabledRuleHasNoLine() {
    Grid grid = grid("rule.gc-time-high.enabled=false", "rule.gc-time-high.threshold=15%,20%");

    assertThat(labels(grid, "gc-time-high")).isEmpty();
    assertThat(remarks)
        .containsExactly("rule gc-time-high is switched off, so no other values are tried");
  }

  @Test
  void aThresholdBeyondTheCriticalOneIsRemarkedOn() {
    labels(grid("rule.gc-time-high.threshold=15%,30%"), "gc-time-high");

    assertThat(remarks)
        .singleElement()
        .asString()
        .startsWith("spark.vitals.rule.gc-time-high.threshold: it is beyond the bound");
  }

  @Test
  void anUnknownRuleIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> grid("rule.gc-tine-high.threshold=1").inForce(remarks::add))
        .isInstanceOf(CliFailure.class)
        .hasMessage(
            "--set rule.gc-tine-high.threshold=1: no rule has this id; did you mean"
                + " gc-time-high?");
    assertThatThrownBy(() -> grid("rule.gc-tine-high.threshold=1,2").variants(remarks::add))
        .hasMessageContaining("did you mean gc-time-high?");
  }

  @Test
  void anUnknownFieldOrAValueThatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> grid("rule.gc-time-high.treshold=1,2").variants(remarks::add))
        .hasMessageContaining("field \"treshold\" is not known; did you mean threshold?");
    assertThatThrownBy(() -> grid("rule.gc-time-high.threshold=15%,much").variants(remarks::add))
        .hasMessageContaining("expected a ratio such as 0.10 or 10 %, found \"much\"");
  }
}
