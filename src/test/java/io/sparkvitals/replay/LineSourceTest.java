package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSourceTest {
  /** Gives at most a few bytes a call, as a decompressor may. */
  private static InputStream dripping(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, most));
      }
    };
  }

  private static List<String> lines(String text, int maxBuffer, int drip) throws IOException {
    LineSource source =
        new LineSource(dripping(text.getBytes(StandardCharsets.UTF_8), drip), maxBuffer);
    List<String> lines = new ArrayList<>();
    while (source.next()) {
      lines.add(
          source.whole()
              ? new String(source.buffer(), source.start(), source.length(), StandardCharsets.UTF_8)
              : new String(source.stream().readAllBytes(), StandardCharsets.UTF_8));
    }
    return lines;
  }

  @Test
  void aLineEndsAtLineFeedWithOrWithoutCarriageReturn() throws IOException {
    assertThat(lines("one\ntwo\r\n\nfour", 1 << 20, 3)).containsExactly("one", "two", "", "four");
  }

  @Test
  void nothingHasNoLine() throws IOException {
    assertThat(lines("", 1 << 20, 3)).isEmpty();
    assertThat(lines("\n", 1 << 20, 3)).containsExactly("");
  }

  @Test
  void tellsTheLastLineWithoutLineFeed() throws IOException {
    LineSource source =
        new LineSource(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)));

    source.next();
    assertThat(source.complete()).isTrue();
    source.next();
    assertThat(source.complete()).isFalse();
    assertThat(source.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 100_000})
  void givesBackEveryLineWhateverItsLengthAndTheBuffers(int drip) throws IOException {
    Random random = new Random(drip);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int length = random.nextInt(10) == 0 ? random.nextInt(300_000) : random.nextInt(200);
      expected.add(Character.toString('a' + i % 26).repeat(drip == 1 ? length % 3_000 : length));
    }
    String text = String.join("\n", expected) + "\n";

    assertThat(lines(text, 1 << 16, drip)).isEqualTo(expected);
    assertThat(lines(text, 1 << 24, drip)).isEqualTo(expected);
  }

  @Test
  void theRestOfALongLineIsSkippedWhereNobodyReadsIt() throws IOException {
    String text = "first\n" + "x".repeat(1_000_000) + "\nlast\n";
    LineSource source =
        new LineSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1 << 16);

    assertThat(source.next()).isTrue();
    assertThat(source.next()).isTrue();
    assertThat(source.whole()).isFalse();
    assertThat(source.stream().read()).isEqualTo('x');
    assertThat(source.next()).isTrue();
    assertThat(new String(source.buffer(), source.start(), source.length(), StandardCharsets.UTF_8))
        .isEqualTo("last");
    assertThat(source.next()).isFalse();
  }
}
