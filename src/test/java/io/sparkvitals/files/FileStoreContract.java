package io.sparkvitals.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every file system does; the files are on this machine's disk, under another name or not. */
abstract class FileStoreContract {
  private static final byte[] CONTENT = "{\"Event\":\"x\"}\n".getBytes(UTF_8);

  @TempDir Path directory;

  abstract FileStore store() throws IOException;

  /** What the store calls a file of this machine. */
  abstract String nameOf(Path file);

  private Path file(String name) {
    return directory.resolve(name);
  }

  private String read(Path file) throws IOException {
    try (InputStream in = store().open(nameOf(file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void assertSentence(ThrowingCallable call, String path, String what) {
    assertThatThrownBy(call)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(what)
        .message()
        .doesNotContain("\n", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app-1",
        "a b",
        "100%",
        "a%20b",
        "größe",
        "日本",
        "a+b&c=d#e?f",
        "x'y\"z",
        "[a]*{b}"
      })
  void writesFindsAndReadsFilesOfAnyName(String name) throws IOException {
    store().write(nameOf(file(name)), CONTENT);

    assertThat(file(name)).hasBinaryContent(CONTENT);
    assertThat(read(file(name))).isEqualTo("{\"Event\":\"x\"}\n");
    FileStore.Entry entry = store().at(nameOf(file(name)));
    assertThat(entry.name()).isEqualTo(name);
    assertThat(entry.size()).isEqualTo(CONTENT.length);
    assertThat(entry.directory()).isFalse();
    assertThat(store().list(nameOf(directory)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo(name);
              assertThat(store().open(found.path()).readAllBytes()).isEqualTo(CONTENT);
            });
  }

  @Test
  void listsFilesAndDirectoriesByName() throws IOException {
    for (String name : List.of("b", "c", "B", "10", "9")) {
      Files.write(file(name), new byte[name.length()]);
    }
    Files.createDirectories(file("a/deeper"));

    assertThat(store().list(nameOf(directory)))
        .extracting(entry -> entry.name() + (entry.directory() ? "/" : "") + entry.size())
        .containsExactly("102", "91", "B1", "a/0", "b1", "c1");
  }

  @Test
  void listsAnEmptyDirectory() throws IOException {
    assertThat(store().list(nameOf(directory))).isEmpty();
    assertThat(store().at(nameOf(directory)).directory()).isTrue();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    String path = nameOf(file("no such.log"));
    String why = "there is no such file or directory; check the path";
    assertSentence(() -> store().at(path), path, why);
    assertSentence(() -> store().open(path), path, why);
    assertSentence(() -> store().list(path), path, why);
  }

  @Test
  void saysThatAFileIsNoDirectoryAndTheReverse() throws IOException {
    Files.write(file("log"), CONTENT);
    String path = nameOf(file("log"));
    assertSentence(() -> store().list(path), path, "is a file, not a directory");
    String whole = nameOf(directory);
    assertSentence(() -> store().open(whole), whole, "is a directory, not a file");
    assertSentence(() -> store().write(whole, CONTENT), whole, "is a directory, not a file");
    String root = nameOf(Path.of("/"));
    assertSentence(() -> store().write(root, CONTENT), root, "is a directory, not a file");
  }

  @Test
  void saysWhatStandsInTheWayOfADirectory() throws IOException {
    Files.write(file("log"), CONTENT);
    String below = nameOf(file("log/reports/app.json"));
    assertSentence(() -> store().write(below, CONTENT), below, "log");
    assertThat(file("log")).hasBinaryContent(CONTENT);
  }

  @Test
  void writesIntoDirectoriesThatAreNotThereYet() throws IOException {
    store().write(nameOf(file("a/b c/app.json")), CONTENT);
    assertThat(file("a/b c/app.json")).hasBinaryContent(CONTENT);
  }

  @Test
  void replacesWhatWasThereAndLeavesNothingElse() throws IOException {
    store().write(nameOf(file("app.json")), new byte[100_000]);
    store().write(nameOf(file("app.json")), CONTENT);
    store().write(nameOf(file("app.json")), new byte[0]);

    assertThat(file("app.json")).isEmptyFile();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> !name.endsWith(".crc"))
          .containsExactly("app.json");
    }
  }

  @Test
  void writesFilesThatOthersMayReadAsTheProcessIsSetTo() throws IOException {
    Path plain = Files.write(file("plain"), CONTENT);
    store().write(nameOf(file("app.json")), CONTENT);
    assertThat(Files.getPosixFilePermissions(file("app.json")))
        .isEqualTo(Files.getPosixFilePermissions(plain));
  }
}
