package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.model.StageFigure;
import io.sparkvitals.model.StageFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineFilesTest {
  private final List<String> problems = new ArrayList<>();
  @TempDir private Path root;
  private BaselineFiles files;

  @BeforeEach
  void open() throws IOException {
    files = BaselineFiles.of(root.toString(), "nightly etl");
  }

  private static Map<String, StageFigures> run(double medianMillis) {
    return Map.of("abc", StageFigures.of(Map.of(StageFigure.MEDIAN_MILLIS, medianMillis)));
  }

  private Path broken(String content) throws IOException {
    Path directory = written().get(0).getParent();
    return Files.writeString(directory.resolve("0000000000001-app.json"), content);
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aDirectoryThatIsNotThereYetIsNoProblem() {
    assertThat(files.read(problems::add)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void readsWhatRunsLeftOldestFirst() throws IOException {
    files.write(2_000, "app-2", run(20));
    files.write(1_000, "app-1", run(10));

    assertThat(files.read(problems::add))
        .extracting(each -> each.get("abc").get(StageFigure.MEDIAN_MILLIS))
        .containsExactly(10.0, 20.0);
    assertThat(BaselineFiles.of(root.toString(), "other").read(problems::add)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void numbersInTheNameOfAnApplicationDoNotCount() throws IOException {
    BaselineFiles.of(root.toString(), "etl 2026-11-24").write(1_000, "a", run(10));

    assertThat(BaselineFiles.of(root.toString(), "etl 2026-11-25").read(problems::add)).hasSize(1);
  }

  @Test
  void keepsTheLastTwentyRuns() throws IOException {
    for (int i = 1; i <= 20; i++) {
      files.write(i, "app", run(i));
    }
    assertThat(written()).hasSize(20);

    files.write(21, "app", run(21));

    assertThat(written()).hasSize(20);
    assertThat(files.read(problems::add).get(0).get("abc").get(StageFigure.MEDIAN_MILLIS))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"version\":2,\"stages\":{}}",
        "{\"version\":1}",
        "{\"version\":1,\"stages\":{\"a\":{}}}",
        "{\"version\":1,\"stages\":{\"a\":{\"medianMillis\":-1}}}",
        "{\"version\":1,\"stages\":{\"a\":{\"medianMillis\":1e19}}}",
        "{\"version\":1,\"stages\":{\"a\":{\"medianMillis\":\"x\"}}}",
      })
  void passesOverBrokenAndNewerFilesWithOneWarning(String content) throws IOException {
    files.write(2_000, "app-2", run(20));
    Files.copy(broken(content), broken(content).resolveSibling("0000000000002-app.json"));

    assertThat(files.read(problems::add)).hasSize(1);
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("2 of the files of earlier runs are passed over; 0000000000001-app.json: ");
  }

  @Test
  void passesOverFilesThatAreTooLargeOrTooDeep() throws IOException {
    files.write(2_000, "app-2", run(20));
    broken(" ".repeat(BaselineFiles.MAX_BYTES + 1));
    assertThat(files.read(problems::add)).hasSize(1);
    broken("[".repeat(100_000));
    assertThat(files.read(problems::add)).hasSize(1);
    assertThat(problems).hasSize(2);
  }

  @Test
  void signaturesHaveABound() {
    String many =
        "{\"version\":1,\"stages\":{"
            + String.join(
                ",",
                Stream.iterate(0, i -> i + 1)
                    .limit(1_001)
                    .map(i -> "\"" + i + "\":{\"medianMillis\":1}")
                    .toList())
            + "}}";

    assertThatThrownBy(() -> BaselineJson.read(many.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("more than 1000");
  }

  @Test
  void writersAtTheSameTimeLoseAndTearNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int run = i;
      done.add(
          pool.submit(
              () -> {
                BaselineFiles mine = BaselineFiles.of(root.toString(), "nightly etl");
                mine.write(1_000 + run, "app-" + run, run(run + 1));
                mine.read(problem -> {});
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    pool.shutdown();

    List<Map<String, StageFigures>> runs = files.read(problems::add);
    assertThat(problems).isEmpty();
    assertThat(written()).hasSize(20);
    assertThat(runs)
        .extracting(each -> each.get("abc").get(StageFigure.MEDIAN_MILLIS))
        .containsExactlyElementsOf(Stream.iterate(45.0, i -> i + 1).limit(20).toList());
  }

  @Test
  void namesLeadToNoOtherDirectory() throws IOException {
    BaselineFiles.of(root.toString(), "../../etc").write(1_000, "../x", run(1));

    assertThat(written()).hasSize(1).allMatch(each -> each.normalize().startsWith(root));
  }
}
