package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.report.ExecutorWords;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Executors: when they were there, what they did, their memory and GC, and how each ended. */
final class ExecutorSection implements Section {
  static final int MAX_ROWS = 60;
  private static final double HIGH_GC = 0.10;
  private static final double GC_BAR = 0.5;
  private static final int MAX_ALERTS = 3;

  private final Dossier dossier;
  private final Optional<TimeAxis> axis;
  private final List<ExecutorSnapshot> executors;

  /** Whether anything is known of cached blocks: most event logs tell nothing. */
  private final boolean caching;

  ExecutorSection(Dossier dossier) {
    this.dossier = dossier;
    this.axis = dossier.course().axis();
    this.executors = choose(dossier.application().executors());
    this.caching = executors.stream().anyMatch(each -> each.memory().storageMemoryBytes() > 0);
  }

  /** All in their order; of too many the lost ones, then those that collect most garbage. */
  private static List<ExecutorSnapshot> choose(List<ExecutorSnapshot> all) {
    if (all.size() <= MAX_ROWS) {
      return all;
    }
    List<ExecutorSnapshot> ranked = new ArrayList<>(all);
    ranked.sort(
        Comparator.comparing(Ranking::lost)
            .thenComparing(each -> each.totals().gcRatio().orElse(0))
            .thenComparing(each -> each.totals().get(TaskMetric.RUN_TIME_MILLIS))
            .reversed());
    List<ExecutorSnapshot> chosen = new ArrayList<>(ranked.subList(0, MAX_ROWS));
    chosen.sort(Comparator.comparingLong(each -> each.facts().addedMillis()));
    return Collections.unmodifiableList(chosen);
  }

  @Override
  public String anchor() {
    return "executors";
  }

  @Override
  public String title() {
    return "Executors, memory and GC";
  }

  @Override
  public boolean present() {
    return !executors.isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    int all = dossier.application().executors().size();
    String which =
        all > executors.size()
            ? executors.size()
                + " of "
                + Words.count(all, "executor")
                + ": those that were lost, then those with most GC"
            : Words.count(all, "executor");
    Table table = Table.in(html, which);
    table.text("Executor").bar("Lifetime").number("Cores").number("Tasks").number("Failed");
    table.bar("GC").bar("Peak heap");
    if (caching) {
      table.number("Cached");
    }
    table.words("End and alerts").head();
    for (ExecutorSnapshot each : executors) {
      row(html, table, each);
    }
    table.end();
    html.element(
        "p",
        "GC is the share of task run time; its bars end at 50 %. A peak heap near the maximum is no trouble by itself: a"
            + " healthy heap fills up before it is collected. A figure that no executor reported, or GC of less than a second of run time, is"
            + " left blank as "
            + Figures.UNKNOWN
            + ".",
        "class",
        "quiet");
  }

  private void row(Html html, Table table, ExecutorSnapshot executor) throws IOException {
    table.row();
    html.text(executor.facts().driver() ? "driver" : "Executor " + ExecutorWords.id(executor));
    html.text(" ").element("span", ExecutorWords.host(executor), "class", "name code").close();
    table.cell();
    lifetime(html, executor);
    html.close();
    int cores = executor.facts().cores();
    table.cell(cores < 0 ? Figures.UNKNOWN : Words.count(cores));
    table.cell(Words.count(Words.ended(executor.counts())));
    table.cell(Words.count(executor.counts().failed()));
    table.cell();
    gc(html, Words.gcRatio(executor.totals()));
    html.close();
    table.cell();
    heap(html, executor.memory());
    html.close();
    if (caching) {
      table.cell(Figures.memory(executor.memory().storageMemoryBytes()));
    }
    table.cell();
    end(html, executor);
    html.close();
    table.endRow();
  }

  private void lifetime(Html html, ExecutorSnapshot executor) throws IOException {
    Span span = dossier.course().of(executor);
    html.element(
        "span", span.known() ? Figures.duration(span.millis()) : Figures.UNKNOWN, "class", "value");
    if (span.known() && axis.isPresent()) {
      html.open("svg", "class", "meter", "width", "100%", "height", "6", "role", "img");
      html.element("title", "There for " + dossier.course().words(span));
      html.leaf("rect", "class", "whole", "width", "100%", "height", "6");
      html.leaf(
          "rect",
          "class",
          Ranking.lost(executor) ? "fill lost" : "fill",
          "x",
          axis.get().at(span.from()),
          "width",
          axis.get().width(span.from(), span.to()),
          "height",
          "6");
      html.close();
    }
  }

  private static void gc(Html html, OptionalDouble ratio) throws IOException {
    boolean high = ratio.orElse(0) > HIGH_GC;
    value(html, Figures.percent(ratio), high);
    if (ratio.isPresent()) {
      Meter.write(html, ratio.getAsDouble(), GC_BAR, high ? "high" : "");
    }
  }

  private static void heap(Html html, ExecutorMemory memory) throws IOException {
    long peak = memory.peaks().get(ExecutorMetric.JVM_HEAP);
    if (peak == 0) {
      html.element("span", Figures.UNKNOWN, "class", "value");
      return;
    }
    OptionalLong heap = memory.limits().heapBytes();
    String of = heap.isPresent() ? " of " + Figures.memory(heap.getAsLong()) : "";
    value(html, Figures.memory(peak) + of, false);
    if (heap.isPresent()) {
      Meter.write(html, peak, heap.getAsLong(), "");
    }
  }

  private static void value(Html html, String text, boolean high) throws IOException {
    html.open("span", "class", "value").text(text);
    if (high) {
      html.text(" ").element("strong", "high", "class", "high");
    }
    html.close();
  }

  private void end(Html html, ExecutorSnapshot executor) throws IOException {
    String words = ExecutorWords.end(executor);
    if (Ranking.lost(executor)) {
      html.element("strong", words);
    } else {
      html.text(words);
    }
    String reason = executor.loss() == null ? "" : executor.loss().reason();
    if (!reason.isEmpty()) {
      html.text(" ").element("span", ExecutorWords.reason(reason), "class", "name");
    }
    List<Alert> alerts = dossier.alerts().of(executor.id());
    for (Alert each : alerts.subList(0, Math.min(MAX_ALERTS, alerts.size()))) {
      String anchor = "#" + dossier.alerts().anchor(each);
      html.text(" ").element("a", each.finding().rule().title(), "href", anchor);
    }
  }
}
