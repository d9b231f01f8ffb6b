package io.sparkvitals.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPathTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "/logs/app-1,                  /logs/app-1",
    "app-1,                        app-1",
    "C:\\logs\\app-1,              C:\\logs\\app-1",
    "app:1/x,                      app:1/x",
    "file:/logs/app-1,             /logs/app-1",
    "file:///logs/app-1,           /logs/app-1",
    "FILE:///logs/app-1,           /logs/app-1",
    "file://localhost/logs/app-1,  /logs/app-1",
    "file:logs/app-1,              logs/app-1",
    "file:///logs/a b?c#d,         /logs/a b?c#d",
    "/logs/a%20b,                  /logs/a%20b",
  })
  void readsPathsAndUris(String text, String path) throws IOException {
    assertThat(LocalPath.of(text)).isEqualTo(Path.of(path));
  }

  @Test
  void aPercentSignInAUriIsWhatExists() throws IOException {
    Path spaced = Files.createDirectory(directory.resolve("a b"));
    String encoded = spaced.toUri().toString();
    assertThat(encoded).contains("a%20b");
    assertThat(LocalPath.of(encoded)).isEqualTo(spaced);
    assertThat(LocalPath.of(encoded + "new.json")).isEqualTo(spaced.resolve("new.json"));

    Path literal = Files.createDirectory(directory.resolve("a%20b"));
    assertThat(LocalPath.of(encoded)).isEqualTo(literal);
    assertThat(LocalPath.of(encoded + "new.json")).isEqualTo(literal.resolve("new.json"));
  }

  @Test
  void aPercentSignInAUriOfNothingIsItself() throws IOException {
    assertThat(LocalPath.of("file:/nowhere/a%20b")).isEqualTo(Path.of("/nowhere/a%20b"));
    assertThat(LocalPath.of("file:/nowhere/100%")).isEqualTo(Path.of("/nowhere/100%"));
  }

  /** What a shell hands over then has other characters in the place of those bytes. */
  @Test
  void aNameThatTheLocaleCannotWriteIsTheOnlyOneThatLooksLikeIt() throws IOException {
    Path odd = Path.of(URI.create(directory.toUri() + "in%FE/"));
    Files.createDirectory(odd);
    Path log = Path.of(URI.create(odd.toUri() + "a%FF"));
    Files.writeString(log, "{}");
    String shown = directory + "/in\uFFFD/a\uFFFD";

    assertThat(LocalPath.of(shown)).isEqualTo(log);
    assertThat(LocalPath.of(LocalPath.text(log))).isEqualTo(log);

    Files.writeString(Path.of(URI.create(odd.toUri() + "a%FE")), "{}");
    assertThat(LocalPath.of(shown)).doesNotExist();
  }

  @Test
  void refusesWhatIsNoPathOfThisMachine() {
    assertThatThrownBy(() -> LocalPath.of(""))
        .hasMessage("(no path): the path is empty; name a file or a directory");
    assertThatThrownBy(() -> LocalPath.of("a\0b"))
        .hasMessageContaining("is no path of this machine");
    assertThatThrownBy(() -> LocalPath.of("file://nas/logs/x"))
        .hasMessageStartingWith("file://nas/logs/x: names a host");
    assertThatThrownBy(() -> LocalPath.of("file://nas"))
        .hasMessageStartingWith("file://nas: names a host");
  }
}
