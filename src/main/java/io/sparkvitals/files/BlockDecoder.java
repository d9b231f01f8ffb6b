package io.sparkvitals.files;

import io.airlift.compress.Decompressor;
import java.io.IOException;

/** Decodes a stream of blocks that stand alone, block by block. */
abstract class BlockDecoder implements Decoder {
  /** The largest block that lz4-java can write, in bytes; both write 32 KiB if not told else. */
  static final int MAX_BLOCK = 32 << 20;

  final RawInput in;
  private final Decompressor decompressor;
  private byte[] compressed = new byte[0];
  private byte[] block = new byte[0];
  private int from;
  private int to;

  BlockDecoder(RawInput in, Decompressor decompressor) {
    this.in = in;
    this.decompressor = decompressor;
  }

  /** Reads the next block, be it empty; false at the end. */
  abstract boolean nextBlock() throws IOException;

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    while (from == to) {
      if (!nextBlock()) {
        return -1;
      }
    }
    int count = Math.min(length, to - from);
    System.arraycopy(block, from, target, offset, count);
    from += count;
    return count;
  }

  /** Makes sure that a header is there. */
  final void require(int bytes) throws IOException {
    if (!in.has(bytes)) {
      throw BrokenStream.breaksOff(in);
    }
  }

  /** Reads that many bytes of the file, which are good until the next call. */
  final byte[] take(int size) throws IOException {
    compressed = withRoom(compressed, size);
    return fill(compressed, size);
  }

  /** Makes the file's next bytes the block. */
  final byte[] copy(int size) throws IOException {
    block = withRoom(block, size);
    return fill(block, size);
  }

  /** Makes the bytes that were taken the block, which has exactly this size. */
  final byte[] decode(int takenSize, int size) throws IOException {
    block = withRoom(block, size);
    try {
      if (decompressor.decompress(compressed, 0, takenSize, block, 0, size) == size) {
        return block;
      }
    } catch (RuntimeException | LinkageError e) {
      throw BrokenStream.thrown(in, e);
    }
    throw BrokenStream.damaged(in, "a block is shorter than it says");
  }

  /** Hands the block on. */
  final void deliver(int size) {
    from = 0;
    to = size;
  }

  private byte[] fill(byte[] target, int size) throws IOException {
    if (in.readFully(target, 0, size) < size) {
      throw BrokenStream.breaksOff(in);
    }
    return target;
  }

  private static byte[] withRoom(byte[] array, int size) {
    return array.length < size ? new byte[size] : array;
  }
}
