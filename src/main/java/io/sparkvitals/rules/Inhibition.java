package io.sparkvitals.rules;

import io.sparkvitals.model.StageKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That alerts of one rule follow from those of another, so that only the latter are told.
 * Immutable.
 */
public final class Inhibition {
  private final String ruleId;
  private final Set<CauseKind> causes;
  private final Same same;

  /** What both alerts must be about. */
  enum Same {
    APPLICATION,
    /** The same stage, in whatever attempt. */
    STAGE,
    JOB;

    static @Nullable Same parse(String label) {
      for (Same each : values()) {
        if (each.label().equals(label)) {
          return each;
        }
      }
      return null;
    }

    static List<String> labels() {
      List<String> labels = new ArrayList<>();
      for (Same each : values()) {
        labels.add(each.label());
      }
      return labels;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private boolean holds(Subject one, Subject other) {
      switch (this) {
        case STAGE:
          StageKey stage = one.stage();
          StageKey second = other.stage();
          return stage != null && second != null && stage.stageId() == second.stageId();
        case JOB:
          return one.jobId().isPresent() && one.jobId().equals(other.jobId());
        default:
          return true;
      }
    }
  }

  private Inhibition(String ruleId, Set<CauseKind> causes, Same same) {
    this.ruleId = ruleId;
    this.causes = causes;
    this.same = same;
  }

  /** By an alert of a rule; {@code causes} of the muted alert, all if empty. */
  static Inhibition by(String ruleId, Set<CauseKind> causes, Same same) {
    Set<CauseKind> copy = EnumSet.noneOf(CauseKind.class);
    copy.addAll(causes);
    return new Inhibition(ruleId, Collections.unmodifiableSet(copy), same);
  }

  /** The rule whose alert is told instead. */
  public String ruleId() {
    return ruleId;
  }

  /** Whether one finding is told by the other one. */
  public boolean holds(Finding cause, Finding effect) {
    boolean kind = causes.isEmpty() || causes.contains(effect.causeKind());
    return cause.rule().id().equals(ruleId)
        && kind
        && same.holds(cause.subject(), effect.subject());
  }
}
