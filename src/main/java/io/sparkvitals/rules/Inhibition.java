package io.sparkvitals.rules;

import io.sparkvitals.model.StageKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * That alerts of one rule follow from those of another, so that only the latter are told.
 * Immutable.
 */
public final class Inhibition {
  private final String ruleId;
  private final Set<CauseKind> causes;
  private final boolean sameStage;

  private Inhibition(String ruleId, Set<CauseKind> causes, boolean sameStage) {
    this.ruleId = ruleId;
    this.causes = causes;
    this.sameStage = sameStage;
  }

  /** By an alert of a rule, whatever the cause; {@code sameStage}: only if of the same stage. */
  static Inhibition by(String ruleId, Set<CauseKind> causes, boolean sameStage) {
    Set<CauseKind> copy =
        causes.isEmpty()
            ? Collections.emptySet()
            : Collections.unmodifiableSet(EnumSet.copyOf(causes));
    return new Inhibition(ruleId, copy, sameStage);
  }

  /** The rule whose alert is told instead. */
  public String ruleId() {
    return ruleId;
  }

  /** Whether one finding is told by the other one. */
  public boolean holds(Finding cause, Finding effect) {
    boolean kind = causes.isEmpty() || causes.contains(effect.causeKind());
    StageKey stage = cause.subject().stage();
    boolean place =
        !sameStage || (stage != null && Objects.equals(stage, effect.subject().stage()));
    return cause.rule().id().equals(ruleId) && kind && place;
  }
}
