package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkRest;
import io.sparkvitals.cluster.SparkSubmission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spark takes a plan as it is printed, and its executors are what was planned. */
class PlanIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  /** Each of the two workers offers 2 cores and 2 GiB: nodes of one core and 1 GiB more. */
  private static Map<String, String> planned() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                WatchedApplication.agentJar().toString(),
                "plan",
                "--nodes=2",
                "--cores=3",
                "--memory=3g",
                "--client",
                "--format=conf")
            .start();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream text = process.getInputStream()) {
      text.transferTo(out);
    }
    assertThat(process.waitFor()).isZero();
    Properties properties = new Properties();
    properties.load(new StringReader(out.toString(StandardCharsets.UTF_8)));
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
    return settings;
  }

  @Test
  void sparkMakesTheExecutorsOfThePlan() throws Exception {
    Map<String, String> plan = planned();
    try (SparkSubmission application =
        WatchedApplication.watched(SPARK.cluster(), "LossJob")
            .arguments("straggler", "8000")
            .conf(plan)
            .start()) {
      SparkRest rest = application.awaitRest(Duration.ofMinutes(1));
      List<JsonNode> executors =
          Await.until(
              "the planned executors",
              Duration.ofMinutes(1),
              () -> executors(rest),
              found -> found.size() == 2);

      for (JsonNode each : executors) {
        assertThat(each.path("totalCores").asText()).isEqualTo(plan.get("spark.executor.cores"));
      }
      JsonNode profile = rest.get("environment").path("resourceProfiles").path(0);
      assertThat(profile.path("executorResources").path("memory").path("amount").asText() + "m")
          .isEqualTo(plan.get("spark.executor.memory"));
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  private static List<JsonNode> executors(SparkRest rest) throws IOException, InterruptedException {
    List<JsonNode> executors = new ArrayList<>();
    for (JsonNode each : rest.get("executors")) {
      if (!each.path("id").asText().equals("driver")) {
        executors.add(each);
      }
    }
    return executors;
  }
}
