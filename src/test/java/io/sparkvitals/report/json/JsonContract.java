package io.sparkvitals.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of {@code src/docs/report.md}, held against a document. */
final class JsonContract {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "")).resolve("src/docs/report.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+?) \\| (.*)\\|");
  private static final Pattern LINK = Pattern.compile("\\[(.+)]\\(#.+\\)");

  private final Map<String, Map<String, Member>> types = new LinkedHashMap<>();
  private final List<String> differences = new ArrayList<>();

  private record Member(String type, boolean optional) {}

  private JsonContract() throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (line.startsWith("### ")) {
        members = new LinkedHashMap<>();
        types.put(line.substring(4), members);
      } else if (row.matches()) {
        members.put(row.group(1), new Member(row.group(2), row.group(3).startsWith("optional")));
      }
    }
  }

  /** What in the document is not as the page says; a sentence each. */
  static List<String> differences(JsonNode document) throws IOException {
    JsonContract contract = new JsonContract();
    contract.object("report", document, "");
    return contract.differences;
  }

  private void object(String type, JsonNode value, String path) {
    Map<String, Member> members = types.get(type);
    if (members == null) {
      throw new AssertionError("the page has no section " + type);
    }
    members.forEach(
        (name, member) -> {
          if (value.has(name)) {
            value(member.type(), value.get(name), path + "." + name);
          } else if (!member.optional()) {
            differences.add(path + "." + name + " is missing");
          }
        });
    value
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.containsKey(name)) {
                differences.add(path + "." + name + " is not on the page");
              }
            });
  }

  private void value(String type, JsonNode value, String path) {
    Matcher link = LINK.matcher(type);
    if (type.endsWith(" or null")) {
      if (!value.isNull()) {
        value(type.substring(0, type.length() - " or null".length()), value, path);
      }
    } else if (type.startsWith("list of ") && value.isArray()) {
      value.forEach(each -> value(type.substring("list of ".length()), each, path + "[]"));
    } else if (type.startsWith("map of ") && value.isObject()) {
      value.forEach(each -> value(type.substring("map of ".length()), each, path + ".*"));
    } else if (link.matches() && value.isObject()) {
      object(link.group(1), value, path);
    } else if (!isOf(type, value)) {
      differences.add(path + " is " + value.getNodeType() + ", not " + type);
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "text" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "empty list" -> value.isArray() && value.isEmpty();
      default -> false;
    };
  }
}
