package io.sparkvitals.files;

import static io.sparkvitals.files.EventLines.noise;
import static org.assertj.core.api.Assertions.assertThat;

import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

class XxHashTest {
  private static final XXHashFactory LIBRARY = XXHashFactory.safeInstance();

  @Test
  void hashesIn32BitsAsTheLibraryDoes() {
    byte[] bytes = noise(200);
    for (int length = 0; length <= bytes.length; length++) {
      assertThat(XxHash32.of(bytes, length, 0x9747b28c))
          .as("%d bytes", length)
          .isEqualTo(LIBRARY.hash32().hash(bytes, 0, length, 0x9747b28c));
    }
  }

  @Test
  void hashesIn64BitsAsTheLibraryDoesWhateverThePieces() {
    byte[] bytes = noise(200);
    for (int length = 0; length <= bytes.length; length++) {
      for (int piece : new int[] {1, 5, 32, 33, 200}) {
        XxHash64 hash = new XxHash64(42);
        for (int at = 0; at < length; at += piece) {
          hash.update(bytes, at, Math.min(piece, length - at));
        }
        assertThat(hash.value())
            .as("%d bytes, %d at a time", length, piece)
            .isEqualTo(LIBRARY.hash64().hash(bytes, 0, length, 42));
      }
    }
  }
}
