package io.sparkvitals.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a rule file. It can lie on top of another one: then a rule with the id of a rule
 * below changes the fields that it names, and any other rule is added. Immutable.
 */
final class RuleFile {
  private static final List<String> FIELDS = Arrays.asList("version", "standard", "rules");
  private static final String FILE = "rule file";
  private static final String NOTHING_USED = "no rule of it is used";
  private static final String VERSION = "version";
  private static final String ID = "id";

  /** Every one of them is held against every stage at every look. */
  private static final int MAX_RULES = 1_000;

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

  /** Reads a file; empty, with one mistake, where it is no rule file. */
  static Optional<RuleFile> read(InputStream yaml, Mistakes mistakes) {
    Lines lines = Lines.none();
    try {
      ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
      byte[] text = bytes(yaml);
      lines = Lines.of(text, mapper.getFactory());
      return Optional.of(read(document(text, mapper, mistakes), lines));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      String why = Texts.line(e.getOriginalMessage(), 200);
      mistakes.found(FILE + where + ": is no YAML (" + why + ")", NOTHING_USED);
    } catch (IOException e) {
      mistakes.found(FILE + ": " + e.getMessage(), NOTHING_USED);
    } catch (RuleProblem e) {
      int line = e.part().isEmpty() ? 0 : lines.of("/" + e.part());
      mistakes.found(
          FILE + (line == 0 ? "" : ", line " + line) + ": " + e.getMessage(), NOTHING_USED);
    }
    return Optional.empty();
  }

  private static RuleFile read(JsonNode document, Lines lines) {
    Fields file = Fields.of(document, FIELDS);
    if (file.has(VERSION) && !file.text(VERSION).trim().equals("1")) {
      throw RuleProblem.expected("1", file.text(VERSION)).at(VERSION);
    }
    List<JsonNode> nodes = file.nodes("rules");
    if (nodes.size() > MAX_RULES) {
      throw new RuleProblem(
          String.format(Locale.ROOT, "has %,d rules, and %,d at most", nodes.size(), MAX_RULES));
    }
    return new RuleFile(nodes, lines, file.flag("standard", true));
  }

  /** The first document; that another one follows is a mistake. */
  private static JsonNode document(byte[] text, ObjectMapper mapper, Mistakes mistakes)
      throws IOException {
    try (JsonParser parser = mapper.getFactory().createParser(text)) {
      JsonNode first = mapper.readTree(parser);
      JsonToken next = parser.nextToken();
      // The end of a document is no token.
      next = next == null ? parser.nextToken() : next;
      if (next != null && !(next.isScalarValue() && parser.getText().isEmpty())) {
        mistakes.found(
            FILE
                + ", line "
                + parser.currentTokenLocation().getLineNr()
                + ": expected one document, and here a second one begins",
            "only the first one is used");
      }
      return first == null ? MissingNode.getInstance() : first;
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > RuleBook.MAX_FILE_BYTES) {
        throw new IOException("is larger than 1 MiB");
      }
    }
    return out.toByteArray();
  }

  /** Whether it wants the standard rules below it. */
  boolean standard() {
    return standard;
  }

  /** Its rules by id; each that cannot be used is one of the mistakes. */
  Map<String, Rule> rules(Mistakes mistakes) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    add(rules, new LinkedHashMap<>(), mistakes);
    return rules;
  }

  /** The rules of {@code below} as this file changes them, then those that only this one has. */
  Map<String, Rule> rulesOver(RuleFile below, Mistakes mistakes) {
    Map<String, Rule> rules = below.rules(mistakes);
    Map<String, JsonNode> nodesBelow = new LinkedHashMap<>();
    below.nodes.forEach(node -> nodesBelow.putIfAbsent(node.path(ID).asText(), node));
    add(rules, nodesBelow, mistakes);
    return rules;
  }

  private void add(Map<String, Rule> rules, Map<String, JsonNode> below, Mistakes mistakes) {
    Map<String, Rule> own = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      int number = i;
      JsonNode node = nodes.get(i);
      JsonNode base = below.get(node.path(ID).asText());
      String consequence = base == null ? "the rule is off" : "the standard rule stays as it is";
      rule(base == null ? node : over(base, node), i, consequence, mistakes)
          .ifPresent(
              rule -> {
                if (own.putIfAbsent(rule.id(), rule) != null) {
                  mistakes.found(
                      where(lines.of("/rules/" + number), rule.id()) + "stands there twice",
                      "the first one is used");
                }
              });
    }
    rules.putAll(own);
  }

  private Optional<Rule> rule(JsonNode node, int index, String consequence, Mistakes mistakes) {
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
      mistakes.found(where(line, name) + e.getMessage(), consequence);
      return Optional.empty();
    }
  }

  private static String where(int line, String rule) {
    return FILE + ", line " + line + ", rule " + rule + ": ";
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
