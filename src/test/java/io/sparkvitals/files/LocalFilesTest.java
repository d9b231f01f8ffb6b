package io.sparkvitals.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalFilesTest extends FileStoreContract {

  @Override
  FileStore store() throws IOException {
    return FileStores.of("/");
  }

  @Override
  String nameOf(Path file) {
    return file.toString();
  }

  @Test
  void followsLinksAndLeavesThemWhenItWrites() throws IOException {
    Path target = Files.writeString(directory.resolve("app.json"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("latest"), target.getFileName());
    store().write(link.toString(), "new".getBytes(UTF_8));

    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(target).isRegularFile().hasContent("new");
    assertThat(store().at(link.toString()).size()).isEqualTo(3);
  }

  @Test
  void listsLinksToNothingAndPipesWithTheReasonWhyTheyAreNotRead() throws Exception {
    Path gone = directory.resolve("gone");
    Path pipe = directory.resolve("pipe");
    Files.createSymbolicLink(gone, directory.resolve("nowhere"));
    Files.writeString(directory.resolve("log"), "{}");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");

    assertThat(store().list(directory.toString()))
        .extracting(entry -> entry.name() + " " + entry.problem())
        .containsExactly(
            "gone " + gone + ": is a link to nothing; remove it or mend it",
            "log null",
            "pipe "
                + pipe
                + ": is a pipe, a socket or a device, which might have no end; name it by itself to"
                + " read it");
  }

  /** Such as any name that is no ASCII where LC_ALL is C. */
  @Test
  void readsFilesWhoseNamesTheLocaleCannotWrite() throws IOException {
    for (String name : new String[] {"a%FE", "a%FF"}) {
      Files.writeString(Path.of(URI.create(directory.toUri() + name)), name);
    }

    List<FileStore.Entry> entries = store().list(directory.toString());

    assertThat(entries).extracting(FileStore.Entry::name).containsOnly("a\uFFFD").hasSize(2);
    assertThat(entries).extracting(FileStore.Entry::identity).doesNotHaveDuplicates();
    for (FileStore.Entry each : entries) {
      try (InputStream in = store().open(each.path())) {
        assertThat(each.path()).endsWith(new String(in.readAllBytes(), UTF_8));
      }
      assertThat(store().at(each.path()).identity()).isEqualTo(each.identity());
    }
  }

  @Test
  void allNamesOfAFileHaveOneIdentity() throws IOException {
    Path log = Files.writeString(directory.resolve("log"), "{}");
    Path link = Files.createSymbolicLink(directory.resolve("link"), log);
    Path around = directory.resolve("../" + directory.getFileName() + "/./log");

    assertThat(store().at(link.toString()).identity())
        .isEqualTo(store().at(log.toString()).identity())
        .isEqualTo(store().at(around.toString()).identity());
  }

  /** The shell's {@code <(…)} and {@code >(…)}, and /dev/stdout. */
  @Test
  void readsAndWritesPipesAsWhatTheyAre() throws Exception {
    Path pipe = directory.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream in = store().open(pipe.toString())) {
                return new String(in.readAllBytes(), UTF_8);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    store().write(pipe.toString(), "report".getBytes(UTF_8));

    assertThat(reader.get(1, TimeUnit.MINUTES)).isEqualTo("report");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(directory.toFile().list()).containsExactly("pipe");
  }

  @Test
  void saysWhoIsDenied() throws IOException {
    Path log = Files.writeString(directory.resolve("log"), "{}");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(log), "root may read everything");
    String user = System.getProperty("user.name");
    assertThatThrownBy(() -> store().open(log.toString()))
        .hasMessage(log + ": permission to read it is denied to " + user + "; ask its owner");
    assertThatThrownBy(() -> store().list(closed.toString()))
        .hasMessageContaining("permission to list it is denied");
    assertThatThrownBy(() -> store().write(closed.resolve("x").toString(), new byte[1]))
        .hasMessageContaining("permission to write it is denied");
  }

  @Test
  void leavesNothingBehindWhenWritingFails() throws IOException {
    // The name of the file itself is too long, that of the temporary one is not.
    Path tooLong = directory.resolve("x".repeat(300));
    assertThatThrownBy(() -> store().write(tooLong.toString(), new byte[10]))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(tooLong + ": failed to write it: ");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aNameOfTheGreatestLengthCanBeWritten() throws IOException {
    Path longest = directory.resolve("x".repeat(255));
    store().write(longest.toString(), new byte[10]);
    assertThat(longest).hasSize(10);
  }

  @Test
  void relativePathsAreRelativeToTheWorkingDirectory() throws IOException {
    assertThat(store().at("pom.xml").name()).isEqualTo("pom.xml");
    assertThat(store().list("src"))
        .extracting(FileStore.Entry::path)
        .contains("src/main", "src/test");
  }
}
