package io.sparkvitals.rules;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signal held against a bound, such as {@code endedTasks >= 20}. Immutable. */
final class Comparison {
  private static final Pattern FORM = Pattern.compile("(\\w+)\\s*(>=|<=|>|<|=)\\s*([^\\s<>=].*)");

  private final Signal signal;
  private final String operator;
  private final double bound;

  private Comparison(Signal signal, String operator, double bound) {
    this.signal = signal;
    this.operator = operator;
    this.bound = bound;
  }

  /** Reads it as people write it, or throws a {@link RuleProblem}. */
  static Comparison parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw RuleProblem.expected("a comparison such as endedTasks >= 20", text);
    }
    Signal signal = Signal.parse(matcher.group(1));
    if (signal == null) {
      throw RuleProblem.unknown("signal", matcher.group(1), Names.signals());
    }
    OptionalDouble bound = signal.unit().parse(matcher.group(3));
    if (!bound.isPresent()) {
      throw RuleProblem.expected(signal.unit().expected(), matcher.group(3));
    }
    return new Comparison(signal, matcher.group(2), bound.getAsDouble());
  }

  Signal signal() {
    return signal;
  }

  double bound() {
    return bound;
  }

  Comparison bound(double newBound) {
    return new Comparison(signal, operator, newBound);
  }

  /** False where the signal cannot be read. */
  boolean holds(Sight sight) {
    OptionalDouble value = signal.read(sight);
    return value.isPresent() && compare(value.getAsDouble());
  }

  private boolean compare(double value) {
    switch (operator) {
      case ">=":
        return value >= bound;
      case ">":
        return value > bound;
      case "<=":
        return value <= bound;
      case "<":
        return value < bound;
      default:
        return Double.compare(value, bound) == 0;
    }
  }

  @Override
  public String toString() {
    return signal.member() + " " + operator + " " + signal.unit().format(bound);
  }
}
