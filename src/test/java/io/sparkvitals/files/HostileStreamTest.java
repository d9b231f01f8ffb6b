package io.sparkvitals.files;

import static io.sparkvitals.files.EventLines.join;
import static io.sparkvitals.files.EventLines.lines;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that claim sizes to exhaust the memory of who believes them. */
class HostileStreamTest {
  private static final long MIB = 1 << 20;

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** Reads to the end without keeping anything; fails if that takes more heap than a window. */
  private static long readWithin(long limitBytes, byte[] file) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] piece = new byte[1 << 16];
    long before = threads.getCurrentThreadAllocatedBytes();
    long delivered = 0;
    try (DecodedStream stream = DecodedStream.of(new ByteArrayInputStream(file), "the.log")) {
      for (int read; (read = stream.read(piece, 0, piece.length)) >= 0; ) {
        delivered += read;
      }
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(limitBytes);
    return delivered;
  }

  /** From 16 MiB to 3.75 TiB: the window is the second byte of the header. */
  @ParameterizedTest
  @ValueSource(strings = {"70", "88", "a8", "b0", "ff"})
  void aClaimedWindowTakesNoMemory(String window) throws IOException {
    String block = "410000" + "7b22414243444546"; // 8 bytes, raw, last
    byte[] file = hex("28b52ffd00" + window + block);
    assertThat(readWithin(2 * MIB, file)).isEqualTo(8);
  }

  @Test
  void aClaimedContentSizeTakesNoMemory() throws IOException {
    String block = "410000" + "7b22414243444546";
    assertThat(readWithin(2 * MIB, hex("28b52ffd" + "e0" + "ffffffffffffff7f" + block)))
        .isEqualTo(8);
    assertThat(readWithin(2 * MIB, hex("28b52ffd" + "e0" + "ffffffffffffffff" + block)))
        .isEqualTo(8);
    assertThat(readWithin(2 * MIB, hex("28b52ffd" + "a0" + "ffffff7f" + block))).isEqualTo(8);
  }

  /** 4 bytes a block that become 128 KiB each, in a frame that is its own window. */
  @Test
  void aBombIsDeliveredInBoundedMemory() throws IOException {
    int blocks = 2_000;
    ByteBuffer file = ByteBuffer.allocate(13 + 4 * blocks).order(ByteOrder.LITTLE_ENDIAN);
    file.put(hex("28b52ffde0")).putLong(blocks * (128L << 10));
    for (int i = 1; i <= blocks; i++) {
      int header = (128 << 10 << 3) | (1 << 1) | (i == blocks ? 1 : 0);
      file.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16)).put((byte) ' ');
    }
    assertThat(readWithin(80 * MIB, file.array())).isEqualTo(blocks * (128L << 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, (32 << 20) + 1})
  void anLz4BlockOfImpossibleSizeIsDamage(int size) throws IOException {
    for (int compressedSize : new int[] {size, 100, 0}) {
      byte[] block = lz4Block(0x2f, compressedSize, size);
      byte[] file = join(Compression.LZ4.compress(lines(50)), block, lines(20));
      assertThat(readWithin(2 * MIB, file)).isEqualTo(lines(50).length);
      assertThat(Decoded.of(file).problem()).contains("damaged (this is no header of a block)");
    }
  }

  @Test
  void anLz4BlockThatIsLargerThanItsStreamAllowsIsDamage() throws IOException {
    byte[] file = join(lz4Block(0x10, 2_000, 2_000), new byte[2_000]);
    assertThat(Decoded.of(file).problem()).contains("damaged (this is no header of a block)");
  }

  private static byte[] lz4Block(int token, int compressedSize, int size) {
    return ByteBuffer.allocate(21)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("LZ4Block".getBytes(US_ASCII))
        .put((byte) token)
        .putInt(compressedSize)
        .putInt(size)
        .putInt(0)
        .array();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 40 << 20})
  void aSnappyBlockOfImpossibleSizeIsDamage(int size) throws IOException {
    byte[] block = ByteBuffer.allocate(4).putInt(size).array();
    byte[] file = join(Compression.SNAPPY.compress(lines(50)), block, lines(20));
    assertThat(readWithin(2 * MIB, file)).isEqualTo(lines(50).length);
    assertThat(Decoded.of(file).problem()).contains("damaged (a block of impossible size)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffff0f", "ffffffffff", "8080808010", "ff"})
  void aSnappyBlockThatBecomesImpossiblyLargeIsDamage(String claim) throws IOException {
    byte[] content = hex(claim);
    byte[] size = ByteBuffer.allocate(4).putInt(content.length).array();
    byte[] file = join(Compression.SNAPPY.compress(lines(50)), size, content);
    assertThat(readWithin(2 * MIB, file)).isEqualTo(lines(50).length);
    assertThat(Decoded.of(file).problem()).contains("damaged (a block of impossible size)");
  }

  @Test
  void aGzipNameWithoutEndTakesNoMemory() throws IOException {
    byte[] file = new byte[30_000_000];
    Arrays.fill(file, (byte) 'x');
    System.arraycopy(hex("1f8b0808000000000003"), 0, file, 0, 10);
    assertThat(readWithin(2 * MIB, file)).isZero();
    assertThat(Decoded.of(file).truncated()).isTrue();
  }
}
