package io.sparkvitals.report.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table with aligned columns, as wide as the paper: one column takes what the others leave, and
 * columns that are not needed go where that is too little. Not thread-safe.
 */
final class TextTable {
  /** A figure that is not known, or nothing. */
  static final String NONE = "-";

  private static final int GAP = 2;
  private static final int MIN_FLEXIBLE = 16;

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private enum Kind {
    WORDS,
    FIGURE,
    OPTIONAL_FIGURE,
    FLEXIBLE
  }

  private static final class Column {
    private final String title;
    private final Kind kind;
    private final int most;
    private int width;

    Column(String title, Kind kind, int most) {
      this.title = title;
      this.kind = kind;
      this.most = most;
    }
  }

  /** A column of words, left-aligned and cut at so many columns of the terminal. */
  TextTable words(String title, int most) {
    columns.add(new Column(title, Kind.WORDS, most));
    return this;
  }

  /** A column of figures, right-aligned. */
  TextTable figures(String... titles) {
    for (String title : titles) {
      columns.add(new Column(title, Kind.FIGURE, Integer.MAX_VALUE));
    }
    return this;
  }

  /** Figures that go where no row has any, or where there is too little room, the last first. */
  TextTable optionalFigures(String... titles) {
    for (String title : titles) {
      columns.add(new Column(title, Kind.OPTIONAL_FIGURE, Integer.MAX_VALUE));
    }
    return this;
  }

  /** The one column of words that takes the room that is left. */
  TextTable flexible(String title) {
    columns.add(new Column(title, Kind.FLEXIBLE, Integer.MAX_VALUE));
    return this;
  }

  /** A cell for each column, in their order. */
  TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells, " + columns.size() + " columns");
    }
    rows.add(Arrays.asList(cells));
    return this;
  }

  void write(Paper paper) throws IOException {
    TextStyle style = paper.style();
    List<List<String>> clean = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(style.clean(cell)));
      clean.add(cells);
    }
    measure(clean);
    List<Integer> shown = fit(filled(clean), style.width());
    List<String> titles = new ArrayList<>();
    columns.forEach(column -> titles.add(column.title));
    paper.ready(line(titles, shown, style.mark()));
    for (List<String> row : clean) {
      paper.ready(line(row, shown, style.mark()));
    }
  }

  private void measure(List<List<String>> cells) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      column.width = TextLayout.width(column.title);
      for (List<String> row : cells) {
        int width = Math.min(column.most, TextLayout.width(row.get(i)));
        column.width = Math.max(column.width, width);
      }
    }
  }

  /** The columns without optional ones that say nothing in any row. */
  private List<Integer> filled(List<List<String>> cells) {
    List<Integer> filled = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      boolean empty = cells.stream().map(row -> row.get(at)).allMatch(TextTable::saysNothing);
      if (columns.get(i).kind != Kind.OPTIONAL_FIGURE || !empty) {
        filled.add(i);
      }
    }
    return filled;
  }

  private static boolean saysNothing(String cell) {
    return cell.isEmpty() || cell.equals(NONE);
  }

  /** Gives the flexible column its width and returns the columns that have room. */
  private List<Integer> fit(List<Integer> filled, int width) {
    List<Integer> shown = new ArrayList<>(filled);
    Column flexible = flexible();
    int needed = Math.min(MIN_FLEXIBLE, flexible.width);
    boolean more = true;
    while (more && left(shown, width) < needed) {
      more = dropOptional(shown);
    }
    flexible.width = Math.max(1, Math.min(flexible.width, left(shown, width)));
    return shown;
  }

  private Column flexible() {
    return columns.stream()
        .filter(column -> column.kind == Kind.FLEXIBLE)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no flexible column"));
  }

  private int left(List<Integer> shown, int width) {
    int left = width;
    for (int i : shown) {
      Column column = columns.get(i);
      left -= GAP + (column.kind == Kind.FLEXIBLE ? 0 : column.width);
    }
    return left;
  }

  private boolean dropOptional(List<Integer> shown) {
    for (int at = shown.size() - 1; at >= 0; at--) {
      if (columns.get(shown.get(at)).kind == Kind.OPTIONAL_FIGURE) {
        shown.remove(at);
        return true;
      }
    }
    return false;
  }

  private String line(List<String> cells, List<Integer> shown, String mark) {
    StringBuilder line = new StringBuilder();
    for (int i : shown) {
      Column column = columns.get(i);
      String cell = TextLayout.cut(cells.get(i), column.width, mark);
      boolean figure = column.kind == Kind.FIGURE || column.kind == Kind.OPTIONAL_FIGURE;
      line.append(TextLayout.blanks(GAP));
      line.append(
          figure
              ? TextLayout.padLeft(cell, column.width)
              : TextLayout.padRight(cell, column.width));
    }
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    return line.substring(0, end);
  }
}
