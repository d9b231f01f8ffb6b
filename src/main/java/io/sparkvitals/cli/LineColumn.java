package io.sparkvitals.cli;

import io.sparkvitals.rules.Severity;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What CSV and JSON tell of one variant of a rule, in their order: one line for each figure. */
enum LineColumn {
  FIELD("field", line -> line.variant().field()),
  VALUE("value", line -> line.variant().value()),
  THRESHOLD("threshold", line -> known(line.variant().threshold())),
  IN_FORCE("inForce", line -> line.variant().inForce()),
  APPLICATIONS("applications", line -> line.counts().applications()),
  ALERTS("alerts", line -> line.counts().alerts()),
  CRITICAL("critical", line -> line.counts().alerts(Severity.CRITICAL)),
  WARNING("warning", line -> line.counts().alerts(Severity.WARNING)),
  INFO("info", line -> line.counts().alerts(Severity.INFO));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Function<BacktestLine, @Nullable Object> figure;

  LineColumn(String label, Function<BacktestLine, @Nullable Object> figure) {
    this.label = label;
    this.figure = figure;
  }

  /** The member of the JSON and the column of the CSV. */
  String label() {
    return label;
  }

  /** A text, a number, a flag, or null where it is not known. */
  @Nullable Object of(BacktestLine line) {
    return figure.apply(line);
  }

  static @Nullable Object known(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }
}
