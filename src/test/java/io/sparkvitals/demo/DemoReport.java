package io.sparkvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the agent's report says of the whole run: its figures and its advice. */
final class DemoReport {
  private final Path file;
  private final JsonNode report;

  private DemoReport(Path file, JsonNode report) {
    this.file = file;
    this.report = report;
  }

  /** The report that was written last. */
  static DemoReport newest(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path newest =
          files
              .filter(each -> each.toString().endsWith(".json"))
              .max(Comparator.comparingLong(each -> each.toFile().lastModified()))
              .orElseThrow(() -> new IOException("nothing was written to " + directory));
      return new DemoReport(newest, new ObjectMapper().readTree(newest.toFile()));
    }
  }

  void show(Screen screen) {
    screen.blank();
    screen.heading("What it advises after the run");
    for (JsonNode each : report.path("advice")) {
      if (!each.path("certainty").asText().equals("none")) {
        advice(screen, each);
      }
    }
    screen.plain(figures());
    screen.plain("Try it: make demo ARGS=\"--conf ...\" and compare these figures.");
    String page = file.toString().replaceFirst("json$", "html");
    screen.plain("The whole report: " + page);
  }

  private static void advice(Screen screen, JsonNode advice) {
    screen.plain(advice.path("title").asText() + ": " + advice.path("finding").asText());
    JsonNode recommendation = advice.path("recommendation");
    screen.plain("  " + recommendation.path("text").asText());
    for (JsonNode setting : recommendation.path("settings")) {
      screen.plain("  --conf " + setting.asText());
    }
  }

  private String figures() {
    JsonNode application = report.path("application");
    JsonNode totals = report.path("totals");
    long millis =
        application.path("endTimeMillis").asLong() - application.path("startTimeMillis").asLong();
    JsonNode metrics = totals.path("metrics");
    List<String> figures =
        List.of(
            seconds("took", millis),
            seconds("tasks ran for", metrics.path("runTimeMillis").asLong()),
            seconds("of it garbage collection", metrics.path("gcTimeMillis").asLong()),
            String.format(
                Locale.ROOT, "spilled %.0f MB", metrics.path("diskSpillBytes").asLong() / 1e6),
            totals.path("tasks").path("failed").asText() + " tasks failed");
    return "In figures: " + String.join(", ", figures) + ".";
  }

  private static String seconds(String what, long millis) {
    return String.format(Locale.ROOT, "%s %.0f s", what, millis / 1e3);
  }
}
