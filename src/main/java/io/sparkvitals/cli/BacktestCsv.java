package io.sparkvitals.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a backtest as one table with a head (RFC 4180). The column {@code record} says
 * what a row is: {@code logs} (how many were read, could not be and were left), {@code rule} (one
 * for each threshold), {@code worst} or {@code unread}. Columns that do not apply are empty.
 */
final class BacktestCsv {
  private static final String RECORD = "record";
  private static final String RULE = "rule";
  private static final String PROBLEM = "problem";
  private static final String READ = "read";
  private static final String UNREAD = "unread";
  private static final String LEFT = "left";
  private static final Pattern FORMULA = Pattern.compile("[=+@\t\r-]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+([eE][+-]?[0-9]+)?");

  private final List<String> columns = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private BacktestCsv() {
    columns.add(RECORD);
    columns.add(RULE);
    for (LineColumn each : LineColumn.values()) {
      columns.add(each.label());
    }
    for (CaseColumn each : CaseColumn.values()) {
      columns.add(each.label());
    }
    columns.add(PROBLEM);
    columns.add(READ);
    columns.add(UNREAD);
    columns.add(LEFT);
  }

  /** Writes in UTF-8 and flushes; the stream stays open. */
  static void write(BacktestResult result, OutputStream to) throws IOException {
    BacktestCsv csv = new BacktestCsv();
    csv.text.append(String.join(",", csv.columns)).append('\n');
    csv.rows(result);
    to.write(csv.text.toString().getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  private void rows(BacktestResult result) {
    Map<String, Object> logs = record("logs");
    logs.put(READ, result.read());
    logs.put(UNREAD, result.unread().size());
    logs.put(LEFT, result.left());
    row(logs);
    for (String rule : result.rules()) {
      for (BacktestLine line : result.lines(rule)) {
        Map<String, Object> row = record(RULE);
        row.put(RULE, rule);
        for (LineColumn each : LineColumn.values()) {
          put(row, each.label(), each.of(line));
        }
        row(row);
      }
    }
    for (String rule : result.rules()) {
      result.worst(rule).forEach(this::worst);
    }
    result.unread().forEach(this::unread);
  }

  private void worst(AlertCase worst) {
    Map<String, Object> row = record("worst");
    row.put(RULE, worst.ruleId());
    for (CaseColumn each : CaseColumn.values()) {
      put(row, each.label(), each.of(worst));
    }
    row(row);
  }

  private void unread(String log, String problem) {
    Map<String, Object> row = record(UNREAD);
    row.put(CaseColumn.LOG.label(), log);
    row.put(PROBLEM, problem);
    row(row);
  }

  private static Map<String, Object> record(String kind) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(RECORD, kind);
    return row;
  }

  private static void put(Map<String, Object> row, String column, @Nullable Object value) {
    if (value != null) {
      row.put(column, value);
    }
  }

  private void row(Map<String, Object> row) {
    text.append(
            columns.stream()
                .map(column -> cell(String.valueOf(row.getOrDefault(column, ""))))
                .collect(Collectors.joining(",")))
        .append('\n');
  }

  /** A text that a spreadsheet would take for a formula gets an apostrophe, as OWASP advises. */
  private static String cell(String text) {
    boolean formula = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
    String value = formula ? "'" + text : text;
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
