package io.sparkvitals.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One file of {@code dashboards}. Immutable.
 *
 * @param name the file's name
 * @param json all of it
 */
record Dashboard(String name, JsonNode json) {
  static final Path DIRECTORY = Path.of(System.getProperty("basedir", ""), "dashboards");
  static final ObjectMapper JSON = new ObjectMapper();

  /** All of them, by name. */
  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboard::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(file.getFileName().toString(), JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  /** Rows included, and what lies in a collapsed one. */
  List<Panel> everything() {
    return stream(json.path("panels"))
        .flatMap(panel -> Stream.concat(Stream.of(panel), stream(panel.path("panels"))))
        .map(Panel::new)
        .toList();
  }

  /** What shows data. */
  List<Panel> panels() {
    return everything().stream().filter(panel -> !panel.type().equals("row")).toList();
  }

  List<JsonNode> variables() {
    return stream(json.path("templating").path("list")).toList();
  }

  JsonNode variable(String wanted) {
    return variables().stream()
        .filter(variable -> variable.path("name").asText().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " has no variable " + wanted));
  }

  /** Every expression that Prometheus is asked: of panels, variables and annotations. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (Panel panel : panels()) {
      panel.targets().forEach(target -> queries.add(Query.of(panel, target)));
    }
    for (JsonNode variable : variables()) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(Query.ofVariable(variable));
      }
    }
    stream(json.path("annotations").path("list"))
        .forEach(each -> queries.add(Query.ofAnnotation(each)));
    return queries;
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return name;
  }
}
