package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus' own checker says of the page; Debian's package is {@code prometheus}. */
class PromtoolTest {
  private static final String HINT = "promtool is missing: apt-get install prometheus";

  @TempDir private Path dir;

  @Test
  void checkerHasNothingToSay() throws Exception {
    Exposition exposition = Page.exposition(Snapshots.everything());
    ExpositionTest.useEveryMeter(exposition.agent());
    Page.of(exposition);
    Path page = Files.writeString(dir.resolve("page"), Page.of(exposition).text());
    Path said = dir.resolve("said");

    Process promtool = promtool(page, said);

    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).hasContent("");
    assertThat(promtool.exitValue()).isZero();
  }

  private static Process promtool(Path page, Path said) {
    try {
      return new ProcessBuilder("promtool", "check", "metrics")
          .redirectInput(page.toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      return "true".equals(System.getenv("CI")) ? fail(HINT, e) : abort(HINT);
    }
  }
}
