package io.sparkvitals.files;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the block stream of lz4-java ({@code LZ4BlockOutputStream}), which is not the format of
 * the lz4 command: magic, token, compressed size, size, checksum, data. A block of size 0 ends a
 * stream, and another one may follow.
 */
final class Lz4Decoder extends BlockDecoder {
  private static final byte[] MAGIC = "LZ4Block".getBytes(StandardCharsets.US_ASCII);
  private static final int TOKEN = MAGIC.length;
  private static final int COMPRESSED_SIZE = TOKEN + 1;
  private static final int SIZE = COMPRESSED_SIZE + 4;
  private static final int CHECKSUM = SIZE + 4;
  private static final int HEADER = CHECKSUM + 4;

  private static final int METHOD_MASK = 0xf0;
  private static final int STORED = 0x10;
  private static final int COMPRESSED = 0x20;

  /** The token's low half, added to this, is the binary logarithm of the largest block. */
  private static final int LEVEL_BASE = 10;

  private static final int CHECKSUM_SEED = 0x9747b28c;
  private static final int CHECKSUM_BITS = 0xfffffff;

  private boolean ended;

  Lz4Decoder(RawInput in) {
    super(in, new Lz4Decompressor());
  }

  @Override
  boolean nextBlock() throws IOException {
    if (ended && !in.has(1)) {
      return false;
    }
    require(HEADER);
    int method = in.unsignedByte(TOKEN) & METHOD_MASK;
    int compressedSize = in.littleInt(COMPRESSED_SIZE);
    int size = in.littleInt(SIZE);
    int checksum = in.littleInt(CHECKSUM);
    if (!isMagic() || !isPossible(method, compressedSize, size)) {
      throw BrokenStream.damaged(in, "this is no header of a block");
    }
    in.advance(HEADER);
    ended = size == 0;
    if (!ended) {
      byte[] block = block(method, compressedSize, size);
      if ((XxHash32.of(block, size, CHECKSUM_SEED) & CHECKSUM_BITS) != checksum) {
        throw BrokenStream.damaged(in, "the checksum of a block differs");
      }
    }
    deliver(size);
    return true;
  }

  private byte[] block(int method, int compressedSize, int size) throws IOException {
    if (method == STORED) {
      return copy(size);
    }
    take(compressedSize);
    return decode(compressedSize, size);
  }

  private boolean isMagic() {
    for (int i = 0; i < MAGIC.length; i++) {
      if (in.unsignedByte(i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean isPossible(int method, int compressedSize, int size) {
    int level = LEVEL_BASE + (in.unsignedByte(TOKEN) & ~METHOD_MASK);
    boolean inRange = size >= 0 && size <= 1 << level && size <= MAX_BLOCK;
    if (method == STORED) {
      return inRange && compressedSize == size;
    }
    // The format's worst case, for a writer that does not store what it cannot compress.
    boolean compressible = compressedSize >= 0 && compressedSize <= size + size / 255 + 16;
    return inRange && method == COMPRESSED && compressible && (compressedSize == 0) == (size == 0);
  }
}
