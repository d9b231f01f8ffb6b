package io.sparkvitals.files;

import static io.sparkvitals.files.EventLines.join;
import static io.sparkvitals.files.EventLines.lines;
import static io.sparkvitals.files.EventLines.noise;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import com.ning.compress.lzf.LZFEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedStreamTest {

  private static void assertWhole(byte[] file, byte[] content) throws IOException {
    Decoded decoded = Decoded.of(file);
    assertThat(decoded.content()).isEqualTo(content);
    assertThat(decoded.problem()).isNull();
    assertThat(decoded.truncated()).isFalse();
    assertThat(decoded.consumed()).isEqualTo(file.length);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatTheLibrariesOfSparkWrite(Compression compression) throws IOException {
    for (int count : new int[] {0, 1, 30, 3_000, 8_000}) {
      byte[] content = lines(count);
      assertWhole(compression.compress(content), content);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatCannotBeCompressed(Compression compression) throws IOException {
    byte[] content = noise(300_000);
    assertWhole(compression.compress(content), content);
  }

  @ParameterizedTest
  @EnumSource
  void readsLongRunsOfOneByte(Compression compression) throws IOException {
    byte[] content = new byte[20 << 20];
    Arrays.fill(content, (byte) ' ');
    assertWhole(compression.compress(content), content);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatWasFlushedOften(Compression compression) throws IOException {
    byte[] content = lines(400);
    assertWhole(compression.compress(content, 173), content);
  }

  @ParameterizedTest
  @EnumSource
  void readsStreamsOneAfterTheOther(Compression compression) throws IOException {
    byte[] first = lines(500);
    byte[] second = noise(70_000);
    byte[] nothing = new byte[0];
    assertWhole(
        join(
            compression.compress(first),
            compression.compress(nothing),
            compression.compress(second),
            compression.compress(nothing)),
        join(first, second));
  }

  @ParameterizedTest
  @EnumSource
  void readsInPiecesOfAnySize(Compression compression) throws IOException {
    byte[] content = lines(2_000);
    byte[] file = compression.compress(content);
    for (int size : new int[] {1, 7, 4_096, 1 << 20}) {
      assertThat(Decoded.of(file, size).content()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsSingleBytes(Compression compression) throws IOException {
    byte[] content = lines(20);
    byte[] file = compression.compress(content);
    try (DecodedStream stream = DecodedStream.of(new ByteArrayInputStream(file), "the.log")) {
      for (byte expected : content) {
        assertThat(stream.read()).isEqualTo(expected & 0xff);
      }
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsFromStreamsThatGiveLittleAtATime(Compression compression) throws IOException {
    byte[] content = lines(300);
    InputStream trickle =
        new ByteArrayInputStream(compression.compress(content)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 3));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    try (DecodedStream stream = DecodedStream.of(trickle, "the.log")) {
      assertThat(stream.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void countsTheBytesOfTheFileNotThoseDelivered() throws IOException {
    byte[] file = Compression.ZSTD.compress(lines(60_000));
    try (DecodedStream stream = DecodedStream.of(new ByteArrayInputStream(file), "the.log")) {
      stream.readNBytes(6_000_000);
      assertThat(stream.consumed()).isBetween(file.length / 3L, file.length * 2L / 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9, 12, 15, 17, 19})
  void readsEveryLevelOfZstd(int level) throws IOException {
    byte[] content = join(lines(4_000), noise(1_000), lines(4_000));
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(streamed, level)) {
      out.write(content);
    }
    assertWhole(streamed.toByteArray(), content);
    // Written in one go, a frame says how large it is, and its content is its window.
    assertWhole(Zstd.compress(content, level), content);
    assertWhole(Zstd.compress(lines(2), level), lines(2));
  }

  @Test
  void readsZstdFramesThatAreToBeSkipped() throws IOException {
    byte[] content = lines(100);
    byte[] skipped = skippable(new byte[200_000]);
    assertWhole(
        join(skipped, skippable(new byte[0]), Compression.ZSTD.compress(content), skipped),
        content);
  }

  private static byte[] skippable(byte[] inside) {
    return ByteBuffer.allocate(8 + inside.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184d2a53)
        .putInt(inside.length)
        .put(inside)
        .array();
  }

  @Test
  void readsShortZstdFramesThatClaimAWideWindow() throws IOException {
    byte[] content = lines(5_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes, 3)) {
      out.setLong(27);
      out.write(content);
    }
    assertWhole(bytes.toByteArray(), content);
  }

  @Test
  void refusesZstdThatLooksBackFartherThanSupported() throws IOException {
    byte[] far = noise(12 << 20);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes, 3)) {
      out.setLong(27);
      out.write(far);
      out.write(far);
    }
    assertThatThrownBy(() -> Decoded.of(bytes.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the.log: needs a zstd window of more than 8 MiB, which is not supported; decompress it"
                + " with zstd -d --long=31");
  }

  @Test
  void refusesZstdWithADictionary() {
    // Frame header: a dictionary id of 1 byte, window of 1 KiB.
    byte[] file = HexFormat.of().parseHex("28b52ffd010007010000");
    assertThatThrownBy(() -> Decoded.of(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the.log: is compressed with a zstd dictionary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32BE"})
  void saysOfWideTextWhatToDo(String charset) {
    byte[] file = "{\"Event\":\"x\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> Decoded.of(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the.log: is text in UTF-16 or UTF-32, while an event log is in UTF-8; convert it, for"
                + " example with iconv -f UTF-16 -t UTF-8 FILE > UTF8_FILE");
  }

  @Test
  void readsEveryLevelOfGzip() throws IOException {
    byte[] content = join(lines(3_000), noise(100_000));
    for (int level = 0; level <= 9; level++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new LevelledGzip(bytes, level)) {
        out.write(content);
      }
      assertWhole(bytes.toByteArray(), content);
    }
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(ByteArrayOutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level);
    }
  }

  @Test
  void readsAllFieldsThatAGzipHeaderCanHave() throws IOException {
    byte[] content = lines(10);
    byte[] file = Compression.GZIP.compress(content);
    byte[] header = Arrays.copyOf(file, 10);
    header[3] = 2 | 4 | 8 | 16;
    byte[] fields =
        join(
            new byte[] {3, 0, 'x', 'y', 'z'},
            "log\0".getBytes(US_ASCII),
            "a cömment\0".getBytes(UTF_8),
            new byte[] {1, 2});
    assertWhole(join(header, fields, Arrays.copyOfRange(file, 10, file.length)), content);
  }

  @Test
  void readsGzipThatIsPaddedWithZeros() throws IOException {
    byte[] content = lines(10);
    assertWhole(join(Compression.GZIP.compress(content), new byte[1_000]), content);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 1 << 10, 64 << 10, 1 << 20, 32 << 20})
  void readsLz4BlocksOfAnySize(int blockSize) throws IOException {
    byte[] content = join(lines(4_000), noise(300_000));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4BlockOutputStream out = new LZ4BlockOutputStream(bytes, blockSize)) {
      out.write(content);
    }
    assertWhole(bytes.toByteArray(), content);
  }

  @Test
  void takesWhatBeginsLikeNoCodecForPlainText() throws IOException {
    for (String text : new String[] {"", "{", "LZ4Bloc", "\n\n{}", "no log"}) {
      byte[] content = text.getBytes(UTF_8);
      assertWhole(content, content);
    }
  }

  @Test
  void saysWhatToDoWithCodecsThatItKnowsButCannotRead() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.setLevel(Deflater.BEST_SPEED);
      out.putNextEntry(new ZipEntry("log"));
      out.write(lines(3));
    }
    assertRefused(zip.toByteArray(), "is a zip archive, which is not supported; unzip it");
    assertRefused(LZFEncoder.encode(lines(100)), "is compressed with LZF, which is not supported");
    assertRefused(hex("04224d1864407e"), "is in the format of the lz4 command");
    assertRefused(hex("425a683931415926"), "is compressed with bzip2");
    assertRefused(hex("fd377a585a000004"), "is compressed with xz");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static void assertRefused(byte[] file, String why) {
    boolean[] closed = new boolean[1];
    InputStream stream =
        new ByteArrayInputStream(file) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThatThrownBy(() -> DecodedStream.of(stream, "the.log"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the.log: " + why);
    assertThat(closed).containsExactly(true);
  }

  @ParameterizedTest
  @EnumSource
  void tellsAFileThatCannotBeReadFromOneThatBreaksOff(Compression compression) throws IOException {
    byte[] file = compression.compress(noise(400_000));
    InputStream disk =
        new FilterInputStream(new ByteArrayInputStream(file)) {
          private int left = 200_000;

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
              throw new IOException("Input/output error");
            }
            int read = super.read(target, offset, Math.min(length, left));
            left -= read;
            return read;
          }
        };
    try (DecodedStream stream = DecodedStream.of(disk, "/logs/the.log")) {
      assertThatThrownBy(stream::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage("/logs/the.log: failed to read it: Input/output error");
      assertThat(stream.truncated()).isFalse();
    }
  }
}
