package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Severity;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which alerts a channel gets: terms joined by commas, all of which must hold, such as {@code
 * severity>=warning, rule=gc-*|spill-*}. Immutable.
 */
final class ChannelMatch {
  private static final Pattern TERM =
      Pattern.compile("(severity|rule)\\s*(>=|!=|=)\\s*([A-Za-z0-9*|\\s-]+)");

  private final BiPredicate<String, Severity> condition;

  private ChannelMatch(BiPredicate<String, Severity> condition) {
    this.condition = condition;
  }

  /** Throws an {@link IllegalArgumentException} that says what was expected. */
  static ChannelMatch parse(String text) {
    BiPredicate<String, Severity> all = (rule, severity) -> true;
    for (String term : text.split(",", -1)) {
      all = all.and(term(term.trim()));
    }
    return new ChannelMatch(all);
  }

  static ChannelMatch all() {
    return new ChannelMatch((rule, severity) -> true);
  }

  private static BiPredicate<String, Severity> term(String term) {
    Matcher matcher = TERM.matcher(term);
    if (!matcher.matches()) {
      throw expected(term);
    }
    String operator = matcher.group(2);
    String value = matcher.group(3).trim();
    return matcher.group(1).equals("rule")
        ? rule(operator, value, term)
        : severity(operator, value, term);
  }

  private static BiPredicate<String, Severity> severity(
      String operator, String value, String term) {
    Severity bound = Severity.parse(value);
    if (bound == null) {
      throw expected(term);
    }
    switch (operator) {
      case ">=":
        return (rule, severity) -> severity.atLeast(bound);
      case "=":
        return (rule, severity) -> severity == bound;
      default:
        return (rule, severity) -> severity != bound;
    }
  }

  private static BiPredicate<String, Severity> rule(String operator, String value, String term) {
    if (operator.equals(">=")) {
      throw expected(term);
    }
    Pattern ids = Pattern.compile(value.replaceAll("\\s", "").replace("*", ".*"));
    boolean wanted = operator.equals("=");
    return (id, severity) -> ids.matcher(id).matches() == wanted;
  }

  private static IllegalArgumentException expected(String term) {
    return new IllegalArgumentException(
        "expected terms such as severity>=warning or rule=gc-*, found \"" + term + "\"");
  }

  /** Whether it is to be told; that an alert is over, to whoever was told of it. */
  boolean test(Notification notification) {
    Alert alert = notification.alert();
    return notification.kind().closes()
        ? alert.toldSeverities().stream().anyMatch(told -> condition.test(alert.ruleId(), told))
        : condition.test(alert.ruleId(), alert.severity());
  }
}
