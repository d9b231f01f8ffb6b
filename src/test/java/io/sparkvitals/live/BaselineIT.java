package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A nightly job that gets slower is told so by what its earlier runs left. */
class BaselineIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static void run(Path directory, Path reports, String millis) throws Exception {
    String rule = "spark.vitals.rule.task-duration-regression.guard.";
    try (SparkSubmission application =
        WatchedApplication.watched(SPARK.cluster(), "RepeatedJob")
            .arguments(millis)
            .conf("spark.vitals.baseline.dir", directory.toString())
            .conf("spark.vitals.report.dir", reports.toString())
            .conf(rule + "succeededTasks", "8")
            .conf(rule + "baselineSeconds", "100ms")
            .conf(rule + "medianExcessSeconds", "500ms")
            .start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  private static List<Path> files(Path directory, String end) throws Exception {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(each -> each.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void theFourthRunWithSlowerTasksOverTheSameDataIsARegression() throws Exception {
    Path directory = SPARK.cluster().workspace().newDirectory("baselines");
    Path reports = SPARK.cluster().workspace().newDirectory("reports");
    for (int earlier = 0; earlier < 3; earlier++) {
      run(directory, reports, "400");
    }
    assertThat(files(directory, ".json")).hasSize(3);
    for (Path each : files(reports, ".json")) {
      assertThat(Files.readString(each)).doesNotContain("task-duration-regression\"");
    }

    Path last = SPARK.cluster().workspace().newDirectory("last");
    run(directory, last, "2500");

    JsonNode report = new ObjectMapper().readTree(files(last, ".json").get(0).toFile());
    List<JsonNode> alerts = new ArrayList<>();
    report
        .path("alerts")
        .forEach(
            each -> {
              if (each.toString().contains("task-duration-regression")) {
                alerts.add(each);
              }
            });
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).toString())
        .contains("The data did not grow", "3 earlier runs", "same amount of data");
  }
}
