package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkClusterExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An application that ails from one thing is told that one thing, with its cause and a cure, by the
 * agent and by a replay of its log; one that ails from nothing is told nothing.
 */
class DiseasesIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  /** The advice of the agent, then that of a replay, after a run on executors of one core. */
  private static List<JsonNode> advice(String... arguments) throws Exception {
    TwoReports reports =
        TwoReports.of(
            SPARK.cluster(),
            WatchedApplication.watched(SPARK.cluster(), "DiseaseJob")
                .conf("spark.executor.cores", "1")
                .conf("spark.executor.memory", "640m")
                .conf("spark.cores.max", "3")
                .arguments(arguments),
            application -> {});
    return List.of(reports.live().path("advice"), reports.replayed().path("advice"));
  }

  /** Both have this one suggestion alone, with evidence. */
  private static void only(String topic, List<JsonNode> advice, Consumer<JsonNode> what) {
    for (JsonNode each : advice) {
      assertThat(each)
          .singleElement()
          .satisfies(
              suggestion -> {
                assertThat(suggestion.path("topic").asText()).isEqualTo(topic);
                assertThat(suggestion.path("evidence")).isNotEmpty();
                what.accept(suggestion);
              });
    }
  }

  private static String cure(JsonNode suggestion) {
    return suggestion.path("recommendation").path("text").asText();
  }

  private static JsonNode settings(JsonNode suggestion) {
    return suggestion.path("recommendation").path("settings");
  }

  @Test
  void aHotKeyIsDataSkewAndNoLackOfPartitions() throws Exception {
    only(
        "slow-tasks",
        advice("hot-key"),
        each -> {
          assertThat(each.path("finding").asText())
              .containsPattern("Data skew: task 0 read 16,\\d+ records");
          assertThat(cure(each)).contains("hot keys", "random part").doesNotContain("repartition");
          assertThat(each.toString()).doesNotContain("spark.sql");
        });
  }

  @Test
  void aLargeFileIsToBeOneThatCanBeSplit() throws Exception {
    Path input = SPARK.cluster().workspace().newDirectory("disease-input");

    only(
        "slow-tasks",
        advice("large-file", input.toString()),
        each -> {
          assertThat(each.path("finding").asText()).contains("One large file", "MB");
          assertThat(cure(each)).contains("can be split", "repartition right after the read");
          assertThat(settings(each)).isEmpty();
        });
  }

  @Test
  void aSlowExecutorIsNamed() throws Exception {
    only(
        "slow-tasks",
        advice("slow-executor"),
        each -> {
          assertThat(each.path("about").asText()).startsWith("executor 1 (127.0.0.");
          assertThat(each.path("finding").asText()).contains("slower than the rest");
          assertThat(settings(each))
              .extracting(JsonNode::asText)
              .containsExactly("spark.speculation=true");
        });
  }

  @Test
  void tinyTasksAreTooMany() throws Exception {
    only(
        "partitions",
        advice("tiny-tasks"),
        each -> {
          assertThat(each.path("finding").asText()).startsWith("3,000 tasks of");
          assertThat(cure(each)).contains("Make about 12 partitions", "the code names it");
          assertThat(settings(each)).isEmpty();
        });
  }

  @Test
  void anEvenJobIsToldNothing() throws Exception {
    for (JsonNode each : advice("none")) {
      assertThat(each.isArray()).isTrue();
      assertThat(each).isEmpty();
    }
  }
}
