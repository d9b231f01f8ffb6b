package io.sparkvitals.cli;

import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a backtest for people: one table of rules, the worst cases, the broken logs. */
final class BacktestText {
  private static final List<String> HEAD =
      Arrays.asList("RULE", "THRESHOLD", "APPLICATIONS", "ALERTS", "CRITICAL", "WARNING", "INFO");
  private static final String IN_FORCE = " *";
  private static final int MAX_CELL = 100;

  private final BacktestResult result;
  private final StringBuilder text = new StringBuilder();

  private BacktestText(BacktestResult result) {
    this.result = result;
  }

  /** Writes in UTF-8 and flushes; the stream stays open. */
  static void write(BacktestResult result, OutputStream to) throws IOException {
    BacktestText text = new BacktestText(result);
    text.summary();
    text.rules();
    text.worst();
    text.unread();
    to.write(text.text.toString().getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  private void summary() {
    text.append(count(result.read(), "log")).append(" read");
    if (!result.unread().isEmpty()) {
      text.append(", ").append(number(result.unread().size())).append(" could not be read");
    }
    if (result.left() > 0) {
      text.append(", ").append(number(result.left())).append(" left when it was stopped");
    }
    text.append(".\n\n");
  }

  private void rules() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (String rule : result.rules()) {
      String name = rule;
      for (BacktestLine line : result.lines(rule)) {
        rows.add(row(name, line));
        name = "";
      }
    }
    table(rows, 2);
    text.append("\n* in force. Applications: logs with at least one such alert.\n");
  }

  private static List<String> row(String name, BacktestLine line) {
    AlertCounts counts = line.counts();
    String mark = line.variant().inForce() ? IN_FORCE : "";
    return Arrays.asList(
        name,
        line.variant().label() + mark,
        number(counts.applications()),
        number(counts.alerts()),
        number(counts.alerts(Severity.CRITICAL)),
        number(counts.alerts(Severity.WARNING)),
        number(counts.alerts(Severity.INFO)));
  }

  private void worst() {
    for (String rule : result.rules()) {
      List<List<String>> rows = new ArrayList<>();
      for (AlertCase each : result.worst(rule)) {
        rows.add(
            Arrays.asList(
                "  " + each.severity().label(),
                each.valueText(),
                Texts.cut(each.subject(), MAX_CELL),
                Texts.cut(application(each), MAX_CELL),
                each.log()));
      }
      if (!rows.isEmpty()) {
        text.append("\nWorst cases of ").append(rule).append(":\n");
        table(rows, rows.get(0).size());
      }
    }
  }

  private static String application(AlertCase each) {
    String id = each.applicationId();
    String name = each.applicationName();
    return name.isEmpty() || id.isEmpty() ? name + id : name + " (" + id + ")";
  }

  private void unread() {
    if (!result.unread().isEmpty()) {
      text.append("\nCould not be read:\n");
      for (Map.Entry<String, String> each : result.unread().entrySet()) {
        String line = each.getKey() + ": " + each.getValue();
        text.append("  ").append(Texts.visible(line)).append('\n');
      }
    }
  }

  /** The first columns are words, the others numbers; a column is as wide as it must be. */
  private void table(List<List<String>> rows, int words) {
    List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String format = "%" + (i < words ? "-" : "") + Math.max(1, widths.get(i)) + "s  ";
        line.append(String.format(Locale.ROOT, format, Texts.visible(row.get(i))));
      }
      text.append(line.toString().replaceAll(" +$", "")).append('\n');
    }
  }

  private static String count(long number, String noun) {
    return number(number) + " " + noun + (number == 1 ? "" : "s");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
