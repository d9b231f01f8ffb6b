package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which alerts a channel gets: terms joined by commas, all of which must hold, such as {@code
 * severity>=warning, rule=gc-*|spill-*, group!=adhoc*}. Immutable.
 */
final class ChannelMatch {
  private static final Pattern TERM =
      Pattern.compile("(severity|rule|group)\\s*(>=|!=|=)\\s*(\\S(?:.*\\S)?)");

  private final BiPredicate<Alert, Severity> condition;

  private ChannelMatch(BiPredicate<Alert, Severity> condition) {
    this.condition = condition;
  }

  /** Throws an {@link IllegalArgumentException} that says what was expected. */
  static ChannelMatch parse(String text) {
    BiPredicate<Alert, Severity> all = (alert, severity) -> true;
    for (String term : text.split(",", -1)) {
      all = all.and(term(term.trim()));
    }
    return new ChannelMatch(all);
  }

  static ChannelMatch all() {
    return new ChannelMatch((alert, severity) -> true);
  }

  private static BiPredicate<Alert, Severity> term(String term) {
    Matcher matcher = TERM.matcher(term);
    if (!matcher.matches()) {
      throw expected(term);
    }
    String operator = matcher.group(2);
    String value = matcher.group(3);
    switch (matcher.group(1)) {
      case "severity":
        return severity(operator, value, term);
      case "rule":
        return text(operator, value, term, Alert::ruleId);
      default:
        return text(operator, value, term, ChannelMatch::jobGroup);
    }
  }

  /** Empty where there is none, which {@code *} matches, too. */
  private static String jobGroup(Alert alert) {
    String group = alert.finding().subject().jobGroup();
    return group == null ? "" : group;
  }

  private static BiPredicate<Alert, Severity> severity(String operator, String value, String term) {
    Severity bound = Severity.parse(value);
    if (bound == null) {
      throw expected(term);
    }
    switch (operator) {
      case ">=":
        return (alert, severity) -> severity.atLeast(bound);
      case "=":
        return (alert, severity) -> severity == bound;
      default:
        return (alert, severity) -> severity != bound;
    }
  }

  private static BiPredicate<Alert, Severity> text(
      String operator, String value, String term, Function<Alert, String> of) {
    if (operator.equals(">=")) {
      throw expected(term);
    }
    Pattern wanted = globs(value);
    boolean positive = operator.equals("=");
    return (alert, severity) -> wanted.matcher(of.apply(alert)).matches() == positive;
  }

  /** Patterns joined by {@code |}, in which {@code *} stands for any characters. */
  private static Pattern globs(String value) {
    List<String> regexes = new ArrayList<>();
    for (String glob : value.split("\\|", -1)) {
      List<String> literals = new ArrayList<>();
      for (String literal : glob.trim().split("\\*", -1)) {
        literals.add(Pattern.quote(literal));
      }
      regexes.add(String.join(".*", literals));
    }
    return Pattern.compile(String.join("|", regexes), Pattern.DOTALL);
  }

  private static IllegalArgumentException expected(String term) {
    return new IllegalArgumentException(
        "expected terms such as severity>=warning or rule=gc-*, found \"" + term + "\"");
  }

  /** Whether it is to be told; that an alert is over, to whoever was told of it. */
  boolean test(Notification notification) {
    Alert alert = notification.alert();
    return notification.kind().closes()
        ? alert.toldSeverities().stream().anyMatch(told -> condition.test(alert, told))
        : condition.test(alert, alert.severity());
  }
}
