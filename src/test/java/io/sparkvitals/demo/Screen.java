package io.sparkvitals.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the demo's lines: minutes and seconds since the start, who speaks, what is said, wrapped
 * to the width. Colours only where a person looks at a terminal. Thread-safe.
 */
final class Screen {

  private static final int MAX_WIDTH = 110;
  private static final int MIN_WIDTH = 60;
  private static final int WHO_COLUMN = 8;
  private static final int TEXT_COLUMN = 16;

  private final PrintStream out;
  private final Clock clock;
  private final Instant start;
  private final int width;
  private final boolean colours;

  /** How a part of a line looks on a terminal. */
  enum Look {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Look(String code) {
      this.code = code;
    }
  }

  Screen(PrintStream out, Clock clock, int width, boolean colours) {
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
    this.width = width;
    this.colours = colours;
  }

  /** A screen on stdout, as wide as {@code COLUMNS} says, within reason. */
  static Screen ofTerminal(Map<String, String> environment) throws InterruptedException {
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    boolean colours = wanted && stdoutIsTerminal();
    return new Screen(System.out, Clock.systemUTC(), width(environment), colours);
  }

  /** Asks a shell, because what {@code System.console()} says depends on stdin and on the JDK. */
  private static boolean stdoutIsTerminal() throws InterruptedException {
    try {
      return new ProcessBuilder("sh", "-c", "test -t 1").inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    int wanted = columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : MAX_WIDTH;
    return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, wanted));
  }

  synchronized void blank() {
    out.println();
  }

  synchronized void heading(String text) {
    out.println(painted(Look.BOLD, text));
  }

  /** A line at the left edge with an indent of two. */
  synchronized void plain(String text) {
    wrap(text, width - 2).forEach(line -> out.println("  " + line));
  }

  /** A name in a column of {@code column} characters and its value. */
  synchronized void entry(String name, int column, String value) {
    String first = "  " + name + " ".repeat(Math.max(1, column - name.length()));
    List<String> lines = wrap(value, Math.max(30, width - first.length()));
    out.println(first + lines.get(0));
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(first.length()) + line));
  }

  /** A line with the time in front. */
  synchronized void say(String who, Look look, String text) {
    long seconds = Duration.between(start, clock.instant()).toSeconds();
    String time = String.format(Locale.ROOT, "%3d:%02d", seconds / 60, seconds % 60);
    List<String> lines = wrap(text, width - TEXT_COLUMN);
    String padding = " ".repeat(WHO_COLUMN - who.length());
    out.println(painted(Look.FAINT, time) + "  " + painted(look, who) + padding + lines.get(0));
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(TEXT_COLUMN) + line));
  }

  /** A further line below {@link #say}, with a short word in front where {@code word} has one. */
  synchronized void more(String word, Look look, String text) {
    String first = " ".repeat(TEXT_COLUMN) + (word.isEmpty() ? "" : painted(look, word) + " ");
    int indent = TEXT_COLUMN + (word.isEmpty() ? 0 : word.length() + 1);
    List<String> lines = wrap(text, width - indent);
    out.println(first + lines.get(0));
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(indent) + line));
  }

  /** Text as it is, for instance the end of a log. */
  synchronized void raw(String text) {
    text.lines().forEach(out::println);
  }

  private String painted(Look look, String text) {
    return colours && look != Look.PLAIN ? "\u001b[" + look.code + "m" + text + "\u001b[0m" : text;
  }

  /** Breaks at blanks; a longer word has a line of its own. */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
