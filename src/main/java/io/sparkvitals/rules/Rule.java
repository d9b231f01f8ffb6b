package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule as data: when it speaks, how loudly, and what it says. Immutable.
 *
 * <p>A rule of the kind {@code state} compares a signal with bounds and lasts as long as the bounds
 * are passed; one of the kind {@code event} speaks once for each occurrence.
 */
public final class Rule {
  private final String id;
  private final String title;
  private final boolean enabled;
  private final Set<Scope> scopes;
  private final @Nullable Signal signal;
  private final @Nullable Steps steps;
  private final Map<Severity, List<Guard>> stepGuards;
  private final @Nullable Occurrence occurrence;
  private final Map<String, Optional<Severity>> classes;
  private final List<Guard> guards;
  private final @Nullable Signal samples;
  private final long forMillis;
  private final long keepMillis;
  private final long windowMillis;
  private final Template summary;
  private final Template cause;
  private final List<Advice> advice;
  private final List<Inhibition> mutedBy;

  private Rule(Draft draft) {
    this.id = draft.id;
    this.title = draft.title;
    this.enabled = draft.enabled;
    this.scopes = Collections.unmodifiableSet(EnumSet.copyOf(draft.scopes));
    this.signal = draft.signal;
    this.steps = draft.steps;
    this.stepGuards = draft.stepGuards;
    this.occurrence = draft.occurrence;
    this.classes = draft.classes;
    this.guards = Collections.unmodifiableList(new ArrayList<>(draft.guards));
    this.samples = draft.samples;
    this.forMillis = draft.forMillis;
    this.keepMillis = draft.keepMillis;
    this.windowMillis = draft.windowMillis;
    this.summary = draft.summary;
    this.cause = draft.cause;
    this.advice = draft.advice;
    this.mutedBy = Collections.unmodifiableList(new ArrayList<>(draft.mutedBy));
  }

  /** The stable name, such as {@code gc-time-high}. */
  public String id() {
    return id;
  }

  /** A few words for a headline. */
  public String title() {
    return title;
  }

  public boolean enabled() {
    return enabled;
  }

  public Set<Scope> scopes() {
    return scopes;
  }

  /** What is compared; null for an event. */
  public @Nullable Signal signal() {
    return signal;
  }

  /** What it is compared with; null for an event. */
  public @Nullable Steps steps() {
    return steps;
  }

  /** Guards of single severities, beside those of the whole rule. */
  public Map<Severity, List<Guard>> stepGuards() {
    return Collections.unmodifiableMap(stepGuards);
  }

  /** What is waited for; null for a state. */
  public @Nullable Occurrence occurrence() {
    return occurrence;
  }

  /** Severity of an occurrence of a class; empty where that class is no alert. */
  Optional<Severity> severity(String occurrenceClass) {
    Optional<Severity> other = classes.getOrDefault(OTHER, Optional.empty());
    return classes.getOrDefault(occurrenceClass, other);
  }

  /** Severities of an event by class, {@code other} for all not named. */
  public Map<String, Optional<Severity>> classes() {
    return Collections.unmodifiableMap(classes);
  }

  /** All of them must hold. */
  public List<Guard> guards() {
    return guards;
  }

  /** Whether all guards of the whole rule hold. */
  boolean guardsHold(Sight sight) {
    return guards.stream().allMatch(guard -> guard.holds(sight));
  }

  boolean stepGuardsHold(Severity severity, Sight sight) {
    return stepGuards.getOrDefault(severity, Collections.emptyList()).stream()
        .allMatch(guard -> guard.holds(sight));
  }

  /** The signal that tells how large the sample is; null where none does. */
  @Nullable Signal samples() {
    return samples;
  }

  /** How long the condition must hold before an alert fires, in milliseconds. */
  public long forMillis() {
    return forMillis;
  }

  /** How long it must be false before the alert is resolved, in milliseconds. */
  public long keepMillis() {
    return keepMillis;
  }

  /** How far back it looks at an application, in milliseconds. */
  public long windowMillis() {
    return windowMillis;
  }

  Template summary() {
    return summary;
  }

  /** What is said where no cause is found. */
  Template cause() {
    return cause;
  }

  /** The first advice that fits a cause. */
  Optional<Advice> advice(CauseKind kind) {
    return advice.stream().filter(each -> each.fits(kind)).findFirst();
  }

  /** The rules whose alerts are told in place of those of this rule. */
  public List<Inhibition> mutedBy() {
    return mutedBy;
  }

  @Override
  public String toString() {
    return id;
  }

  /** The class of all occurrences that no other class names. */
  static final String OTHER = "other";

  /** A draft that starts from this rule. */
  Draft change() {
    Draft draft = new Draft(id, title);
    draft.enabled = enabled;
    draft.scopes = EnumSet.copyOf(scopes);
    draft.signal = signal;
    draft.steps = steps;
    draft.stepGuards = stepGuards;
    draft.occurrence = occurrence;
    draft.classes = classes;
    draft.guards = new ArrayList<>(guards);
    draft.samples = samples;
    draft.forMillis = forMillis;
    draft.keepMillis = keepMillis;
    draft.windowMillis = windowMillis;
    draft.summary = summary;
    draft.cause = cause;
    draft.advice = advice;
    draft.mutedBy = mutedBy;
    return draft;
  }

  /** Collects a rule's parts; filled field by field by the parser. */
  static final class Draft {
    private final String id;
    private final String title;
    boolean enabled = true;
    Set<Scope> scopes = EnumSet.of(Scope.APPLICATION);
    @Nullable Signal signal;
    @Nullable Steps steps;
    Map<Severity, List<Guard>> stepGuards = new EnumMap<>(Severity.class);
    @Nullable Occurrence occurrence;
    Map<String, Optional<Severity>> classes = new LinkedHashMap<>();
    List<Guard> guards = new ArrayList<>();
    @Nullable Signal samples;
    long forMillis;
    long keepMillis = 60_000;
    long windowMillis = 600_000;
    Template summary = Template.EMPTY;
    Template cause = Template.EMPTY;
    List<Advice> advice = new ArrayList<>();
    List<Inhibition> mutedBy = new ArrayList<>();

    Draft(String id, String title) {
      this.id = id;
      this.title = title;
    }

    Rule rule() {
      return new Rule(this);
    }
  }
}
