package io.sparkvitals.report.html;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.diagnosis.cost.CostCentre;
import io.sparkvitals.report.CostWords;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the run cost, what for, and for whom. */
final class CostSection implements Section {
  private final Report report;
  private final Optional<Cost> cost;

  CostSection(Dossier dossier) {
    this.report = dossier.report();
    this.cost = report.cost();
  }

  @Override
  public String anchor() {
    return "cost";
  }

  @Override
  public String title() {
    return "Cost";
  }

  @Override
  public boolean present() {
    return cost.isPresent();
  }

  @Override
  public void write(Html html) throws IOException {
    if (!cost.isPresent()) {
      return;
    }
    CoreSplit split = cost.get().split();
    CostWords words = new CostWords(report, cost.get());
    for (String each : words.sentences()) {
      html.element("p", Words.unbroken(each)).line();
    }
    uses(html, split, words);
    centres(html, "job group", cost.get().jobGroups(), words);
    centres(html, "SQL execution", cost.get().sqlExecutions(), words);
  }

  private void uses(Html html, CoreSplit split, CostWords words) throws IOException {
    boolean priced = !words.money(0).isEmpty();
    Table table = Table.compact(html, "What the core time was paid for");
    table.text("What").number("Share").number("Core time");
    money(table, priced).words("Which is").head();
    for (CoreUse each : CoreUse.values()) {
      long millis = split.millis(each);
      if (millis > 0) {
        table.row();
        html.text(each.title()).close();
        table.cell(Figures.percentOf(millis, split.allocatedMillis()));
        table.cell(Figures.coreTime(millis));
        money(table, priced, words.money(millis));
        table.cell(each.meaning()).endRow();
      }
    }
    table.end();
  }

  private void centres(Html html, String what, List<CostCentre> centres, CostWords words)
      throws IOException {
    if (centres.isEmpty()) {
      return;
    }
    boolean priced = !words.money(0).isEmpty();
    Table table = Table.in(html, "Core time of tasks by " + what + "; idle time is nobody's");
    table.text("Name").number("Stages").number("Core time").number("Of it wasted");
    money(table, priced).words("What").head();
    for (CostCentre each : centres) {
      table.row();
      html.text(CostWords.name(each)).close();
      table.cell(Figures.count(each.stages())).cell(Figures.coreTime(each.coreMillis()));
      table.cell(Figures.percentOf(each.wastedCoreMillis(), each.coreMillis()));
      money(table, priced, words.money(each.coreMillis()));
      table.cell(CostWords.description(each)).endRow();
    }
    table.end();
  }

  private static Table money(Table table, boolean priced) {
    return priced ? table.number("Money") : table;
  }

  private static void money(Table table, boolean priced, String amount) throws IOException {
    if (priced) {
      table.cell(amount);
    }
  }
}
