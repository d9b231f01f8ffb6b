package io.sparkvitals.files;

import static io.sparkvitals.files.EventLines.join;
import static io.sparkvitals.files.EventLines.lines;
import static io.sparkvitals.files.EventLines.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Logs that end anywhere: those of applications that run, or whose driver was killed. */
class TruncatedStreamTest {
  /** Below that a file does not say what it is. */
  private static final int MAGIC = 8;

  /** Every place in a short file, and a hundred in a longer one. */
  private static IntStream cuts(byte[] file) {
    int step = file.length < 5_000 ? 1 : file.length / 100;
    return IntStream.range(0, (file.length - MAGIC) / step).map(i -> MAGIC + i * step);
  }

  private static void assertDeliversWhatCameBefore(Compression compression, byte[] content)
      throws IOException {
    byte[] file = compression.compress(content, 7_000);
    int delivered = 0;
    for (int cut : cuts(file).toArray()) {
      Decoded decoded = Decoded.of(Arrays.copyOf(file, cut));
      assertThat(decoded.isPrefixOf(content)).as("a prefix, cut at %d", cut).isTrue();
      assertThat(decoded.length())
          .as("delivered, cut at %d", cut)
          .isGreaterThanOrEqualTo(delivered);
      delivered = decoded.length();
      if (compression.hasEnd()) {
        assertThat(decoded.truncated()).as("truncated, cut at %d", cut).isTrue();
        assertThat(decoded.problem())
            .startsWith("the.log: the compressed data breaks off at byte ");
      }
    }
    assertThat(delivered).isGreaterThan(content.length / 3);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void deliversWhatCameBeforeAnyCutInAShortLog(Compression compression) throws IOException {
    assertDeliversWhatCameBefore(compression, lines(70));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void deliversWhatCameBeforeAnyCutInALongLog(Compression compression) throws IOException {
    assertDeliversWhatCameBefore(compression, join(lines(1_000), noise(150_000), lines(1_000)));
  }

  /** {@code zstd -dc} and Spark's own reader of running logs do the same. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "ZSTD.*")
  void deliversAsMuchAsZstdItself(Compression compression) throws IOException {
    byte[] content = join(lines(500), noise(150_000), lines(2_500));
    for (int flushEvery : new int[] {2_500, 90_000, content.length + 1}) {
      byte[] file = compression.compress(content, flushEvery);
      for (int cut : cuts(file).toArray()) {
        byte[] cutFile = Arrays.copyOf(file, cut);
        assertThat(Decoded.of(cutFile).length()).as("cut at %d", cut).isEqualTo(byZstd(cutFile));
      }
    }
  }

  private static int byZstd(byte[] file) throws IOException {
    try (ZstdInputStream zstd = new ZstdInputStream(new ByteArrayInputStream(file))) {
      return zstd.setContinuous(true).readAllBytes().length;
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void deliversTheStreamsBeforeOneThatBreaksOff(Compression compression) throws IOException {
    byte[] content = lines(2_000);
    byte[] first = compression.compress(content);
    byte[] second = compression.compress(lines(10));
    for (int left = 1; left < 20; left++) {
      Decoded decoded = Decoded.of(join(first, Arrays.copyOf(second, left)));
      assertThat(decoded.content()).isEqualTo(content);
      // A header of Snappy alone is a whole stream with nothing in it.
      boolean whole = compression == Compression.SNAPPY && left == 16;
      assertThat(decoded.truncated()).as("truncated, %d bytes left", left).isEqualTo(!whole);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void deliversTheStreamBeforeSomethingElse(Compression compression) throws IOException {
    byte[] content = lines(2_000);
    byte[] file = join(compression.compress(content), lines(1));
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.content()).isEqualTo(content);
    assertThat(decoded.truncated()).isTrue();
    assertThat(decoded.problem()).startsWith("the.log: the compressed data is damaged (");
  }

  @Test
  void skippableFramesThatBreakOffAreTruncated() throws IOException {
    byte[] file = join(Compression.ZSTD.compress(lines(2)), new byte[] {0x50, 0x2a, 0x4d, 0x18});
    assertThat(Decoded.of(file).truncated()).isTrue();
    Decoded decoded = Decoded.of(join(file, new byte[] {9, 0, 0, 0}, new byte[8]));
    assertThat(decoded.content()).isEqualTo(lines(2));
    assertThat(decoded.truncated()).isTrue();
  }

  @Test
  void plainTextIsNeverTruncated() throws IOException {
    byte[] content = Arrays.copyOf(lines(10), 777);
    Decoded decoded = Decoded.of(content);
    assertThat(decoded.content()).isEqualTo(content);
    assertThat(decoded.truncated()).isFalse();
  }
}
