package io.sparkvitals.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What CSV and JSON tell of one of the worst cases, in their order: one line for each figure. */
enum CaseColumn {
  SEVERITY("severity", each -> each.severity().label()),
  MEASURED("measured", each -> LineColumn.known(each.value())),
  MEASURED_TEXT("measuredText", each -> known(each.valueText())),
  SUBJECT("subject", AlertCase::subject),
  APPLICATION_ID("applicationId", each -> known(each.applicationId())),
  APPLICATION_NAME("applicationName", each -> known(each.applicationName())),
  LOG("log", AlertCase::log);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Function<AlertCase, @Nullable Object> figure;

  CaseColumn(String label, Function<AlertCase, @Nullable Object> figure) {
    this.label = label;
    this.figure = figure;
  }

  /** The member of the JSON and the column of the CSV. */
  String label() {
    return label;
  }

  /** A text, a number, or null where it is not known. */
  @Nullable Object of(AlertCase each) {
    return figure.apply(each);
  }

  private static @Nullable Object known(String text) {
    return text.isEmpty() ? null : text;
  }
}
