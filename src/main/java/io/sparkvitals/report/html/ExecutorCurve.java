package io.sparkvitals.report.html;

import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.report.ExecutorWords;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many executors were there over time, with those that were lost. The driver is none. */
final class ExecutorCurve {
  private static final int CELLS = 400;
  private static final int HEIGHT = 48;
  private static final int MAX_LOSSES = 100;

  private final Course course;
  private final TimeAxis axis;
  private final List<ExecutorSnapshot> executors = new ArrayList<>();
  private final int[] most = new int[CELLS];
  private int peak;
  private long untimed;

  ExecutorCurve(Dossier dossier, TimeAxis axis) {
    this.course = dossier.course();
    this.axis = axis;
    for (ExecutorSnapshot each : dossier.application().executors()) {
      if (!each.facts().driver()) {
        executors.add(each);
      }
    }
    count();
  }

  /** The most that were there at a time, for each cell of the axis. */
  private void count() {
    List<long[]> changes = new ArrayList<>();
    for (ExecutorSnapshot each : executors) {
      Span span = course.of(each);
      if (!span.known()) {
        untimed++;
        continue;
      }
      changes.add(new long[] {span.from(), 1});
      if (each.loss() != null) {
        changes.add(new long[] {span.to(), -1});
      }
    }
    // At the same moment those that come count before those that go: one may replace the other.
    changes.sort((a, b) -> a[0] == b[0] ? Long.compare(b[1], a[1]) : Long.compare(a[0], b[0]));
    int there = 0;
    int change = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      most[cell] = there;
      while (change < changes.size() && cell(changes.get(change)[0]) <= cell) {
        there += (int) changes.get(change++)[1];
        most[cell] = Math.max(most[cell], there);
      }
      peak = Math.max(peak, most[cell]);
    }
  }

  private int cell(long millis) {
    double part = (double) (millis - axis.from()) / axis.length();
    return (int) Math.max(0, Math.min(CELLS - 1, Math.floor(part * CELLS)));
  }

  /** Whether there is an executor with a time. */
  boolean present() {
    return executors.size() > untimed;
  }

  void write(Html html, Lanes lanes) throws IOException {
    long lost = executors.stream().filter(Ranking::lost).count();
    String words = "at most " + Words.count(peak) + (lost > 0 ? ", " + lost + " lost" : "");
    html.open("div", "class", "lane curve").open("span", "class", "what");
    html.element("strong", "Executors").text(" ").element("span", words, "class", "name").close();
    lanes.openTrack(
        Integer.toString(HEIGHT + 12),
        "Executors over time: " + words + untimedWords() + "; marks show those that were lost");
    html.open(
        "svg",
        "y",
        "12",
        "width",
        "100%",
        "height",
        Integer.toString(HEIGHT),
        "viewBox",
        "0 0 " + CELLS + " " + HEIGHT,
        "preserveAspectRatio",
        "none");
    html.leaf("path", "class", "area", "d", path()).close();
    losses(html);
    html.close().element("span", Words.count(executors.size(), "executor"), "class", "took");
    html.close().line();
  }

  private String untimedWords() {
    return untimed == 0 ? "" : "; " + untimed + " without a known start are not drawn";
  }

  private String path() {
    StringBuilder path = new StringBuilder("M0 ").append(HEIGHT);
    int before = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      if (most[cell] != before) {
        path.append('H').append(cell).append('V').append(height(most[cell]));
        before = most[cell];
      }
    }
    return path.append('H').append(CELLS).append('V').append(HEIGHT).append('z').toString();
  }

  private String height(int number) {
    double y = HEIGHT - (HEIGHT - 2.0) * number / Math.max(1, peak);
    return String.format(Locale.ROOT, "%.1f", y).replace(".0", "");
  }

  private void losses(Html html) throws IOException {
    int drawn = 0;
    for (ExecutorSnapshot each : executors) {
      if (Ranking.lost(each) && drawn < MAX_LOSSES) {
        drawn++;
        loss(html, each);
      }
    }
  }

  private void loss(Html html, ExecutorSnapshot executor) throws IOException {
    Span span = course.of(executor);
    long at = executor.loss() == null ? span.to() : executor.loss().removedMillis();
    String x = axis.at(at);
    html.open("svg", "class", "mark", "x", x, "y", "0", "overflow", "visible");
    html.element("title", ExecutorWords.lost(executor) + ", " + course.after(at));
    html.leaf("path", "class", "fall", "d", "M0 12V60");
    html.leaf("path", "class", "loss", "d", "M0 0l6 6l-6 6l-6-6z").close();
  }
}
