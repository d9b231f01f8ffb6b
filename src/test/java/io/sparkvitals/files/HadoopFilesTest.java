package io.sparkvitals.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's own file systems, which need no server. */
class HadoopFilesTest {

  private static FileStore with(String... settings) {
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty("spark.hadoop." + settings[i], settings[i + 1]);
    }
    return HadoopFiles.of(properties);
  }

  /** A mount table of Hadoop, with the root of this machine in it. */
  @Nested
  class Mounted extends FileStoreContract {
    @Override
    FileStore store() {
      return with("fs.viewfs.mounttable.here.link./disk", "file:///");
    }

    @Override
    String nameOf(Path file) {
      String path = file.toString();
      return "viewfs://here/disk" + (path.equals("/") ? "" : path);
    }
  }

  /** As HDFS and S3 do, it refuses to rename onto a file. */
  @Nested
  class Refusing extends FileStoreContract {
    @Override
    FileStore store() {
      return with("fs.refusing.impl", RefusingFiles.class.getName());
    }

    @Override
    String nameOf(Path file) {
      return "refusing:" + file;
    }
  }

  /** Hadoop's local files under a scheme of their own. */
  public static class RefusingFiles extends RawLocalFileSystem {
    private static final URI NAME = URI.create("refusing:///");

    @Override
    public URI getUri() {
      return NAME;
    }

    @Override
    public void initialize(URI uri, Configuration configuration) throws IOException {
      super.initialize(NAME, configuration);
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      return !exists(to) && super.rename(from, to);
    }
  }

  /** Takes what is written and then does not rename it at all. */
  public static final class StuckFiles extends RefusingFiles {
    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to) {
      return false;
    }
  }

  /** Breaks while it is asked to rename. */
  public static final class FailingFiles extends RefusingFiles {
    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      throw new IOException("lost the name node\n\tat org.apache.hadoop.Some.where");
    }
  }

  @TempDir Path directory;

  @Test
  void leavesNothingBehindWhenRenamingFails() {
    FileStore stuck =
        with(
            "fs.refusing.impl",
            StuckFiles.class.getName(),
            "fs.refusing.impl.disable.cache",
            "true");
    String path = "refusing:" + directory + "/app.json";
    assertThatThrownBy(() -> stuck.write(path, new byte[9]))
        .hasMessageStartingWith(path + ": failed to write it: the file system refuses to rename");
    FileStore failing =
        with(
            "fs.refusing.impl",
            FailingFiles.class.getName(),
            "fs.refusing.impl.disable.cache",
            "true");
    assertThatThrownBy(() -> failing.write(path, new byte[9]))
        .hasMessage(path + ": failed to write it: lost the name node");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void saysWhichConnectorIsMissing() {
    assertThatThrownBy(() -> FileStores.of("nosuch://bucket/log").at("nosuch://bucket/log"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "nosuch://bucket/log: no connector for this scheme is on the class path (No FileSystem"
                + " for scheme \"nosuch\"); add it, for s3a: with spark-submit --packages"
                + " org.apache.hadoop:hadoop-aws:<version of Hadoop>");
    assertThatThrownBy(() -> FileStores.of("s3a://bucket/log").open("s3a://bucket/log"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no connector for this scheme is on the class path")
        .hasMessageContaining("S3AFileSystem");
  }

  @Test
  void saysWhatIsNoPath() {
    for (String path : new String[] {"s3a:///", "hdfs://a b/c", "viewfs://nowhere/x"}) {
      assertThatThrownBy(() -> FileStores.of(path).at(path))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(path + ": ")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void takesTheSettingsThatSparkSubmitGivesTheDriver() throws IOException {
    Path file = Files.writeString(directory.resolve("log"), "{}");
    String setting = "spark.hadoop.fs.refusing.impl";
    System.setProperty(setting, RefusingFiles.class.getName());
    try (DecodedStream stream =
        DecodedStream.open(FileStores.of("refusing:" + file), "refusing:" + file)) {
      assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo("{}");
    } finally {
      System.clearProperty(setting);
    }
  }
}
