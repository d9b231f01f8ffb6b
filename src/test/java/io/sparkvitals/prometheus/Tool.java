package io.sparkvitals.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checker that Debian's packages bring. */
enum Tool {
  PROMTOOL("promtool", "prometheus"),
  AMTOOL("amtool", "prometheus-alertmanager");

  private final String command;
  private final String debianPackage;

  Tool(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  /** Holds that the tool is content; skips the test where it is missing, but in CI fails. */
  void accepts(Path dir, List<String> arguments) throws Exception {
    Path said = Files.createTempFile(dir, command, ".out");
    Process process = start(dir, said, arguments);
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as("%s ends", command).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  private Process start(Path dir, Path said, List<String> arguments) {
    try {
      return new ProcessBuilder(Stream.concat(Stream.of(command), arguments.stream()).toList())
          .directory(dir.toFile())
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      String hint = command + " is missing: apt-get install " + debianPackage;
      return "true".equals(System.getenv("CI")) ? fail(hint, e) : abort(hint);
    }
  }
}
