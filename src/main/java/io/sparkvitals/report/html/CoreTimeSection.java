package io.sparkvitals.report.html;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.report.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the core time that the application held went: one bar, and the same in figures.; {@link
 * CostSection} splits it further. Garbage collection counts as the tasks report it: for each task
 * that ran.
 */
final class CoreTimeSection implements Section {
  private final List<Part> parts = new ArrayList<>();
  private final double allocated;

  CoreTimeSection(Dossier dossier) {
    Optional<CoreSplit> split = dossier.report().cost().map(Cost::split);
    allocated = split.map(CoreSplit::allocatedMillis).orElse(0L);
    split.ifPresent(each -> split(each, dossier));
  }

  private void split(CoreSplit split, Dossier dossier) {
    double useful = split.millis(CoreUse.USEFUL) + split.millis(CoreUse.STARTS);
    double collecting = Math.min(useful, collecting(dossier.application()));
    boolean ended = dossier.course().ended();
    parts.add(new Part("work", "Work", "tasks that succeeded", useful - collecting));
    parts.add(new Part("gc", "Garbage collection", "in the time of tasks", collecting));
    parts.add(
        new Part(
            "lost", ended ? "Lost" : "Other tasks", others(ended), split.busyMillis() - useful));
    parts.add(new Part("idle", "Idle", "cores without a task", allocated - split.busyMillis()));
  }

  private static double collecting(ApplicationSnapshot application) {
    return application.facts().collectsBesideTasks()
        ? 0
        : CoreSplit.cpusPerTask(application)
            * application.work().totals().get(TaskMetric.GC_TIME_MILLIS);
  }

  private static String others(boolean ended) {
    return ended
        ? "tasks that failed, were killed, never ended, or did again what was lost"
        : "tasks that failed, were killed, did again what was lost, or still ran";
  }

  @Override
  public String anchor() {
    return "core-time";
  }

  @Override
  public String title() {
    return "Where the core time went";
  }

  @Override
  public boolean present() {
    return allocated > 0;
  }

  @Override
  public void write(Html html) throws IOException {
    String total = Figures.coreTime(allocated);
    html.open("svg", "class", "stack", "width", "100%", "height", "36", "role", "img");
    html.element("title", "Of " + total + ": " + words());
    double from = 0;
    for (Part each : parts) {
      each.draw(html, from, allocated);
      from += each.coreMillis;
    }
    html.close().line();
    html.open("div", "class", "narrow");
    Table table = Table.compact(html, "Core time of the executors: " + total);
    table.text("What").number("Share").number("Core time").words("Which is").head();
    for (Part each : parts) {
      table.row();
      each.swatch(html);
      html.text(each.name).close();
      table.cell(Figures.percentOf(each.coreMillis, allocated));
      table.cell(Figures.coreTime(each.coreMillis)).cell(each.meaning);
      table.endRow();
    }
    table.end();
    html.close().line();
  }

  private String words() {
    List<String> words = new ArrayList<>();
    for (Part each : parts) {
      words.add(each.name + " " + Figures.percentOf(each.coreMillis, allocated));
    }
    return String.join(", ", words);
  }

  /** A part of the bar. */
  private static final class Part {
    private static final double LABELLED = 0.12;

    private final String type;
    private final String name;
    private final String meaning;
    private final double coreMillis;

    private Part(String type, String name, String meaning, double coreMillis) {
      this.type = type;
      this.name = name;
      this.meaning = meaning;
      this.coreMillis = coreMillis;
    }

    void draw(Html html, double from, double whole) throws IOException {
      String x = Figures.share(from, whole);
      String width = Figures.share(coreMillis, whole);
      html.open("g", "class", "part " + type);
      html.element("title", name + ": " + Figures.percentOf(coreMillis, whole));
      html.leaf("rect", "x", x, "width", width, "y", "0", "height", "36");
      if (type.equals("lost")) {
        html.leaf("rect", "class", "hatched", "x", x, "width", width, "y", "0", "height", "36");
      }
      if (coreMillis / whole >= LABELLED) {
        html.open("svg", "x", x, "width", width, "height", "36");
        html.element("text", Figures.percentOf(coreMillis, whole), "x", "8", "y", "23").close();
      }
      html.close();
    }

    void swatch(Html html) throws IOException {
      html.open(
          "svg",
          "class",
          "swatch part " + type,
          "width",
          "12",
          "height",
          "12",
          "aria-hidden",
          "true");
      html.leaf("rect", "width", "12", "height", "12");
      if (type.equals("lost")) {
        html.leaf("rect", "class", "hatched", "width", "12", "height", "12");
      }
      html.close().text(" ");
    }
  }
}
