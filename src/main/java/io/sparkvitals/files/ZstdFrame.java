package io.sparkvitals.files;

import java.io.IOException;

/** What the header of a zstd frame says (RFC 8878, 3.1.1.1). Immutable. */
final class ZstdFrame {
  /** The largest window that aircompressor decodes: level 19 of zstd uses that much. */
  private static final int MAX_WINDOW = 8 << 20;

  private static final int MAGIC = 0xfd2fb528;
  private static final int DESCRIPTOR = 4;
  private static final int FIELDS = DESCRIPTOR + 1;

  private static final int SINGLE_SEGMENT = 1 << 5;
  private static final int RESERVED = 1 << 3;
  private static final int HAS_CHECKSUM = 1 << 2;
  private static final int DICTIONARY_CODE = 3;
  private static final int SIZE_CODE_SHIFT = 6;

  /** The smallest window is this binary logarithm in bytes; a step in the descriptor doubles it. */
  private static final int MIN_WINDOW_LOG = 10;

  private static final int MANTISSA_BITS = 3;

  private final long window;
  private final boolean checksum;

  private ZstdFrame(long window, boolean checksum) {
    this.window = window;
    this.checksum = checksum;
  }

  /** Takes the header of a frame from the file. */
  static ZstdFrame read(RawInput in) throws IOException {
    require(in, DESCRIPTOR);
    if (in.littleInt(0) != MAGIC) {
      throw BrokenStream.damaged(in, "what follows is not zstd");
    }
    require(in, FIELDS);
    int descriptor = in.unsignedByte(DESCRIPTOR);
    if ((descriptor & RESERVED) != 0) {
      throw BrokenStream.damaged(in, "the header of a frame is unknown");
    }
    boolean single = (descriptor & SINGLE_SEGMENT) != 0;
    int dictionaryLength = (1 << (descriptor & DICTIONARY_CODE)) >> 1;
    int sizeCode = descriptor >>> SIZE_CODE_SHIFT;
    int sizeLength = sizeCode == 0 ? (single ? 1 : 0) : 1 << sizeCode;
    int dictionaryAt = FIELDS + (single ? 0 : 1);
    int sizeAt = dictionaryAt + dictionaryLength;
    require(in, sizeAt + sizeLength);
    if (littleLong(in, dictionaryAt, dictionaryLength) != 0) {
      throw new FileProblem(
          in.path(), "is compressed with a zstd dictionary; decompress it with zstd -d -D");
    }
    long size = littleLong(in, sizeAt, sizeLength) + (sizeLength == 2 ? 256 : 0);
    long window = single ? size : window(in.unsignedByte(FIELDS));
    in.advance(sizeAt + sizeLength);
    return new ZstdFrame(window, (descriptor & HAS_CHECKSUM) != 0);
  }

  boolean hasChecksum() {
    return checksum;
  }

  /** Whether the frame may look back farther than can be followed; a short one does not. */
  boolean isWide() {
    return window < 0 || window > MAX_WINDOW;
  }

  /**
   * Writes the simplest header of such a frame, which has a window and neither size nor checksum.
   *
   * @return its length
   */
  int writeHeader(byte[] target) {
    long needed = isWide() ? MAX_WINDOW : window;
    int exponent = 0;
    while (1L << (MIN_WINDOW_LOG + exponent) < needed) {
      exponent++;
    }
    for (int i = 0; i < DESCRIPTOR; i++) {
      target[i] = (byte) (MAGIC >>> (8 * i));
    }
    target[DESCRIPTOR] = 0;
    target[FIELDS] = (byte) (exponent << MANTISSA_BITS);
    return FIELDS + 1;
  }

  private static long window(int descriptor) {
    long base = 1L << (MIN_WINDOW_LOG + (descriptor >>> MANTISSA_BITS));
    return base + (base >>> MANTISSA_BITS) * (descriptor & ((1 << MANTISSA_BITS) - 1));
  }

  /** Up to eight bytes, the low one first; 0 of none. */
  private static long littleLong(RawInput in, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) in.unsignedByte(at + i) << (8 * i);
    }
    return value;
  }

  private static void require(RawInput in, int bytes) throws IOException {
    if (!in.has(bytes)) {
      throw BrokenStream.breaksOff(in);
    }
  }
}
