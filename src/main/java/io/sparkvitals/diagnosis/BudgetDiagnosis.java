package io.sparkvitals.diagnosis;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.Spending;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the money went to. */
final class BudgetDiagnosis implements Diagnosis {
  private static final double MUCH = 0.3;
  private static final int MAX_PARTS = 4;

  @Override
  public Cause explain(Sight sight) {
    Spending spent = Spending.of(sight.snapshot()).orElse(null);
    if (spent == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(line("core-hours", spent.coreHours(), spent.coreCost()));
    evidence.add(line("GiB-hours of memory", spent.gibHours(), spent.memoryCost()));
    CoreSplit split = CoreSplit.of(sight.snapshot()).orElse(null);
    if (split != null) {
      parts(split, spent, evidence);
    }
    if (spent.idleCost() >= MUCH * spent.cost()) {
      return Cause.of(
          CauseKind.IDLE,
          Phrases.percent(spent.idleCost() / spent.cost())
              + " of the money went to cores on which no task ran."
              + (split == null ? "" : worst(split)),
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }

  /** What core time was wasted on, the most expensive first. */
  private static void parts(CoreSplit split, Spending spent, List<String> evidence) {
    Arrays.stream(CoreUse.values())
        .filter(use -> use.wasted() && split.millis(use) > 0)
        .sorted(Comparator.comparingLong(split::millis).reversed())
        .limit(MAX_PARTS)
        .map(
            use ->
                use.title()
                    + " ("
                    + use.meaning()
                    + "): "
                    + Unit.AMOUNT.format(spent.costOf(split.millis(use))))
        .forEach(evidence::add);
  }

  private static String worst(CoreSplit split) {
    CoreUse worst = split.worst();
    return worst.idle() && worst != CoreUse.IDLE
        ? " Most of them were " + worst.meaning() + "."
        : "";
  }

  private static String line(String what, double amount, double cost) {
    return String.format(Locale.ROOT, "%,.1f %s: %s", amount, what, Unit.AMOUNT.format(cost));
  }
}
