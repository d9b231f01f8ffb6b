package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  private static final String KEY = "spark.vitals.channel.ops.secretUrlFile";

  @Test
  void textFormHidesTheValue() {
    assertThat(Secret.of(KEY, "hunter2")).hasToString("***");
  }

  @Test
  void revealsTheValueWithoutBlanks() throws IOException {
    assertThat(Secret.of(KEY, " hunter2\n").reveal()).isEqualTo("hunter2");
  }

  @Test
  void readsItsFileAtEachUse(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("url"), "first\n");
    Secret secret = Secret.inFile(KEY, file.toString(), Environment.system());
    assertThat(secret.reveal()).isEqualTo("first");

    Files.writeString(file, "second\n");

    assertThat(secret.reveal()).isEqualTo("second");
  }

  @Test
  void missingFileNamesTheSetting(@TempDir Path dir) {
    Secret secret = Secret.inFile(KEY, dir.resolve("none").toString(), Environment.system());

    assertThatThrownBy(secret::reveal)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(KEY + ": cannot read the file");
  }

  @Test
  void emptyFileIsAnError(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("url"), " \n");

    assertThatThrownBy(Secret.inFile(KEY, file.toString(), Environment.system())::reveal)
        .isInstanceOf(IOException.class)
        .hasMessage(KEY + ": there is nothing in it");
  }

  @Test
  void hugeFileIsAnError(@TempDir Path dir) throws IOException {
    Path file = Files.write(dir.resolve("url"), new byte[Environment.MAX_FILE_BYTES + 1]);

    assertThatThrownBy(Secret.inFile(KEY, file.toString(), Environment.system())::reveal)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(KEY);
  }

  @Test
  void badPathIsAnError() {
    assertThatThrownBy(Secret.inFile(KEY, "\0", Environment.system())::reveal)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(KEY);
  }
}
