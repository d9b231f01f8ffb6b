package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFileTest {
  private static final EndpointAddress DRIVER = new EndpointAddress("http", "driver:4090");

  @TempDir private Path directory;

  private Path[] files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toArray(Path[]::new);
    }
  }

  @Test
  void isThereUntilItIsRemoved() throws IOException {
    TargetFile target = TargetFile.write(directory.toString(), "app-1", DRIVER);

    assertThat(files()).containsExactly(directory.resolve("app-1.json"));
    assertThat(directory.resolve("app-1.json")).hasContent("[{\"targets\":[\"driver:4090\"]}]");
    target.remove();
    target.remove();
    assertThat(files()).isEmpty();
  }

  @Test
  void tellsTheSchemeWhereItIsNotHttp() throws IOException {
    TargetFile.write(directory.toString(), "app-1", new EndpointAddress("https", "driver:4090"));

    assertThat(directory.resolve("app-1.json"))
        .hasContent("[{\"targets\":[\"driver:4090\"],\"labels\":{\"__scheme__\":\"https\"}}]");
  }

  @Test
  void hostileIdsStayInTheDirectory() throws IOException {
    TargetFile.write(directory.toString(), "../x/y", DRIVER);
    TargetFile.write(directory.toString(), "z".repeat(400), DRIVER);

    assertThat(files()).hasSize(2).allMatch(file -> file.getFileName().toString().length() < 160);
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> TargetFile.write(file.toString(), "app-1", DRIVER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
