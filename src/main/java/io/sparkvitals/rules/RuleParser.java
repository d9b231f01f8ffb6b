package io.sparkvitals.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes rules of what a rule file says. */
final class RuleParser {
  private static final List<String> RULE_FIELDS =
      Arrays.asList(
          "id",
          "title",
          "kind",
          "enabled",
          "scopes",
          "signal",
          "above",
          "below",
          "stepGuard",
          "event",
          "severity",
          "guard",
          "samples",
          "for",
          "keep",
          "window",
          "summary",
          "cause",
          "mutedBy",
          "advice");
  private static final List<String> MUTED_BY_FIELDS = Arrays.asList("rule", "when", "same");
  private static final List<String> ADVICE_FIELDS =
      Arrays.asList("when", "text", "settings", "gain", "risk");
  private static final List<String> KINDS = Arrays.asList("state", "event");

  private RuleParser() {}

  /**
   * The rule that a mapping describes.
   *
   * @throws RuleProblem where it describes none
   */
  static Rule parse(JsonNode node) {
    return parse(Fields.of(node, RULE_FIELDS));
  }

  private static Rule parse(Fields fields) {
    String id = fields.required("id");
    if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw RuleProblem.expected("an id of small letters, digits and hyphens", id);
    }
    Rule.Draft draft = new Rule.Draft(id, fields.required("title"));
    draft.enabled = fields.flag("enabled", true);
    draft.scopes = scopes(fields);
    draft.forMillis = fields.millis("for", draft.forMillis);
    draft.keepMillis = fields.millis("keep", draft.keepMillis);
    draft.windowMillis = fields.millis("window", draft.windowMillis);
    if (draft.windowMillis < 10_000 || draft.windowMillis > 3_600_000) {
      throw RuleProblem.expected("a time from 10s to 1h", fields.text("window")).at("window");
    }
    List<String> guards = fields.texts("guard");
    for (int i = 0; i < guards.size(); i++) {
      draft.guards.add(guard("guard", "guard/" + i, guards.get(i)));
    }
    draft.summary = fields.template("summary");
    draft.cause = fields.template("cause");
    if (fields.parsed("kind", kind -> KINDS.contains(kind) ? kind : null, KINDS).equals("state")) {
      state(fields, draft);
    } else {
      event(fields, draft);
    }
    List<JsonNode> mutedBy = fields.nodes("mutedBy");
    for (int i = 0; i < mutedBy.size(); i++) {
      try {
        draft.mutedBy.add(mutedBy(Fields.of(mutedBy.get(i), MUTED_BY_FIELDS)));
      } catch (RuleProblem e) {
        throw e.in("mutedBy/" + i);
      }
    }
    List<JsonNode> advice = fields.nodes("advice");
    for (int i = 0; i < advice.size(); i++) {
      try {
        draft.advice.add(advice(Fields.of(advice.get(i), ADVICE_FIELDS)));
      } catch (RuleProblem e) {
        throw e.in("advice/" + i);
      }
    }
    return draft.rule();
  }

  private static Set<Scope> scopes(Fields fields) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String label : fields.texts("scopes")) {
      Scope scope = Scope.parse(label);
      if (scope == null) {
        throw RuleProblem.unknown("scope", label, Scope.labels()).of("scopes");
      }
      scopes.add(scope);
    }
    if (scopes.isEmpty()) {
      throw new RuleProblem("scopes is missing");
    }
    return scopes;
  }

  private static Guard guard(String where, String part, String text) {
    try {
      return Guard.parse(text);
    } catch (RuleProblem e) {
      throw e.of(part).at(where);
    }
  }

  private static void state(Fields fields, Rule.Draft draft) {
    Signal signal = fields.parsed("signal", Signal::parse, Names.signals());
    draft.signal = signal;
    if (!signal.scopes().containsAll(draft.scopes)) {
      throw RuleProblem.expected("a signal of the scopes " + labels(draft.scopes), signal.member())
          .at("signal");
    }
    if (fields.has("above") == fields.has("below")) {
      throw new RuleProblem("either above or below must be there");
    }
    String side = fields.has("above") ? "above" : "below";
    Map<Severity, Double> bounds = new EnumMap<>(Severity.class);
    fields
        .mapping(side)
        .forEach(
            (name, value) ->
                bounds.put(
                    severity(side, name),
                    Fields.quantity(side, Fields.scalar(side, value), signal.unit())));
    if (bounds.isEmpty()) {
      throw new RuleProblem(side + " names no severity");
    }
    draft.steps = Steps.of(side.equals("above"), bounds);
    if (fields.has("samples")) {
      draft.samples = fields.parsed("samples", Signal::parse, Names.signals());
    }
    stepGuards(fields, draft);
  }

  private static String labels(Set<Scope> scopes) {
    return scopes.stream().map(Scope::label).collect(Collectors.joining(", "));
  }

  private static void stepGuards(Fields fields, Rule.Draft draft) {
    fields
        .mapping("stepGuard")
        .forEach(
            (name, value) ->
                draft.stepGuards.put(
                    severity("stepGuard", name),
                    Collections.singletonList(
                        guard(
                            "stepGuard", "stepGuard/" + name, Fields.scalar("stepGuard", value)))));
  }

  private static void event(Fields fields, Rule.Draft draft) {
    List<String> known = new ArrayList<>();
    for (Occurrence each : Occurrence.values()) {
      known.add(each.label());
    }
    draft.occurrence = fields.parsed("event", Occurrence::parse, known);
    List<JsonNode> severities = fields.nodes("severity");
    if (severities.size() == 1 && severities.get(0).isValueNode()) {
      draft.classes.put(Rule.OTHER, Optional.of(severity("severity", fields.required("severity"))));
    } else {
      fields
          .mapping("severity")
          .forEach((name, value) -> draft.classes.put(name, orNone(name, value.asText())));
    }
    if (draft.classes.isEmpty()) {
      throw new RuleProblem("severity is missing");
    }
  }

  private static Optional<Severity> orNone(String occurrenceClass, String name) {
    try {
      return name.equals("none") ? Optional.empty() : Optional.of(severity("", name));
    } catch (RuleProblem e) {
      throw e.of("severity/" + occurrenceClass).at("severity");
    }
  }

  private static Severity severity(String where, String name) {
    Severity severity = Severity.parse(name);
    if (severity == null) {
      RuleProblem problem = RuleProblem.expected("info, warning or critical", name);
      throw where.isEmpty() ? problem : problem.at(where);
    }
    return severity;
  }

  private static Inhibition mutedBy(Fields fields) {
    Inhibition.Same same =
        fields.has("same")
            ? fields.parsed("same", Inhibition.Same::parse, Inhibition.Same.labels())
            : Inhibition.Same.APPLICATION;
    return Inhibition.by(fields.required("rule"), causes(fields, "mutedBy.when"), same);
  }

  private static Set<CauseKind> causes(Fields fields, String where) {
    Set<CauseKind> when = EnumSet.noneOf(CauseKind.class);
    for (String label : fields.texts("when")) {
      CauseKind kind = CauseKind.parse(label);
      if (kind == null) {
        throw RuleProblem.unknown("cause", label, Names.causes()).of("when").at(where);
      }
      when.add(kind);
    }
    return when;
  }

  private static Advice advice(Fields fields) {
    Set<CauseKind> when = causes(fields, "advice.when");
    return new Advice(
        when,
        fields.template("text"),
        fields.templates("settings"),
        fields.template("gain"),
        fields.template("risk"));
  }
}
