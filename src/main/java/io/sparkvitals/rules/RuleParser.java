package io.sparkvitals.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a rule file. A rule that cannot be read is reported and left out. */
final class RuleParser {
  private static final List<String> FILE_FIELDS = Arrays.asList("version", "rules");
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

  private final ObjectMapper mapper =
      new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private final Consumer<String> problems;

  RuleParser(Consumer<String> problems) {
    this.problems = problems;
  }

  List<Rule> parse(InputStream yaml) {
    List<Rule> rules = new ArrayList<>();
    try {
      JsonNode root = mapper.readTree(yaml);
      int number = 0;
      for (JsonNode node : Fields.of(root, FILE_FIELDS).nodes("rules")) {
        number++;
        rule(node, number).ifPresent(rules::add);
      }
    } catch (IOException e) {
      problems.accept(
          "rule file: is no YAML (" + Texts.line(e.getMessage(), 200) + "); no rule of it is used");
    } catch (RuleProblem e) {
      problems.accept("rule file: " + e.getMessage() + "; no rule of it is used");
    }
    return rules;
  }

  private Optional<Rule> rule(JsonNode node, int number) {
    String name = node.path("id").asText("number " + number);
    try {
      return Optional.of(checked(parse(Fields.of(node, RULE_FIELDS))));
    } catch (RuleProblem e) {
      problems.accept(
          "rule file, rule " + Texts.line(name, 80) + ": " + e.getMessage() + "; the rule is off");
      return Optional.empty();
    }
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
    fields.texts("guard").forEach(text -> draft.guards.add(guard("guard", text)));
    draft.summary = fields.template("summary");
    draft.cause = fields.template("cause");
    if (fields.parsed("kind", kind -> KINDS.contains(kind) ? kind : null, KINDS).equals("state")) {
      state(fields, draft);
    } else {
      event(fields, draft);
    }
    for (JsonNode each : fields.nodes("mutedBy")) {
      draft.mutedBy.add(mutedBy(Fields.of(each, MUTED_BY_FIELDS)));
    }
    for (JsonNode each : fields.nodes("advice")) {
      draft.advice.add(advice(Fields.of(each, ADVICE_FIELDS)));
    }
    return draft.rule();
  }

  private static Set<Scope> scopes(Fields fields) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String label : fields.texts("scopes")) {
      Scope scope = Scope.parse(label);
      if (scope == null) {
        throw RuleProblem.unknown("scope", label, Scope.labels());
      }
      scopes.add(scope);
    }
    if (scopes.isEmpty()) {
      throw new RuleProblem("scopes is missing");
    }
    return scopes;
  }

  private static Guard guard(String where, String text) {
    try {
      return Guard.parse(text);
    } catch (RuleProblem e) {
      throw e.at(where);
    }
  }

  private static void state(Fields fields, Rule.Draft draft) {
    Signal signal = fields.parsed("signal", Signal::parse, Names.signals());
    draft.signal = signal;
    if (!signal.scopes().containsAll(draft.scopes)) {
      throw new RuleProblem(signal.member() + " does not exist for every scope of " + draft.scopes);
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

  private static void stepGuards(Fields fields, Rule.Draft draft) {
    fields
        .mapping("stepGuard")
        .forEach(
            (name, value) ->
                draft.stepGuards.put(
                    severity("stepGuard", name),
                    Collections.singletonList(
                        guard("stepGuard", Fields.scalar("stepGuard", value)))));
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
          .forEach((name, value) -> draft.classes.put(name, orNone(value.asText())));
    }
    if (draft.classes.isEmpty()) {
      throw new RuleProblem("severity is missing");
    }
  }

  private static Optional<Severity> orNone(String name) {
    return name.equals("none") ? Optional.empty() : Optional.of(severity("severity", name));
  }

  private static Severity severity(String where, String name) {
    Severity severity = Severity.parse(name);
    if (severity == null) {
      throw RuleProblem.expected("info, warning or critical", name).at(where);
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
        throw RuleProblem.unknown("cause", label, Names.causes()).at(where);
      }
      when.add(kind);
    }
    return when;
  }

  private static Advice advice(Fields fields) {
    Set<CauseKind> when = causes(fields, "advice.when");
    List<Template> settings = new ArrayList<>();
    fields.texts("settings").forEach(text -> settings.add(Template.of(text)));
    return new Advice(
        when, fields.template("text"), settings, fields.template("gain"), fields.template("risk"));
  }

  private static Rule checked(Rule rule) {
    Set<String> known = Values.names();
    for (Template template : rule.templates()) {
      for (String name : template.names()) {
        if (!known.contains(name)) {
          throw RuleProblem.unknown("placeholder", name, known);
        }
      }
    }
    return rule;
  }
}
