package io.sparkvitals.report.text;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.diagnosis.cost.CostCentre;
import io.sparkvitals.report.CostWords;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Report;
import java.io.IOException;
import java.util.List;

/** What the run cost and what for, for a terminal. */
final class CostText {
  private static final int MAX_CENTRES = 5;
  private static final int NAME = 30;

  private final Paper paper;

  CostText(Paper paper) {
    this.paper = paper;
  }

  void cost(Report report) throws IOException {
    if (!report.cost().isPresent()) {
      return;
    }
    Cost cost = report.cost().get();
    CostWords words = new CostWords(report, cost);
    paper.heading("Cost");
    for (String each : words.sentences()) {
      paper.paragraph(each);
    }
    uses(cost.split(), words);
    centres("job group", cost.jobGroups(), cost.split(), words);
    centres("SQL execution", cost.sqlExecutions(), cost.split(), words);
  }

  private void uses(CoreSplit split, CostWords words) throws IOException {
    TextTable table =
        new TextTable()
            .words("core time", NAME)
            .figures("share", "core time")
            .optionalFigures("money")
            .flexible("which is");
    for (CoreUse each : CoreUse.values()) {
      long millis = split.millis(each);
      if (millis > 0) {
        table.row(
            each.title(),
            Figures.percentOf(millis, split.allocatedMillis()),
            Figures.coreTime(millis),
            known(words.money(millis)),
            each.meaning());
      }
    }
    table.write(paper.blank());
  }

  private void centres(String what, List<CostCentre> centres, CoreSplit split, CostWords words)
      throws IOException {
    if (centres.isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable()
            .words(what, NAME)
            .figures("share", "core time")
            .optionalFigures("money")
            .flexible("what");
    for (CostCentre each : centres.subList(0, Math.min(MAX_CENTRES, centres.size()))) {
      table.row(
          CostWords.name(each),
          Figures.percentOf(each.coreMillis(), split.allocatedMillis()),
          Figures.coreTime(each.coreMillis()),
          known(words.money(each.coreMillis())),
          CostWords.description(each));
    }
    table.write(paper.blank());
  }

  private static String known(String text) {
    return text.isEmpty() ? TextTable.NONE : text;
  }
}
