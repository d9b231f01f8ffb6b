package io.sparkvitals.cli;

import io.sparkvitals.model.InputFacts;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one sentence for people. */
final class Errors {
  private static final int MAX_LENGTH = 500;

  /** What a message quotes of another one begins with its class. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "\\b(?:[a-z]\\w*\\.){2,}(?:\\w+\\$)*[A-Z]\\w*(?:Exception|Error|Problem|Failure): ");

  private Errors() {}

  /** What to tell of anything that was thrown. */
  static String sentence(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "out of memory: Java may use %,d MB here; give it more, such as java -Xmx4g -jar …",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    Throwable cause = e.getCause();
    if (e instanceof UncheckedIOException && cause != null) {
      return sentence(cause);
    }
    String message = line(e);
    boolean plain = e instanceof CliFailure || e instanceof IOException;
    if (plain && !message.isEmpty()) {
      return message;
    }
    String name = e.getClass().getSimpleName();
    return "unexpected " + name + (message.isEmpty() ? "" : ": " + message);
  }

  /** The first line of its message; empty where it has none. */
  static String line(Throwable e) {
    String message = e.getMessage();
    String first = message == null ? "" : message.trim().split("\\R", 2)[0];
    return Texts.line(CLASS_NAME.matcher(first).replaceAll(""), MAX_LENGTH);
  }

  /**
   * Why a log that was read tells nothing, to follow its path; null where it does tell something.
   */
  static @Nullable String nothingIn(Report report) {
    InputFacts input = report.input();
    if (input == null || input.usedEvents() > 0) {
      return null;
    }
    if (input.lines() == 0) {
      return input.truncated() ? "breaks off before its first line" : "is empty";
    }
    return String.format(
        Locale.ROOT,
        "is no event log of Spark, or has no event that can be used (lines: %,d, malformed: %,d;"
            + " events: %,d unusable, %,d unknown)",
        input.lines(),
        input.malformedLines(),
        input.unusableEvents(),
        input.unknownEvents());
  }
}
