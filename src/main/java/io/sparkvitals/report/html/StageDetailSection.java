package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** The stage attempts with trouble, each with how its work was spread and its slowest tasks. */
final class StageDetailSection implements Section {
  private static final int MAX_FAILURE = 4_000;
  private static final int SHORT_FAILURE = 160;
  private static final int MAX_LISTED = 200;

  private final Dossier dossier;

  StageDetailSection(Dossier dossier) {
    this.dossier = dossier;
  }

  @Override
  public String anchor() {
    return "troubled-stages";
  }

  @Override
  public String title() {
    return "Troubled stages";
  }

  @Override
  public boolean present() {
    return !dossier.troubled().isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    List<TroubledStage> troubled = dossier.troubled();
    html.element(
        "p",
        "In the drawings of task durations the dark band holds the faster half of the tasks, the next"
            + " bands reach to 75 % and 95 %, and the line to the longest. Marks are the slowest"
            + " tasks; hollow ones still ran.",
        "class",
        "quiet");
    int shown = Math.min(Dossier.MAX_TROUBLED, troubled.size());
    for (TroubledStage each : troubled.subList(0, shown)) {
      stage(html, each);
    }
    if (troubled.size() > shown) {
      others(html, troubled.subList(shown, troubled.size()));
    }
  }

  private static void others(Html html, List<TroubledStage> others) throws IOException {
    html.open("details", "class", "more");
    html.element("summary", Words.count(others.size(), "more stage attempt") + " with trouble");
    html.open("ul");
    for (TroubledStage each : others.subList(0, Math.min(MAX_LISTED, others.size()))) {
      html.element("li", "Stage " + each.stage().key() + ": " + words(each));
    }
    html.close();
    if (others.size() > MAX_LISTED) {
      html.element("p", "and " + Words.count(others.size() - MAX_LISTED) + " others.");
    }
    html.close().line();
  }

  private static String words(TroubledStage troubled) {
    List<String> words = new ArrayList<>(troubled.reasons());
    for (Alert each : troubled.alerts()) {
      words.add(each.severity().label() + " " + each.ruleId());
    }
    return String.join(", ", words);
  }

  private void stage(Html html, TroubledStage troubled) throws IOException {
    StageSnapshot stage = troubled.stage();
    String anchor = Dossier.detailAnchor(stage.key());
    html.open("article", "class", "stage", "id", anchor, "aria-labelledby", anchor + "-title");
    html.open("header").open("h3", "id", anchor + "-title").text("Stage " + stage.key());
    html.close();
    StageSection.names(html, stage);
    html.close().line();
    html.open("p", "class", "when").element("strong", status(stage)).text(" ");
    html.text(Words.unbroken(dossier.course().words(dossier.course().of(stage))) + ". ");
    html.text(Texts.cut(String.join(", ", capitalised(troubled.reasons())), MAX_FAILURE));
    links(html, stage.key());
    html.close().line();
    alerts(html, troubled.alerts());
    failure(html, stage);
    SpreadChart.write(html, stage);
    spread(html, stage);
    SlowestTasks.write(html, stage);
    html.close().line();
  }

  private static String status(StageSnapshot stage) {
    if (stage.status() == StageStatus.FAILED) {
      return "Failed after";
    }
    if (stage.status() == StageStatus.UNKNOWN) {
      return "Only tasks of it were seen,";
    }
    return stage.status() == StageStatus.ACTIVE ? "Unfinished after" : "Completed after";
  }

  private static List<String> capitalised(List<String> words) {
    List<String> all = new ArrayList<>(words);
    if (!all.isEmpty()) {
      String first = all.get(0);
      all.set(0, Character.toUpperCase(first.charAt(0)) + first.substring(1));
      all.set(all.size() - 1, all.get(all.size() - 1) + ".");
    }
    return all;
  }

  private void links(Html html, StageKey key) throws IOException {
    if (dossier.plan().shows(key)) {
      html.text(" ").element("a", "In the timeline", "href", "#" + Dossier.laneAnchor(key));
    }
  }

  private void alerts(Html html, List<Alert> alerts) throws IOException {
    if (alerts.isEmpty()) {
      return;
    }
    html.open("ul", "class", "links");
    for (Alert each : alerts) {
      html.open("li");
      Marks.badge(html, each.severity());
      String anchor = dossier.alerts().anchor(each);
      html.text(" ").element("a", each.finding().rule().title(), "href", "#" + anchor).close();
    }
    html.close().line();
  }

  private static void failure(Html html, StageSnapshot stage) throws IOException {
    String reason = stage.facts().failureReason();
    if (reason != null && !reason.isEmpty()) {
      html.open("details", "class", "failure");
      html.element("summary", "Why it failed: " + Texts.line(reason, SHORT_FAILURE));
      html.element("pre", Texts.cut(reason, MAX_FAILURE), "tabindex", "0").close().line();
    }
    Map<String, Long> texts = stage.tasks().failureTexts();
    if (texts.isEmpty()) {
      return;
    }
    html.element("h4", "Why tasks failed").open("ul", "class", "evidence");
    for (Map.Entry<String, Long> each : texts.entrySet()) {
      html.element("li", Words.count(each.getValue()) + " × " + Texts.line(each.getKey(), 200));
    }
    html.close().line();
  }

  private static void spread(Html html, StageSnapshot stage) throws IOException {
    if (stage.durations().count() == 0) {
      return;
    }
    String tasks = Words.count(stage.durations().count(), "task") + " that succeeded";
    Table table = Table.in(html, "How the work is spread over " + tasks);
    table.text("Of each task").number("Least").number("Median").number("75 %");
    table.number("95 %").number("Most").number("Most per median").head();
    row(table, html, "Duration", stage.durations(), Figures::duration);
    row(table, html, "Shuffle read", of(stage, Dimension.SHUFFLE_READ_BYTES), Figures::bytes);
    row(table, html, "Input", of(stage, Dimension.INPUT_BYTES), Figures::bytes);
    row(table, html, "Records", of(stage, Dimension.RECORDS), Figures::count);
    table.end();
  }

  private static Distribution of(StageSnapshot stage, Dimension dimension) {
    return stage.spread().distribution(dimension);
  }

  /** Nothing where every task has 0 of it. */
  private static void row(
      Table table, Html html, String name, Distribution spread, DoubleFunction<String> figure)
      throws IOException {
    if (spread.max() == 0) {
      return;
    }
    table.row();
    html.text(name).close();
    table.cell(figure.apply(spread.min())).cell(figure.apply(spread.median()));
    table.cell(figure.apply(spread.p75())).cell(figure.apply(spread.p95()));
    table.cell(figure.apply(spread.max())).cell(Figures.factor(spread.skewRatio()));
    table.endRow();
  }
}
