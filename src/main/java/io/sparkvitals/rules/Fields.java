package io.sparkvitals.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one mapping of a rule file; each read names the field where it fails. */
final class Fields {
  private final JsonNode node;

  private Fields(JsonNode node) {
    this.node = node;
  }

  /** Throws a {@link RuleProblem} unless the node is a mapping of known fields. */
  static Fields of(JsonNode node, Collection<String> known) {
    if (!node.isObject()) {
      throw RuleProblem.expected("a mapping of fields", node.toString());
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw RuleProblem.unknown("field", name, known).of(name);
              }
            });
    return new Fields(node);
  }

  boolean has(String field) {
    return node.has(field);
  }

  /** A text; empty where the field is missing. */
  String text(String field) {
    JsonNode value = node.get(field);
    return value == null ? "" : scalar(field, value);
  }

  String required(String field) {
    String text = text(field).trim();
    if (text.isEmpty()) {
      throw new RuleProblem(field + " is missing");
    }
    return text;
  }

  Template template(String field) {
    return template(field, text(field));
  }

  /** The templates of a list, or the one. */
  List<Template> templates(String field) {
    List<Template> templates = new ArrayList<>();
    for (String each : texts(field)) {
      templates.add(template(field, each));
    }
    return templates;
  }

  private static Template template(String field, String text) {
    Template template = Template.of(text);
    Set<String> known = Values.names();
    for (String name : template.names()) {
      if (!known.contains(name)) {
        throw RuleProblem.unknown("placeholder", name, known).at(field);
      }
    }
    return template;
  }

  /** The value of a text that must be there; {@code parse} gives null for one that is not known. */
  <T> T parsed(String field, Function<String, @Nullable T> parse, Collection<String> known) {
    String text = required(field);
    T value = parse.apply(text);
    if (value == null) {
      throw RuleProblem.unknown(field, text, known).of(field);
    }
    return value;
  }

  /** A duration, or {@code otherwise} where the field is missing. */
  long millis(String field, long otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    return Math.round(quantity(field, text(field), Unit.SECONDS) * 1_000);
  }

  boolean flag(String field, boolean otherwise) {
    String text = has(field) ? text(field).trim() : String.valueOf(otherwise);
    if (!text.equals("true") && !text.equals("false")) {
      throw RuleProblem.expected("true or false", text).at(field);
    }
    return text.equals("true");
  }

  /** The texts of a list, or of one text; none where the field is missing. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : nodes(field)) {
      texts.add(scalar(field, each));
    }
    return texts;
  }

  /** The entries of a list, or the one entry. */
  List<JsonNode> nodes(String field) {
    List<JsonNode> nodes = new ArrayList<>();
    JsonNode value = node.get(field);
    if (value != null && value.isArray()) {
      value.forEach(nodes::add);
    } else if (value != null) {
      nodes.add(value);
    }
    return nodes;
  }

  /** The entries of a mapping by key; none where the field is missing. */
  Map<String, JsonNode> mapping(String field) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    JsonNode value = node.get(field);
    if (value != null && !value.isObject()) {
      throw RuleProblem.expected("a mapping", value.toString()).at(field);
    }
    if (value != null) {
      value.properties().forEach(each -> entries.put(each.getKey(), each.getValue()));
    }
    return entries;
  }

  static double quantity(String where, String text, Unit unit) {
    OptionalDouble value = unit.parse(text);
    if (!value.isPresent()) {
      throw RuleProblem.expected(unit.expected(), text).at(where);
    }
    return value.getAsDouble();
  }

  static String scalar(String where, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw RuleProblem.expected("a text or number", value.toString()).at(where);
    }
    return value.asText();
  }
}
