package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus' own parser says of the expressions; Debian's package is {@code prometheus}. */
class PromtoolQueriesTest {
  private static final String HINT = "promtool is missing: apt-get install prometheus";

  @TempDir private Path dir;

  @Test
  void parserTakesEveryExpression() throws Exception {
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("name", "dashboards");
    List<Map<String, String>> rules = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Query query : dashboard.queries()) {
        rules.add(Map.of("record", "query:" + rules.size(), "expr", query.filled(values(query))));
      }
    }
    group.put("rules", rules);
    Path file = dir.resolve("rules.yml");
    // JSON is YAML.
    Dashboard.JSON.writeValue(file.toFile(), Map.of("groups", List.of(group)));
    Path said = dir.resolve("said");

    Process promtool = promtool(file, said);

    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains(rules.size() + " rules found");
  }

  private static Map<String, String> values(Query query) {
    Map<String, String> values = new LinkedHashMap<>();
    query.variables().forEach(name -> values.put(name, name.startsWith("__") ? "1m" : ".+"));
    return values;
  }

  private static Process promtool(Path rules, Path said) {
    try {
      return new ProcessBuilder("promtool", "check", "rules", rules.toString())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      return "true".equals(System.getenv("CI")) ? fail(HINT, e) : abort(HINT);
    }
  }
}
