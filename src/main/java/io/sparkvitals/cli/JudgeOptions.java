package io.sparkvitals.cli;

import io.sparkvitals.report.Gate;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Unit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how logs are looked at, and what makes a command end with status 1. */
final class JudgeOptions {
  private static final double SHORTEST_SECONDS = 1;
  private static final double LONGEST_SECONDS = 3_600;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY|RULE,…",
      description =
          "Ends with status 1 if there is an alert of this severity (info, warning, critical) or a"
              + " higher one, or an alert of this rule; several with commas between, such as"
              + " critical,task-skew-high.")
  private @Nullable String failOn;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description =
          "Time of the log between two looks at the rules, from 1s to 1h (default: 10s, as in a"
              + " running application).")
  private String interval = "10s";

  /** As it was given; empty for none. */
  String failOn() {
    return failOn == null ? "" : failOn;
  }

  /** What lets everything through where nothing was given. */
  Gate gate(RuleBook book) {
    try {
      return failOn == null ? Gate.OPEN : Gate.parse(failOn, book);
    } catch (IllegalArgumentException e) {
      throw new CliFailure("--fail-on: " + e.getMessage(), e);
    }
  }

  long intervalMillis() {
    double seconds = Unit.SECONDS.parse(interval).orElse(0);
    if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
      throw new CliFailure(
          "--interval " + interval + ": expected a time from 1s to 1h, such as 10s");
    }
    return Math.round(seconds * 1_000);
  }
}
