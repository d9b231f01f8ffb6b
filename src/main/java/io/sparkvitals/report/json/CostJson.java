package io.sparkvitals.report.json;

import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.diagnosis.cost.CostCentre;
import io.sparkvitals.model.Spending;
import io.sparkvitals.report.Report;
import java.io.IOException;

/** What the run cost and what for; amounts of money are null without a rate. */
final class CostJson {
  private final Members members;

  CostJson(Members members) {
    this.members = members;
  }

  void cost(Report report) throws IOException {
    if (!report.cost().isPresent()) {
      members.nothing("cost");
      return;
    }
    Cost cost = report.cost().get();
    members.object("cost", () -> members(report, cost));
  }

  private void members(Report report, Cost cost) throws IOException {
    Spending spending = cost.spending();
    boolean memory = spending.gibHours() > 0;
    members.decimal("coreHours", spending.coreHours());
    members.decimal("spotCoreHours", spending.spotCoreHours());
    members.decimal("gibHours", memory, spending.gibHours());
    members.decimal("cachedGibHours", cost.cachedGibHours() > 0, cost.cachedGibHours());
    members.number("allocatedCoreMillis", cost.split().allocatedMillis());
    members.object("coreMillis", () -> uses(cost));
    members.number("wastedCoreMillis", cost.split().wastedMillis());
    members.decimal("adviceSavesCoreMillis", report.savedCoreMillis());
    members.words("currency", spending.currency());
    members.decimal("total", spending.priced(), spending.cost());
    members.decimal("cores", spending.priced(), spending.coreCost());
    members.decimal("memory", spending.priced(), spending.memoryCost());
    members.decimal("wasted", spending.priced(), spending.costOf(cost.split().wastedMillis()));
    members.decimal(
        "adviceSaves",
        spending.priced() && report.savedCoreMillis().isPresent(),
        spending.costOf(report.savedCoreMillis().orElse(0)));
    members.decimal("budget", spending.budget() > 0, spending.budget());
    members.objects("jobGroups", cost.jobGroups(), each -> centre(each, spending));
    members.objects("sqlExecutions", cost.sqlExecutions(), each -> centre(each, spending));
  }

  private void uses(Cost cost) throws IOException {
    for (CoreUse each : CoreUse.values()) {
      members.number(each.member(), cost.split().millis(each));
    }
  }

  private void centre(CostCentre centre, Spending spending) throws IOException {
    members.text("name", centre.name()).words("description", centre.description());
    members.number("stages", centre.stages()).number("coreMillis", centre.coreMillis());
    members.number("wastedCoreMillis", centre.wastedCoreMillis());
    members.decimal("cores", spending.priced(), spending.costOf(centre.coreMillis()));
  }
}
