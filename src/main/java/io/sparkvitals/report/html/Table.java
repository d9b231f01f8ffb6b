package io.sparkvitals.report.html;

import io.sparkvitals.report.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes a table that becomes a list of cards on a narrow screen: each cell carries the name of its
 * column. Roles are written out, for browsers forget them when a table is laid out as cards. Not
 * thread-safe.
 */
final class Table {
  private static final List<String> NOTHING =
      Collections.unmodifiableList(Arrays.asList("0", "0 B", "0 %", Figures.UNKNOWN));

  private final Html html;
  private final List<Column> columns = new ArrayList<>();
  private int next;

  private Table(Html html) {
    this.html = html;
  }

  /** Starts a table; columns follow, then {@link #head}. */
  static Table in(Html html, String caption) throws IOException {
    return of(html, "cards", caption);
  }

  /** Starts one that stays a table on a narrow screen, where its words move below each row. */
  static Table compact(Html html, String caption) throws IOException {
    return of(html, "compact", caption);
  }

  private static Table of(Html html, String type, String caption) throws IOException {
    html.open("table", "class", type, "role", "table");
    html.element("caption", caption);
    return new Table(html);
  }

  Table text(String name) {
    columns.add(new Column(name, "t"));
    return this;
  }

  Table number(String name) {
    columns.add(new Column(name, "n"));
    return this;
  }

  /** A column of sentences, which takes the whole width of a card. */
  Table words(String name) {
    columns.add(new Column(name, "w"));
    return this;
  }

  /** A column of figures with bars. */
  Table bar(String name) {
    columns.add(new Column(name, "b"));
    return this;
  }

  /** Writes the heading. */
  Table head() throws IOException {
    html.open("thead", "role", "rowgroup").open("tr", "role", "row");
    for (Column each : columns) {
      html.element("th", each.name, "scope", "col", "role", "columnheader", "class", each.type);
    }
    html.close(2).line().open("tbody", "role", "rowgroup");
    return this;
  }

  /** Starts a row whose first cell names it; the cell is to be closed. */
  Table row(String... attributes) throws IOException {
    String[] all = new String[attributes.length + 2];
    System.arraycopy(attributes, 0, all, 0, attributes.length);
    all[attributes.length] = "role";
    all[attributes.length + 1] = "row";
    html.open("tr", all).open("th", "scope", "row", "role", "rowheader");
    next = 1;
    return this;
  }

  /** Starts a cell, to be closed. */
  Html cell() throws IOException {
    Column column = columns.get(next++);
    return html.open("td", "role", "cell", "data-label", column.name, "class", column.type);
  }

  /** A whole cell; one that says that there is nothing is written so that others stand out. */
  Table cell(String text) throws IOException {
    Column column = columns.get(next++);
    String type = column.type + (NOTHING.contains(text) ? " zero" : "");
    html.element("td", text, "role", "cell", "data-label", column.name, "class", type);
    return this;
  }

  void endRow() throws IOException {
    html.close().line();
  }

  void end() throws IOException {
    html.close(2).line();
  }

  private static final class Column {
    private final String name;
    private final String type;

    private Column(String name, String type) {
      this.name = name;
      this.type = type;
    }
  }
}
