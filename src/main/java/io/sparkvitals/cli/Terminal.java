package io.sparkvitals.cli;

import io.sparkvitals.rules.Texts;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results to {@link #out}, everything else to {@link #say}. Whether a
 * person watches is known from the launcher, which tests its descriptors, or else from Java's
 * console, which is there where both standard input and output are a terminal.
 */
final class Terminal {
  /** Set by the launcher: the numbers of those descriptors that are a terminal, such as 12. */
  static final String DESCRIPTORS = "SPARK_VITALS_TTY";

  private static final int DEFAULT_COLUMNS = 100;

  private final PipedOutput out;
  private final PrintStream messages;
  private final boolean interactive;
  private final Map<String, String> environment;

  private Terminal(
      OutputStream out,
      OutputStream messages,
      boolean interactive,
      Map<String, String> environment) {
    this.out = new PipedOutput(new BufferedOutputStream(out));
    this.messages = utf8(messages);
    this.interactive = interactive;
    this.environment = new HashMap<>(environment);
  }

  /** That of this process. */
  static Terminal system() {
    return of(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        isInteractive(System.console()),
        System.getenv());
  }

  /** One over any streams; {@code interactive} is whether Java sees a console. */
  static Terminal of(
      OutputStream out,
      OutputStream messages,
      boolean interactive,
      Map<String, String> environment) {
    return new Terminal(out, messages, interactive, environment);
  }

  /** From Java 22 on there is a console even where nothing is a terminal, and it must be asked. */
  private static boolean isInteractive(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static PrintStream utf8(OutputStream stream) {
    try {
      return new PrintStream(stream, true, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JVM has UTF-8", e);
    }
  }

  /** For results, buffered; flushed by {@link #finish}. */
  OutputStream out() {
    return out;
  }

  /** Whether whoever read the results has left. */
  boolean abandoned() {
    return out.abandoned();
  }

  /** Adds a text to the results. */
  void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Says why something cannot be done. */
  void complain(String sentence) {
    say(Texts.visible(Cli.NAME + ": " + sentence));
  }

  /** Says what may not be as it was meant. */
  void warn(String sentence) {
    complain("warning: " + sentence);
  }

  /** Lines for people, without anything in them that steers a terminal. */
  void say(String text) {
    for (String line : text.split("\\R", -1)) {
      messages.println(Texts.visible(line));
    }
  }

  /** Text for people as it is, without an end of line. */
  void draw(String text) {
    messages.print(text);
    messages.flush();
  }

  /** For people, such as a stack trace. */
  PrintStream messages() {
    return messages;
  }

  /** Whether a person reads the results on a terminal. */
  boolean outWatched() {
    return watched("1");
  }

  /** Whether a person reads the messages on a terminal. */
  boolean messagesWatched() {
    return watched("2");
  }

  private boolean watched(String descriptor) {
    String terminals = environment.get(DESCRIPTORS);
    return terminals == null ? interactive : terminals.contains(descriptor);
  }

  /** Whether the results may be coloured when nobody says it (no-color.org). */
  boolean colourful() {
    return outWatched()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** How wide the results may be: what COLUMNS says, which the launcher sets. */
  int columns() {
    String columns = environment.getOrDefault("COLUMNS", "");
    // A terminal that does not know its width says 0.
    boolean known = columns.matches("[1-9][0-9]{0,4}");
    return known ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }

  /** Whether the terminal is set up for less than Unicode. */
  boolean ascii() {
    for (String variable : Arrays.asList("LC_ALL", "LC_CTYPE", "LANG")) {
      String locale = environment.getOrDefault(variable, "").toLowerCase(Locale.ROOT);
      if (!locale.isEmpty()) {
        return outWatched() && !locale.contains("utf-8") && !locale.contains("utf8");
      }
    }
    return false;
  }

  /**
   * Hands on what is buffered.
   *
   * @throws IOException in one sentence, as where the disk is full; never for a closed pipe
   */
  void finish() throws IOException {
    out.flush();
  }

  /**
   * Whether all results could be handed on.
   *
   * @throws IOException in one sentence where not
   */
  void check() throws IOException {
    out.check();
  }
}
