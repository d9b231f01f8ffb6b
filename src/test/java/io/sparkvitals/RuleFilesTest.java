package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
  private static final String KEY = "spark.vitals.rules.file";

  private final List<String> problems = new ArrayList<>();
  @TempDir private Path directory;

  private RuleBook inForce(Map<String, String> properties) {
    return RuleFiles.inForce(VitalsConfig.of(properties, Environment.system()), problems::add);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("rules.yml"), text);
  }

  private static long forMillis(RuleBook book) {
    return book.rule("gc-time-high").map(Rule::forMillis).orElseThrow();
  }

  @Test
  void singleSettingsCountMoreThanTheFileAndTheFileMoreThanTheStandard() throws IOException {
    Path file = file("rules:\n  - {id: gc-time-high, for: 5m, keep: 20m}\n");

    RuleBook book =
        inForce(Map.of(KEY, file.toString(), "spark.vitals.rule.gc-time-high.for", "7m"));

    assertThat(problems).isEmpty();
    assertThat(forMillis(book)).isEqualTo(420_000);
    assertThat(book.rule("gc-time-high").orElseThrow().keepMillis()).isEqualTo(1_200_000);
  }

  @Test
  void isReadFromAnyFileSystemThatHadoopKnows() throws IOException {
    Path file = file("rules:\n  - {id: gc-time-high, for: 5m}\n");

    assertThat(forMillis(inForce(Map.of(KEY, file.toUri().toString())))).isEqualTo(300_000);
    assertThat(problems).isEmpty();
  }

  @Test
  void aFileThatIsNotThereLeavesTheStandardRulesAndSaysSo() {
    RuleBook book = inForce(Map.of(KEY, directory.resolve("none.yml").toString()));

    assertThat(forMillis(book)).isEqualTo(60_000);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(KEY + ": ")
        .contains("none.yml")
        .endsWith("; the standard rules are used");
  }

  @Test
  void noProblemShowsThePasswordOfAPath() {
    inForce(Map.of(KEY, "s3a://key:S3CR3T@bucket/rules.yml"));

    assertThat(problems).isNotEmpty().noneMatch(line -> line.contains("S3CR3T"));
  }

  @Test
  void mistakesNameTheSettingAndTheLine() throws IOException {
    inForce(Map.of(KEY, file("rules:\n  - {id: gc-time-high, fro: 5m}\n").toString()));

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(KEY + ": rule file, line 2, rule gc-time-high")
        .contains("did you mean for");
  }
}
