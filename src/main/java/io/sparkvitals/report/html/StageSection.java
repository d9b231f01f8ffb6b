package io.sparkvitals.report.html;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Texts;
import java.io.IOException;

/** The stage attempts that cost most task time. */
final class StageSection implements Section {
  private static final int MAX_NAME = 120;

  private final Dossier dossier;
  private final long wholeMillis;
  private final long mostMillis;

  StageSection(Dossier dossier) {
    this.dossier = dossier;
    this.wholeMillis = dossier.application().work().totals().get(TaskMetric.RUN_TIME_MILLIS);
    this.mostMillis =
        dossier.costliest().stream()
            .mapToLong(each -> each.totals().get(TaskMetric.RUN_TIME_MILLIS))
            .max()
            .orElse(0);
  }

  @Override
  public String anchor() {
    return "stages";
  }

  @Override
  public String title() {
    return "Stages that cost most";
  }

  @Override
  public boolean present() {
    return !dossier.costliest().isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    int shown = dossier.costliest().size();
    int all = dossier.application().stages().size();
    String which =
        all > shown
            ? "The " + shown + " of " + Words.count(all, "stage attempt") + " with most run time"
            : Words.count(all, "stage attempt") + ", by run time";
    Table table = Table.in(html, which);
    table.text("Stage").bar("Run time").number("Tasks").number("Failed").number("GC");
    table.number("CPU").number("Spilled").number("Shuffle read").number("Shuffle write");
    table.number("Input").number("Skew").head();
    for (StageSnapshot stage : dossier.costliest()) {
      row(html, table, stage);
    }
    table.end();
    html.element(
        "p",
        "Run time is the sum over tasks, with its share of the application; the bars compare the"
            + " stages. Tasks are attempts that ended. GC and CPU are shares of run time, GC only from a"
            + " second on. Skew is the longest task per median.",
        "class",
        "quiet");
  }

  private void row(Html html, Table table, StageSnapshot stage) throws IOException {
    table.row("id", Dossier.costAnchor(stage.key()));
    name(html, dossier, stage);
    html.close();
    TaskTotals totals = stage.totals();
    long run = totals.get(TaskMetric.RUN_TIME_MILLIS);
    table.cell();
    html.open("span", "class", "value").text(Figures.duration(run));
    if (wholeMillis > 0) {
      html.element("span", " " + Figures.percentOf(run, wholeMillis), "class", "part-of");
    }
    html.close();
    Meter.write(html, run, mostMillis, "");
    html.close();
    TaskCounts counts = stage.counts();
    table.cell(Words.tasks(stage)).cell(Words.count(counts.failed()));
    table.cell(Figures.percent(Words.gcRatio(totals))).cell(Figures.percent(totals.cpuRatio()));
    table.cell(Figures.bytes(totals.spilledBytes()));
    table.cell(Figures.bytes(totals.shuffleReadBytes()));
    table.cell(Figures.bytes(totals.get(TaskMetric.SHUFFLE_WRITE_BYTES)));
    table.cell(Figures.bytes(totals.get(TaskMetric.INPUT_BYTES)));
    table.cell(Figures.factor(stage.spread().durationSkew()));
    table.endRow();
  }

  /** Its key, linked to where it is shown in detail, and its names. */
  static void name(Html html, Dossier dossier, StageSnapshot stage) throws IOException {
    String label = "Stage " + stage.key();
    String detail = Dossier.detailAnchor(stage.key());
    if (dossier.anchor(stage.key()).filter(detail::equals).isPresent()) {
      html.element("a", label, "href", "#" + detail);
    } else {
      html.text(label);
    }
    names(html, stage);
  }

  /** Spark's name, which says where in the code it comes from, then the job's description. */
  static void names(Html html, StageSnapshot stage) throws IOException {
    String name = Texts.line(stage.facts().shownName(), MAX_NAME);
    String description = Texts.line(stage.facts().description(), MAX_NAME);
    if (!name.isEmpty()) {
      html.text(" ").element("span", name, "class", "name");
    }
    if (!description.isEmpty() && !name.equals(description)) {
      html.text(" ").element("span", description, "class", "name more-name");
    }
  }
}
