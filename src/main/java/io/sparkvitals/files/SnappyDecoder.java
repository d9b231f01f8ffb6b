package io.sparkvitals.files;

import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;

/**
 * Decodes the stream of snappy-java ({@code SnappyOutputStream}): a header, then blocks, each
 * behind its compressed size. Nothing marks the end, so a file that was cut between two blocks
 * looks whole. Another stream may follow.
 */
final class SnappyDecoder extends BlockDecoder {
  private static final int SIZE = 4;

  /** The first four bytes of a stream: no size of a block, for it would be below 0. */
  private static final int MAGIC_START = 0x82534e41;

  private static final int MAGIC_END = 0x50505900;

  /** Magic, then the version and the oldest version that can read it. */
  private static final int HEADER = 16;

  /** A block tells its size in up to 5 bytes; a copy of 64 bytes takes 3. */
  private static final int MAX_PREAMBLE = 5;

  private static final int MAX_RATIO = 22;

  SnappyDecoder(RawInput in) {
    super(in, new SnappyDecompressor());
  }

  @Override
  boolean nextBlock() throws IOException {
    if (!in.has(1)) {
      return false;
    }
    require(SIZE);
    int compressedSize = in.bigInt(0);
    if (compressedSize == MAGIC_START) {
      beginStream();
      return true;
    }
    if (compressedSize < 0 || compressedSize > MAX_BLOCK + MAX_BLOCK / 6 + 32) {
      throw BrokenStream.damaged(in, "a block of impossible size");
    }
    in.advance(SIZE);
    if (compressedSize > 0) {
      decodeBlock(compressedSize);
    }
    return true;
  }

  private void beginStream() throws IOException {
    require(HEADER);
    if (in.bigInt(4) != MAGIC_END) {
      throw BrokenStream.damaged(in, "this is no header of a stream");
    }
    in.advance(HEADER);
  }

  private void decodeBlock(int compressedSize) throws IOException {
    byte[] compressed = take(compressedSize);
    long size = size(compressed, compressedSize);
    if (size < 0 || size > MAX_BLOCK || size > (long) compressedSize * MAX_RATIO) {
      throw BrokenStream.damaged(in, "a block of impossible size");
    }
    decode(compressedSize, (int) size);
    deliver((int) size);
  }

  /** The block's own word for its size: 7 bits a byte, the low ones first; or -1. */
  private static long size(byte[] block, int length) {
    long size = 0;
    for (int i = 0; i < Math.min(length, MAX_PREAMBLE); i++) {
      size |= (block[i] & 0x7fL) << (7 * i);
      if (block[i] >= 0) {
        return size;
      }
    }
    return -1;
  }
}
