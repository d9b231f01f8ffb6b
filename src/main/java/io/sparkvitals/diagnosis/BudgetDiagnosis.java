package io.sparkvitals.diagnosis;

import io.sparkvitals.model.Spending;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the money went to. */
final class BudgetDiagnosis implements Diagnosis {
  private static final double MUCH = 0.3;

  @Override
  public Cause explain(Sight sight) {
    Spending spent = Spending.of(sight.snapshot()).orElse(null);
    if (spent == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(line("core-hours", spent.coreHours(), spent.coreCost()));
    evidence.add(line("GiB-hours of memory", spent.gibHours(), spent.memoryCost()));
    evidence.add("idle cores: " + Unit.AMOUNT.format(spent.idleCost()));
    if (spent.idleCost() >= MUCH * spent.cost()) {
      return Cause.of(
          CauseKind.IDLE,
          Phrases.percent(spent.idleCost() / spent.cost())
              + " of the money went to cores on which no task ran.",
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }

  private static String line(String what, double amount, double cost) {
    return String.format(Locale.ROOT, "%,.1f %s: %s", amount, what, Unit.AMOUNT.format(cost));
  }
}
