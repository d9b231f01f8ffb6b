package io.sparkvitals.cli;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code --set}: a field of a rule and the texts that it is to have, one or several. Immutable.
 */
final class Setting implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern FORM =
      Pattern.compile("(?:spark\\.vitals\\.)?rule\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_.-]+)=(.+)");

  private final String typed;
  private final String ruleId;
  private final String field;
  private final ArrayList<String> values;

  private Setting(String typed, String ruleId, String field, List<String> values) {
    this.typed = typed;
    this.ruleId = ruleId;
    this.field = field;
    this.values = new ArrayList<>(values);
  }

  /** Reads {@code rule.<id>.<field>=<value>[,<value>…]}; {@code spark.vitals.} may stand before. */
  static Setting parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new CliFailure(
          "--set "
              + text
              + ": expected rule.<id>.<field>=<value>, such as rule.gc-time-high.threshold=15%"
              + (!text.contains("rule.") && FORM.matcher("rule." + text.trim()).matches()
                  ? "; did you mean rule." + text.trim() + "?"
                  : ""));
    }
    List<String> values = new ArrayList<>();
    for (String value : matcher.group(3).split(",", -1)) {
      if (value.trim().isEmpty()) {
        throw new CliFailure("--set " + text + ": a value between the commas is empty");
      }
      values.add(value.trim());
    }
    return new Setting(text.trim(), matcher.group(1), matcher.group(2), values);
  }

  /** As it was given, for messages. */
  String typed() {
    return typed;
  }

  String ruleId() {
    return ruleId;
  }

  /** Such as {@code threshold} or {@code guard.runSeconds}. */
  String field() {
    return field;
  }

  /** At least one. */
  List<String> values() {
    return Collections.unmodifiableList(values);
  }

  @Override
  public String toString() {
    return "rule." + ruleId + "." + field + "=" + String.join(",", values);
  }
}
