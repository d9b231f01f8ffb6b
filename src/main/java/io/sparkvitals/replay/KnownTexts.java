package io.sparkvitals.replay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts of ASCII characters that a log says again and again, found by their bytes, so that
 * each becomes a {@code String} once. At most {@link #MAX_TEXTS} are kept. Not thread-safe.
 */
final class KnownTexts {
  /** Bytes that must be readable behind the place of a text, be they of the line or not. */
  static final int PADDING = 64;

  private static final int MAX_TEXTS = 4_096;
  private static final int SLOTS = 2 * MAX_TEXTS;

  /** A text, and what followed when it was last met: a guess at what follows now. */
  static final class Known {
    final String text;

    /** The bytes of the text and its closing quote, eight by eight, zeros behind them. */
    private final long[] words;

    private final long lastMask;
    private final int hash;
    @Nullable Known follower;
    @Nullable Known value;

    private Known(byte[] bytes, int hash) {
      this.text = new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII);
      this.hash = hash;
      int rest = bytes.length % Long.BYTES;
      lastMask = rest == 0 ? -1L : (1L << (rest * Byte.SIZE)) - 1;
      words = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
      ByteBuffer padded =
          ByteBuffer.wrap(Arrays.copyOf(bytes, words.length * Long.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < words.length; i++) {
        words[i] = padded.getLong();
      }
    }

    /** Bytes of the text. */
    int length() {
      return text.length();
    }

    /** Whether a place may be asked for it. */
    boolean isShort() {
      return text.length() < PADDING;
    }

    /** Whether this short text and a quote stand at a place of a line of the buffer. */
    boolean isAt(ByteBuffer line, int place) {
      int last = words.length - 1;
      for (int i = 0; i < last; i++) {
        if (line.getLong(place + i * Long.BYTES) != words[i]) {
          return false;
        }
      }
      return (line.getLong(place + last * Long.BYTES) & lastMask) == words[last];
    }
  }

  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];
  private int size;

  /** The text from one place up to the quote at the other. */
  Known get(byte[] bytes, ByteBuffer line, int from, int quote) {
    int hash = 0;
    for (int i = from; i < quote; i++) {
      hash = hash * 31 + bytes[i];
    }
    boolean kept = quote - from < PADDING;
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    Known known = slots[slot];
    while (kept && known != null) {
      if (known.hash == hash && known.length() == quote - from && known.isAt(line, from)) {
        return known;
      }
      slot = slot + 1 & SLOTS - 1;
      known = slots[slot];
    }
    Known found = new Known(Arrays.copyOfRange(bytes, from, quote + 1), hash);
    if (kept && size < MAX_TEXTS) {
      slots[slot] = found;
      size++;
    }
    return found;
  }
}
