package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private final GivenTerminal given = new GivenTerminal();

  private int plan(String arguments) {
    return given.run(("plan " + arguments).split(" "));
  }

  @Test
  void printsSettingsFormulasAndWhatIsUnused() {
    assertThat(plan("--nodes 10 --cores 32 --memory 128g")).isZero();
    assertThat(given.messages()).isEmpty();
    assertThat(given.out())
        .startsWith("Plan for 10 nodes of 32 cores and 128 GiB (standalone, driver on one of them)")
        .contains("5 executors x 6 of 31 cores a node (32 - 1)", "Unused of what the nodes leave");
  }

  @Test
  void theFragmentAloneIsAPropertiesFile() throws IOException {
    assertThat(plan("--nodes 4 --cores 8 --memory 64g --k8s --python --fixed --format conf"))
        .isZero();

    Properties properties = new Properties();
    properties.load(new StringReader(given.out()));
    assertThat(properties.stringPropertyNames()).allMatch(key -> key.startsWith("spark."));
    assertThat(properties)
        .containsEntry("spark.dynamicAllocation.enabled", "false")
        .containsKeys("spark.executor.instances", "spark.driver.memoryOverhead");
  }

  @Test
  void saysWhatNumbersAre() {
    assertThat(plan("--nodes ten --cores 8 --memory 64g")).isEqualTo(2);
    assertThat(plan("--data 5g --complexity high")).isEqualTo(2);
    assertThat(given.messages())
        .contains("'--nodes': 'ten' is no whole number", "'--complexity': 'high' is no number");
  }

  @Test
  void aClusterThatIsTooSmallForItsClientIsNotSentThere() {
    assertThat(plan("--nodes 1 --cores 4 --memory 1g --client")).isEqualTo(2);
    assertThat(given.messages()).contains("no executor fits").doesNotContain("(--client)");
  }

  @Test
  void aFormulaIsNotTheNumberAgain() {
    assertThat(plan("--nodes 10 --cores 32 --memory 128g")).isZero();
    assertThat(given.out())
        .contains("spark.dynamicAllocation.minExecutors = 1\n    one is kept ready");
  }

  @Test
  void jsonHasSettingsAndNotes() throws IOException {
    assertThat(plan("--data 500g --complexity 1.5 --format json")).isZero();

    assertThat(new ObjectMapper().readTree(given.out()).path("settings").path(0).path("value"))
        .hasToString("\"3\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nodes 1 --cores 0 --memory 8g | --cores 0: expected 1 or more",
        "--nodes -1 --cores 4 --memory 8g | --nodes -1: expected 1 or more",
        "--nodes 1 --cores 4 --memory 8x | --memory 8x: expected a size with its unit",
        "--nodes 1 --cores 4 --memory 8 | --memory 8: expected a size with its unit",
        "--nodes 1 --cores 4 --memory 1k | --memory 1k: expected at least 1m",
        "--nodes 1 --cores 4 --memory 2g | no executor fits",
        "--nodes 1 --cores 4 --memory 1m | a node leaves 3 cores and 0 B of its 4 and 1 MiB",
        "--nodes 1 --cores 4 | a cluster needs all of --nodes, --cores and --memory",
        "--nodes 1 --data 5g | exclude each other",
        "--complexity 2 | --complexity needs --data",
        "--data 5g --complexity 11 | complexity: expected 0.1 to 10, found 11",
        "--data 5g --yarn --k8s | --yarn and --k8s exclude each other",
        "--data 5g --executor-cores 0 | --executor-cores 0: expected 1 to 256",
        "--nodes 1 --cores 4 --memory 0.5g | --memory 0.5g: expected a size with its unit, a whole number",
        "--nodes 1 --cores 4 --memory 8g --executor-cores 9 | ask for fewer --executor-cores, take",
        "--data 5g --driver-memory 2g | --driver-memory changes nothing with --data",
        "--data 5g --reserve-cores 2 | --reserve-cores changes nothing with --data",
        "--from x.log --yarn | --yarn changes nothing with --from",
        "--from x.log --executor-cores 4 | --executor-cores changes nothing with --from",
        "--fixed | give --nodes, --cores and --memory, or --data, or --from",
        "--from x.log --data 5g | --from excludes --data",
        "--from /no/such/log | /no/such/log",
      })
  void saysOnceWhatIsWrong(String arguments, String message) {
    assertThat(plan(arguments)).isEqualTo(2);
    assertThat(given.out()).isEmpty();
    assertThat(given.messages()).startsWith("spark-vitals: ").contains(message);
    assertThat(given.messages().lines()).hasSize(1);
  }
}
