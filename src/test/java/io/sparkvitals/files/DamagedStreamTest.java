package io.sparkvitals.files;

import static io.sparkvitals.files.EventLines.join;
import static io.sparkvitals.files.EventLines.lines;
import static io.sparkvitals.files.EventLines.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Files with wrong bytes in them: a bad disk, a bad copy, or malice. */
class DamagedStreamTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int ROUNDS = 2_000;

  /** Decodes a file with some flipped bits; a codec that is not supported is a sentence. */
  private static Decoded flipped(byte[] file, Random random) {
    byte[] damaged = file.clone();
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      damaged[8 + random.nextInt(file.length - 8)] ^= (byte) (1 << random.nextInt(8));
    }
    try {
      return Decoded.of(damaged);
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("the.log: ").hasMessageContaining("decompress it");
      return Decoded.refused(e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void flippedBitsEndTheStreamAndThrowNothing(Compression compression) {
    byte[] content = join(lines(40), noise(3_000), lines(40));
    byte[] file = compression.compress(content, 3_000);
    Random random = new Random(file.length);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          int truncated = 0;
          for (int i = 0; i < ROUNDS; i++) {
            truncated += flipped(file, random).truncated() ? 1 : 0;
          }
          assertThat(truncated).isPositive();
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "LZ4", "ZSTD_WITH_CHECKSUM"})
  void checksumsTellDamageFromContent(Compression compression) {
    byte[] content = lines(200);
    byte[] file = compression.compress(content);
    // Behind the headers, where bits may change without a meaning.
    int begin = 24;
    int seen = 0;
    for (int i = begin; i < file.length; i += 5) {
      byte[] damaged = file.clone();
      damaged[i] ^= 0x10;
      Decoded decoded = decoded(damaged);
      seen += decoded.truncated() ? 1 : 0;
      // A bit may stand where none is read: between two bit streams.
      boolean same = Arrays.equals(decoded.content(), content);
      assertThat(decoded.truncated() || same).as("damage at %d is seen", i).isTrue();
      if (compression == Compression.LZ4) {
        assertThat(decoded.isPrefixOf(content)).isTrue();
      }
    }
    assertThat(seen).isGreaterThan((file.length - begin) / 5 - 5);
  }

  private static Decoded decoded(byte[] file) {
    try {
      return Decoded.of(file);
    } catch (IOException e) {
      throw new AssertionError("the file can be read", e);
    }
  }

  /** As {@code zstd -dc} does; a window of half a MiB must not be lost with the damaged block. */
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "ZSTD.*")
  void deliversAllBlocksBeforeTheDamagedOne(Compression compression) {
    byte[] content = lines(8_000);
    int flushEvery = 100_000;
    byte[] file = compression.compress(content, flushEvery);
    int seen = 0;
    for (int at = file.length / 2; at < file.length / 2 + 100; at += 4) {
      byte[] damaged = file.clone();
      damaged[at] ^= (byte) 0xff;
      damaged[at + 1] ^= (byte) 0xff;
      Decoded decoded = decoded(damaged);
      // Some damage only changes literals: it is decoded, and seen by nobody or at the end.
      if (decoded.length() < content.length / 2 + 2 * flushEvery) {
        assertThat(decoded.truncated()).isTrue();
        assertThat(decoded.length()).isGreaterThan(content.length / 2 - 3 * flushEvery);
        assertThat(decoded.isPrefixOf(content)).isTrue();
        seen++;
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void aDamagedBlockOfAnySizeLosesNothingBeforeIt() {
    byte[] before = lines(1_000);
    byte[] file = Compression.ZSTD.compress(before, 50_000);
    byte[] open = Arrays.copyOf(file, file.length - 3);
    assertThat(file).endsWith(1, 0, 0);
    for (int size : new int[] {3, 4, 5, 33, 34, 1_000, 128 << 10}) {
      for (int last = 0; last < 2; last++) {
        int header = (size << 3) | (2 << 1) | last;
        byte[] block = new byte[3 + size];
        // Literals of a kind that refers to a block before, and to nothing good here.
        Arrays.fill(block, (byte) 0xff);
        block[0] = (byte) header;
        block[1] = (byte) (header >>> 8);
        block[2] = (byte) (header >>> 16);
        Decoded decoded = decoded(join(open, block, lines(5)));
        assertThat(decoded.content()).as("before a block of %d", size).isEqualTo(before);
        assertThat(decoded.problem())
            .startsWith("the.log: the compressed data is damaged (a block cannot be decoded)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void noiseBehindAMagicIsNoContent(Compression compression) {
    byte[] file = compression.compress(lines(1));
    Random random = new Random(7);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            byte[] noise = new byte[2_000];
            random.nextBytes(noise);
            System.arraycopy(file, 0, noise, 0, Math.min(file.length, 8 + i % 20));
            flipped(noise, random);
          }
        });
  }

  @Test
  void aJavaThatForbidsUnsafeIsNotTheDataToBlame() {
    RawInput in = new RawInput(new ByteArrayInputStream(new byte[0]), "the.log");
    for (Throwable thrown :
        List.of(new UnsupportedOperationException("objectFieldOffset"), new LinkageError("x"))) {
      assertThatThrownBy(() -> BrokenStream.thrown(in, thrown))
          .hasMessage(
              "the.log: this Java does not let it be decompressed; start Java with"
                  + " --sun-misc-unsafe-memory-access=allow, or decompress the file first");
    }
  }
}
