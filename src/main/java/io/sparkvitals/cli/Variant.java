package io.sparkvitals.cli;

import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.Signal;
import io.sparkvitals.rules.Steps;
import io.sparkvitals.rules.Unit;
import java.util.Comparator;
import java.util.OptionalDouble;

/** A rule as it is in force, or with one field changed: a line of a backtest. Immutable. */
final class Variant {
  private static final String THRESHOLD = "threshold";

  /** Rising thresholds, then what was tried of other fields in the order of asking. */
  static final Comparator<Variant> BY_THRESHOLD =
      Comparator.comparing((Variant each) -> !each.field.equals(THRESHOLD))
          .thenComparingDouble(each -> each.threshold.orElse(0))
          .thenComparingInt(each -> each.book);

  private final String ruleId;
  private final String field;
  private final String value;
  private final OptionalDouble threshold;
  private final int book;

  private Variant(String ruleId, String field, String value, OptionalDouble threshold, int book) {
    this.ruleId = ruleId;
    this.field = field;
    this.value = value;
    this.threshold = threshold;
    this.book = book;
  }

  static Variant inForce(Rule rule) {
    OptionalDouble bound = bound(rule);
    String text = bound.isPresent() ? text(rule, bound.getAsDouble()) : "every one";
    return new Variant(rule.id(), THRESHOLD, text, bound, 0);
  }

  /** {@code changed} is the rule with the value in its field. */
  static Variant tried(Rule changed, String field, String value, int book) {
    OptionalDouble bound = bound(changed);
    boolean same = field.equals(THRESHOLD) && bound.isPresent();
    String text =
        same && exact(changed, bound.getAsDouble()) ? text(changed, bound.getAsDouble()) : value;
    return new Variant(changed.id(), field, text, bound, book);
  }

  private static OptionalDouble bound(Rule rule) {
    Steps steps = rule.steps();
    return steps == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(steps.bounds().getOrDefault(steps.first(), Double.NaN));
  }

  private static String text(Rule rule, double bound) {
    Signal signal = rule.signal();
    if (signal == null || !exact(rule, bound)) {
      return Double.toString(bound);
    }
    return signal.unit().format(bound);
  }

  /** Whether the number for people is not rounded. */
  private static boolean exact(Rule rule, double bound) {
    Signal signal = rule.signal();
    if (signal == null) {
      return false;
    }
    Unit unit = signal.unit();
    return unit.parse(unit.format(bound)).equals(OptionalDouble.of(bound));
  }

  /** Whether both stand for the same rule. */
  boolean same(Variant other) {
    boolean sameThreshold =
        field.equals(THRESHOLD) && threshold.isPresent() && threshold.equals(other.threshold);
    return ruleId.equals(other.ruleId)
        && field.equals(other.field)
        && (sameThreshold || value.equals(other.value));
  }

  String ruleId() {
    return ruleId;
  }

  /** The field that is told or tried, such as {@code threshold}. */
  String field() {
    return field;
  }

  /** Its value as people write it; {@code every one} for a rule that waits for an event. */
  String value() {
    return value;
  }

  /** From where on the rule speaks, in the unit of its signal; empty for an event. */
  OptionalDouble threshold() {
    return threshold;
  }

  /** Whether it is what is in force. */
  boolean inForce() {
    return book == 0;
  }

  /** The rule book that it is judged by: 0 for the one in force. */
  int book() {
    return book;
  }

  /** For a table: the threshold, or another field by its name. */
  String label() {
    return field.equals(THRESHOLD) ? value : field + " " + value;
  }
}
