package io.sparkvitals.report.html;

import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The application's figures that people look for first. */
final class KeyFigures {
  private final List<String[]> figures = new ArrayList<>();

  KeyFigures(ApplicationSnapshot application) {
    Work work = application.work();
    activity("Jobs", work.jobs(), 0);
    activity("Stage attempts", work.stages(), work.events().stageRetries());
    tasks(work.tasks().counts());
    executors(application);
    totals(work.totals());
  }

  /** Writes nothing where nothing ran. */
  void write(Html html) throws IOException {
    if (figures.isEmpty()) {
      return;
    }
    html.open("section", "aria-label", "Key figures").open("dl", "class", "key-figures");
    for (String[] each : figures) {
      html.open("div").element("dt", each[0]).open("dd").element("b", each[1]);
      html.text(" ").element("span", each[2]).close(2);
    }
    html.close(2).line();
  }

  private void activity(String name, ActivityCounts counts, long retried) {
    long all = counts.succeeded() + counts.failed() + counts.active();
    if (all > 0) {
      String notes = note(note("", counts.failed(), "failed"), retried, "retried");
      figure(name, Words.count(all), note(notes, counts.active(), "unfinished"));
    }
  }

  private void tasks(TaskCounts counts) {
    long all = counts.succeeded() + counts.failed() + counts.killed() + counts.unfinished();
    if (all > 0) {
      String notes = note(note("", counts.failed(), "failed"), counts.killed(), "killed");
      figure("Tasks", Words.count(all), note(notes, counts.unfinished(), "unfinished"));
    }
  }

  private void executors(ApplicationSnapshot application) {
    Work.Events events = application.work().events();
    List<ExecutorSnapshot> seen = application.executors();
    if (!seen.isEmpty() && seen.stream().allMatch(each -> each.facts().driver())) {
      figure("Executors", "0", "tasks ran in the driver");
      return;
    }
    long lost = 0;
    for (LossClass each : LossClass.values()) {
      lost += each.lost() ? events.executorsRemoved(each) : 0;
    }
    if (events.executorsAdded() > 0) {
      figure("Executors", Words.count(events.executorsAdded()), note("", lost, "lost"));
    }
  }

  private void totals(TaskTotals totals) {
    long run = totals.get(TaskMetric.RUN_TIME_MILLIS);
    if (run > 0) {
      String split =
          "CPU "
              + Figures.percent(totals.cpuRatio())
              + ", GC "
              + Figures.percent(Words.gcRatio(totals));
      figure("Task run time", Figures.duration(run), split);
    }
    bytes("Read", totals.get(TaskMetric.INPUT_BYTES), TaskMetric.INPUT_RECORDS, totals);
    bytes("Written", totals.get(TaskMetric.OUTPUT_BYTES), TaskMetric.OUTPUT_RECORDS, totals);
    bytes(
        "Shuffle written",
        totals.get(TaskMetric.SHUFFLE_WRITE_BYTES),
        TaskMetric.SHUFFLE_WRITE_RECORDS,
        totals);
    long spilled = totals.spilledBytes();
    if (spilled > 0) {
      String part = Figures.percent(totals.spillRatio()) + " of what was processed";
      figure("Spilled", Figures.bytes(spilled), part);
    }
  }

  private void bytes(String name, long bytes, TaskMetric records, TaskTotals totals) {
    if (bytes > 0) {
      figure(name, Figures.bytes(bytes), Words.count(totals.get(records), "record"));
    }
  }

  private static String note(String before, long number, String word) {
    if (number == 0) {
      return before;
    }
    return (before.isEmpty() ? "" : before + ", ") + Words.count(number) + " " + word;
  }

  private void figure(String name, String value, String note) {
    figures.add(new String[] {name, value, note});
  }
}
