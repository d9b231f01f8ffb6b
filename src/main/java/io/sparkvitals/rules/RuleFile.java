package io.sparkvitals.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands in a rule file. It can lie on top of another one: then a rule with the id of a rule
 * below changes the fields that it names, and any other rule is added. Immutable.
 */
final class RuleFile {
  private static final List<String> FIELDS = Arrays.asList("version", "standard", "rules");
  private static final int MAX_BYTES = 1 << 20;
  private static final String ID = "id";

  /** A file without rules. */
  static final RuleFile EMPTY = new RuleFile(Collections.emptyList(), Lines.none(), true);

  private final List<JsonNode> nodes;
  private final Lines lines;
  private final boolean standard;

  private RuleFile(List<JsonNode> nodes, Lines lines, boolean standard) {
    this.nodes = nodes;
    this.lines = lines;
    this.standard = standard;
  }

  /** Reads a file; empty, with one line to {@code problems}, where it is no rule file. */
  static Optional<RuleFile> read(InputStream yaml, Consumer<String> problems) {
    try {
      ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
      byte[] text = bytes(yaml);
      Lines lines = Lines.of(text, mapper.getFactory());
      Fields file = Fields.of(mapper.readTree(text), FIELDS);
      return Optional.of(new RuleFile(file.nodes("rules"), lines, file.flag("standard", true)));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      String why = Texts.line(e.getOriginalMessage(), 200);
      problems.accept("rule file" + where + ": is no YAML (" + why + "); no rule of it is used");
    } catch (IOException | RuleProblem e) {
      problems.accept("rule file: " + e.getMessage() + "; no rule of it is used");
    }
    return Optional.empty();
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > MAX_BYTES) {
        throw new IOException("is larger than 1 MiB");
      }
    }
    return out.toByteArray();
  }

  /** Whether it wants the standard rules below it. */
  boolean standard() {
    return standard;
  }

  /** Its rules by id; each that cannot be used costs one line to {@code problems}. */
  Map<String, Rule> rules(Consumer<String> problems) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    add(rules, new LinkedHashMap<>(), problems);
    return rules;
  }

  /** The rules of {@code below} as this file changes them, then those that only this one has. */
  Map<String, Rule> rulesOver(RuleFile below, Consumer<String> problems) {
    Map<String, Rule> rules = below.rules(problems);
    Map<String, JsonNode> nodesBelow = new LinkedHashMap<>();
    below.nodes.forEach(node -> nodesBelow.putIfAbsent(node.path(ID).asText(), node));
    add(rules, nodesBelow, problems);
    return rules;
  }

  private void add(
      Map<String, Rule> rules, Map<String, JsonNode> below, Consumer<String> problems) {
    Map<String, Rule> own = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      JsonNode base = below.get(node.path(ID).asText());
      String consequence = base == null ? "the rule is off" : "the standard rule stays as it is";
      rule(base == null ? node : over(base, node), i, consequence, problems)
          .ifPresent(
              rule -> {
                if (own.putIfAbsent(rule.id(), rule) != null) {
                  problems.accept(
                      "rule file, rule "
                          + rule.id()
                          + ": stands there twice; the first one is used");
                }
              });
    }
    rules.putAll(own);
  }

  private Optional<Rule> rule(
      JsonNode node, int index, String consequence, Consumer<String> problems) {
    String pointer = "/rules/" + index;
    try {
      Optional<String> twice = lines.twiceUnder(pointer);
      if (twice.isPresent()) {
        String part = twice.get().substring(pointer.length() + 1);
        throw new RuleProblem("field " + RuleProblem.quote(part) + " stands there twice").of(part);
      }
      return Optional.of(RuleParser.parse(node));
    } catch (RuleProblem e) {
      int line = lines.of(e.part().isEmpty() ? pointer : pointer + "/" + e.part());
      String name = Texts.line(node.path(ID).asText("number " + (index + 1)), 80);
      problems.accept(
          "rule file, line "
              + line
              + ", rule "
              + name
              + ": "
              + e.getMessage()
              + "; "
              + consequence);
      return Optional.empty();
    }
  }

  /** A rule with the fields of the upper node, and those of the lower one that it does not name. */
  private static JsonNode over(JsonNode lower, JsonNode upper) {
    ObjectNode merged = lower.deepCopy();
    if (upper.has("above") || upper.has("below")) {
      merged.remove(Arrays.asList("above", "below"));
    }
    upper.properties().forEach(each -> merged.set(each.getKey(), each.getValue()));
    List<String> unset = new ArrayList<>();
    merged.properties().stream()
        .filter(each -> each.getValue().isNull())
        .forEach(each -> unset.add(each.getKey()));
    merged.remove(unset);
    return merged;
  }
}
