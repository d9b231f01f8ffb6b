package io.sparkvitals.report;

import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.diagnosis.cost.CostCentre;
import io.sparkvitals.model.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a run cost, in sentences that all formats for people share. */
public final class CostWords {
  private static final double HOUR_MILLIS = 3.6e6;

  private final Cost cost;
  private final Spending spending;
  private final OptionalDouble savedMillis;

  /** Needs a report that has a cost. */
  public CostWords(Report report, Cost cost) {
    this.cost = cost;
    this.spending = cost.spending();
    this.savedMillis = report.savedCoreMillis();
  }

  /** What was held and what it cost; what the advice would have saved, where that is known. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    String hours = Figures.coreTime(cost.split().allocatedMillis());
    sentences.add("The executors held " + hours + memory() + spot() + "." + money());
    if (cost.cachedGibHours() > 0) {
      sentences.add("Cached data held " + Figures.memoryTime(cost.cachedGibHours()) + ".");
    }
    if (savedMillis.isPresent()) {
      double saved = savedMillis.getAsDouble();
      String worth =
          spending.coreCost() > 0 ? ", " + Figures.money(spending, spending.costOf(saved)) : "";
      sentences.add(
          "What is advised would have saved up to " + Figures.coreTime(saved) + worth + ".");
    }
    return sentences;
  }

  private String memory() {
    return spending.gibHours() > 0
        ? " and " + Figures.memoryTime(spending.gibHours()) + " of memory"
        : "";
  }

  private String spot() {
    double millis = spending.spotCoreHours() * HOUR_MILLIS;
    return millis > 0 ? ", " + Figures.coreTime(millis) + " of it on spot capacity" : "";
  }

  private String money() {
    if (!spending.priced()) {
      return "";
    }
    String budget =
        spending.budget() > 0
            ? ", "
                + Words.percent(spending.cost() / spending.budget())
                + " of the budget of "
                + Figures.money(spending, spending.budget())
            : "";
    return " They cost "
        + Figures.money(spending, spending.cost())
        + ": cores "
        + Figures.money(spending, spending.coreCost())
        + ", memory "
        + Figures.money(spending, spending.memoryCost())
        + budget
        + ".";
  }

  /** What some core time cost; empty where cores have no rate. */
  public String money(double coreMillis) {
    return spending.coreCost() > 0 ? Figures.money(spending, spending.costOf(coreMillis)) : "";
  }

  public static String name(CostCentre centre) {
    String name = centre.name();
    return name == null ? "all others" : name;
  }

  public static String description(CostCentre centre) {
    String description = centre.description();
    return description == null ? "" : description;
  }
}
