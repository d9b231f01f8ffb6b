package io.sparkvitals.report.html;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The slowest tasks of a stage attempt, running ones among them. */
final class SlowestTasks {
  private SlowestTasks() {}

  /** Writes nothing where no task is known. */
  static void write(Html html, StageSnapshot stage) throws IOException {
    List<TaskEvidence> tasks = new ArrayList<>(stage.spread().slowest());
    tasks.addAll(stage.spread().longestRunning());
    tasks.sort(Comparator.comparingLong(TaskEvidence::durationMillis).reversed());
    if (tasks.isEmpty()) {
      return;
    }
    Table table = Table.in(html, "The slowest tasks");
    table.text("Task").number("Duration").number("Per median").text("Executor").text("Host");
    table.number("Read").number("Records").number("Spilled").number("GC").number("Fetch wait");
    table.text("Locality").head();
    for (TaskEvidence each : tasks) {
      row(html, table, each, stage.durations().median());
    }
    table.end();
  }

  private static void row(Html html, Table table, TaskEvidence task, double median)
      throws IOException {
    table.row();
    html.text("Task " + task.index());
    note(html, task.attempt() > 0, "attempt " + (task.attempt() + 1));
    note(html, task.speculative(), "speculative");
    note(html, task.running(), "still running");
    html.close();
    table.cell(Figures.duration(task.durationMillis()));
    table.cell(median > 0 ? Figures.factor(task.durationMillis() / median) : Figures.UNKNOWN);
    table.cell(Words.name(task.executorId())).cell(Words.name(task.host()));
    TaskTotals totals = task.totals();
    boolean known = !task.running();
    table.cell(known ? Figures.bytes(task.readBytes()) : Figures.UNKNOWN);
    table.cell(known ? Words.count(task.records()) : Figures.UNKNOWN);
    table.cell(known ? Figures.bytes(totals.spilledBytes()) : Figures.UNKNOWN);
    table.cell(Figures.percent(Words.gcRatio(totals)));
    table.cell(Figures.percent(totals.fetchWaitRatio()));
    table.cell(task.locality().name());
    table.endRow();
  }

  private static void note(Html html, boolean holds, String words) throws IOException {
    if (holds) {
      html.text(" ").element("span", words, "class", "name");
    }
  }
}
