package io.sparkvitals.report.html;

import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.io.IOException;

/**
 * How long the tasks of a stage took: bands within which half, three quarters and 95 % of them
 * ended, a line to the longest, and the slowest tasks as marks.
 */
final class SpreadChart {
  /** Keeps the mark of the longest task within the drawing. */
  private static final double ROOM = 1.015;

  private static final int HEIGHT = 76;
  private static final int BAND = 14;
  private static final int MIDDLE = BAND + 10;

  private final Html html;
  private final StageSnapshot stage;
  private final Distribution durations;
  private final TimeAxis axis;

  private SpreadChart(Html html, StageSnapshot stage) {
    this.html = html;
    this.stage = stage;
    this.durations = stage.durations();
    this.axis = TimeAxis.of(0, Math.round(ROOM * stage.spread().longestMillis()));
  }

  /** Writes nothing where no task has a duration. */
  static void write(Html html, StageSnapshot stage) throws IOException {
    if (stage.spread().longestMillis() > 0) {
      new SpreadChart(html, stage).write();
    }
  }

  private void write() throws IOException {
    html.open("figure");
    html.open(
        "svg",
        "class",
        "spread",
        "width",
        "100%",
        "height",
        Integer.toString(HEIGHT),
        "role",
        "img");
    html.element("title", "Durations of the tasks of stage " + stage.key());
    html.element("desc", words());
    ticks();
    if (durations.count() > 0) {
      bands();
    }
    for (TaskEvidence each : stage.spread().slowest()) {
      mark(each);
    }
    for (TaskEvidence each : stage.spread().longestRunning()) {
      mark(each);
    }
    html.close().line();
    html.close().line();
  }

  private String words() {
    if (durations.count() == 0) {
      return "No task has succeeded yet.";
    }
    return "Shortest "
        + Figures.duration(durations.min())
        + ", median "
        + Figures.duration(durations.median())
        + ", three quarters within "
        + Figures.duration(durations.p75())
        + ", 95 % within "
        + Figures.duration(durations.p95())
        + ", longest "
        + Figures.duration(durations.max())
        + ".";
  }

  private void ticks() throws IOException {
    for (TimeAxis.Tick tick : axis.ticks()) {
      html.leaf("line", "class", "grid", "x1", tick.at(), "x2", tick.at(), "y1", "0", "y2", "54");
      html.element("text", tick.label(), "x", tick.at(), "y", "70", "text-anchor", tick.anchor());
    }
  }

  private void bands() throws IOException {
    band("half", durations.min(), durations.median());
    band("quarter", durations.median(), durations.p75());
    band("fifth", durations.p75(), durations.p95());
    String y = Integer.toString(MIDDLE);
    html.leaf(
        "line",
        "class",
        "whisker",
        "x1",
        axis.at(durations.p95()),
        "x2",
        axis.at(durations.max()),
        "y1",
        y,
        "y2",
        y);
    String median = axis.at(durations.median());
    html.leaf("line", "class", "median", "x1", median, "x2", median, "y1", "8", "y2", "40");
  }

  private void band(String type, double from, double to) throws IOException {
    html.leaf(
        "rect",
        "class",
        "band " + type,
        "x",
        axis.at(from),
        "width",
        axis.width(from, to),
        "y",
        Integer.toString(BAND),
        "height",
        "20");
  }

  private void mark(TaskEvidence task) throws IOException {
    html.open(
        "circle",
        "class",
        task.running() ? "task running" : "task",
        "cx",
        axis.at(task.durationMillis()),
        "cy",
        Integer.toString(MIDDLE),
        "r",
        "5");
    String where = " on executor " + Words.name(task.executorId());
    String so = task.running() ? ", still running" : "";
    html.element(
        "title",
        "Task " + task.index() + where + ": " + Figures.duration(task.durationMillis()) + so);
    html.close();
  }
}
