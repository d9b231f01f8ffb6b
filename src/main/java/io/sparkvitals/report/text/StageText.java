package io.sparkvitals.report.text;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The stages that cost most, and why tasks failed, for a terminal. */
final class StageText {
  private static final int MAX_STAGES = 10;

  private final Paper paper;

  StageText(Paper paper) {
    this.paper = paper;
  }

  void stages(ApplicationSnapshot application) throws IOException {
    List<StageSnapshot> ranked = Ranking.stages(application.stages());
    if (ranked.isEmpty()) {
      return;
    }
    List<StageSnapshot> top = ranked.subList(0, Math.min(MAX_STAGES, ranked.size()));
    String title = "Stages that cost most task time";
    int all = application.stages().size();
    paper.heading(
        top.size() == all ? title : title + " (" + top.size() + " of " + Words.count(all) + ")");
    TaskTotals sums = application.work().totals();
    Costs costs = new Costs(sums.get(TaskMetric.RUN_TIME_MILLIS));
    for (StageSnapshot stage : top) {
      String skew = figure(stage.durations().skewRatio(), Unit.FACTOR);
      costs.add(stage.key().toString(), what(stage), Words.tasks(stage), stage.totals(), skew);
    }
    String tasks = Words.count(Words.ended(application.work().tasks().counts()));
    costs.add("all", "", tasks, sums, "");
    costs.table.write(paper);
    paper.blank();
    paper.paragraph(
        "tasks: attempts that ended; GC: from a second of run time on; skew: longest task per median;"
            + " sh-read, sh-write: bytes read from shuffles and written to them.");
  }

  /** The table of what stages cost, as parts of the whole run. */
  private static final class Costs {
    private final long runMillis;
    private final TextTable table =
        new TextTable()
            .words("stage", 12)
            .flexible("what")
            .figures("tasks", "run time", "share", "GC")
            .optionalFigures("skew", "spill", "sh-read", "sh-write", "input");

    Costs(long runMillis) {
      this.runMillis = runMillis;
    }

    void add(String key, String what, String tasks, TaskTotals totals, String skew) {
      long run = totals.get(TaskMetric.RUN_TIME_MILLIS);
      table.row(
          key,
          what,
          tasks,
          Words.duration(run),
          runMillis > 0 ? Words.percent((double) run / runMillis) : TextTable.NONE,
          figure(Words.gcRatio(totals), Unit.RATIO),
          skew,
          bytes(totals.spilledBytes()),
          bytes(totals.shuffleReadBytes()),
          bytes(totals.get(TaskMetric.SHUFFLE_WRITE_BYTES)),
          bytes(totals.get(TaskMetric.INPUT_BYTES)));
    }
  }

  private static String what(StageSnapshot stage) {
    String name = named(stage.facts().shownName(), stage.facts().description());
    boolean usual = stage.status() == StageStatus.COMPLETE;
    return usual ? name : "(" + stage.status().label() + ") " + name;
  }

  private static String named(String name, @Nullable String description) {
    String words = Words.name(description == null ? "" : description);
    if (name.isEmpty() && !words.isEmpty()) {
      return words;
    }
    return words.isEmpty() || words.equals(name)
        ? Words.name(name)
        : Words.name(name) + ", " + words;
  }

  private static String figure(OptionalDouble value, Unit unit) {
    return value.isPresent() ? unit.format(value.getAsDouble()) : TextTable.NONE;
  }

  private static String bytes(long bytes) {
    return bytes > 0 ? Sizes.decimal(bytes) : TextTable.NONE;
  }

  void failures(TaskBreakdown tasks) throws IOException {
    TaskCounts counts = tasks.counts();
    if (counts.failed() == 0) {
      return;
    }
    long finished = counts.succeeded() + counts.failed();
    paper.heading(
        "Failed tasks (" + Words.count(counts.failed()) + " of " + Words.count(finished) + ")");
    TextTable reasons = new TextTable().figures("tasks").flexible("reason");
    for (FailureReason each : FailureReason.values()) {
      if (tasks.failures(each) > 0) {
        reasons.row(Words.count(tasks.failures(each)), each.label().replace('_', ' '));
      }
    }
    reasons.write(paper);
    paper.blank();
    TextTable texts = new TextTable().figures("tasks").flexible("exception, or Spark's words");
    for (Map.Entry<String, Long> each : tasks.failureTexts().entrySet()) {
      texts.row(Words.count(each.getValue()), each.getKey());
    }
    texts.write(paper);
  }
}
