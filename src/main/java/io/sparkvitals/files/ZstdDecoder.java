package io.sparkvitals.files;

import io.airlift.compress.zstd.ZstdIncrementalFrameDecompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes zstd (RFC 8878) of any number of frames. Frames and blocks are taken apart here, and
 * aircompressor decodes them one at a time.
 *
 * <p>Its own stream would not do: it keeps back a whole window, up to 8 MiB, until the frame ends,
 * and loses that much of a frame that breaks off, as the log of every running application does. It
 * also believes any size that a header claims. Here each frame is given a window that fits, and one
 * that breaks off gets an end of its own, upon which the rest is handed out.
 */
final class ZstdDecoder implements Decoder {
  private static final int SKIPPABLE_HEADER = 8;
  private static final int SKIPPABLE_MAGIC = 0x184d2a50;
  private static final int SKIPPABLE_MASK = ~0xf;
  private static final int CHECKSUM = 4;

  private static final int BLOCK_HEADER = 3;
  private static final int MAX_BLOCK = 128 << 10;
  private static final int MIN_COMPRESSED_BLOCK = 3;
  private static final int LAST = 1;
  private static final int RAW = 0;
  private static final int RLE = 1;
  private static final int COMPRESSED = 2;

  /** Literals that are not compressed, and their number in 20 bits. */
  private static final int RAW_LITERALS = 0b1100;

  private static final int RAW_LITERALS_HEADER = 3;

  /** Where the first byte of an array lies in it: aircompressor takes addresses. */
  private static final long FIRST = firstByte();

  private final RawInput in;
  private final ZstdIncrementalFrameDecompressor decompressor =
      new ZstdIncrementalFrameDecompressor();

  /** A frame's header or a block, and room for the header of one more block. */
  private final byte[] piece = new byte[BLOCK_HEADER + MAX_BLOCK + BLOCK_HEADER];

  private int from;
  private int to;
  private boolean inFrame;
  private boolean lastBlock;
  private boolean wide;
  private @Nullable XxHash64 checksum;
  private ByteBuffer kept = ByteBuffer.allocate(0);
  private @Nullable BrokenStream problem;

  ZstdDecoder(RawInput in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (problem != null) {
        return readKept(target, offset, length, problem);
      }
      if (isIdle()) {
        if (!nextPiece()) {
          return -1;
        }
      } else {
        int read = decode(target, offset, length);
        if (read > 0) {
          return read;
        }
      }
    }
  }

  private int readKept(byte[] target, int offset, int length, BrokenStream why)
      throws BrokenStream {
    if (!kept.hasRemaining()) {
      throw why;
    }
    int count = Math.min(length, kept.remaining());
    kept.get(target, offset, count);
    return count;
  }

  /** Whether the decompressor has used and handed out all that it was given. */
  private boolean isIdle() {
    return from == to && decompressor.getRequestedOutputSize() == 0;
  }

  /** Some bytes, or none where more input is needed or the block is damaged. */
  private int decode(byte[] target, int offset, int length) throws IOException {
    try {
      int read = step(target, offset, length);
      if (checksum != null) {
        checksum.update(target, offset, read);
      }
      return read;
    } catch (RuntimeException | LinkageError e) {
      BrokenStream why = BrokenStream.thrown(in, e);
      if (wide) {
        throw new FileProblem(
            in.path(),
            "needs a zstd window of more than 8 MiB, which is not supported; decompress it with"
                + " zstd -d --long=31",
            e);
      }
      endInsteadOfBlock(why);
      return 0;
    }
  }

  private int step(byte[] target, int offset, int length) {
    decompressor.partialDecompress(
        piece, FIRST + from, FIRST + to, target, offset, offset + length);
    from += decompressor.getInputConsumed();
    return decompressor.getOutputBufferUsed();
  }

  /** False at the end of the file. */
  private boolean nextPiece() throws IOException {
    if (lastBlock) {
      endFrame();
    }
    if (!inFrame) {
      return beginFrame();
    }
    readBlock();
    return true;
  }

  private boolean beginFrame() throws IOException {
    if (!in.has(1)) {
      return false;
    }
    if (in.has(SKIPPABLE_HEADER) && (in.littleInt(0) & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
      long size = in.littleInt(4) & 0xffffffffL;
      if (!in.skip(SKIPPABLE_HEADER + size)) {
        throw BrokenStream.breaksOff(in);
      }
      return true;
    }
    ZstdFrame frame = ZstdFrame.read(in);
    wide = frame.isWide();
    checksum = frame.hasChecksum() ? new XxHash64(0) : null;
    inFrame = true;
    from = 0;
    to = frame.writeHeader(piece);
    return true;
  }

  private void endFrame() throws IOException {
    lastBlock = false;
    inFrame = false;
    if (checksum == null) {
      return;
    }
    if (!in.has(CHECKSUM)) {
      throw BrokenStream.breaksOff(in);
    }
    if (in.littleInt(0) != (int) checksum.value()) {
      throw BrokenStream.damaged(in, "the checksum of a frame differs");
    }
    in.advance(CHECKSUM);
  }

  private void readBlock() throws IOException {
    if (!in.has(BLOCK_HEADER)) {
      end(BrokenStream.breaksOff(in), 0);
      return;
    }
    int header = in.littleShort(0) | in.unsignedByte(2) << 16;
    int type = header >>> 1 & 3;
    int size = header >>> 3;
    if (type > COMPRESSED
        || size > MAX_BLOCK
        || (type == COMPRESSED && size < MIN_COMPRESSED_BLOCK)) {
      end(BrokenStream.damaged(in, "this is no header of a block"), 0);
      return;
    }
    in.advance(BLOCK_HEADER);
    int length = type == RLE ? 1 : size;
    int got = in.readFully(piece, BLOCK_HEADER, length);
    if (got < length) {
      end(BrokenStream.breaksOff(in), type == RAW ? got : 0);
      return;
    }
    putHeader(0, header);
    from = 0;
    to = BLOCK_HEADER + length;
    lastBlock = (header & LAST) != 0;
  }

  /** Ends the frame with what is there of a raw block, so that nothing is kept back. */
  private void end(BrokenStream why, int rawBytes) {
    putHeader(0, rawBytes << 3 | LAST);
    from = 0;
    to = BLOCK_HEADER + rawBytes;
    problem = why;
    kept = drain(0);
  }

  /**
   * Ends the frame in place of a block whose header was taken and whose content is damaged. The
   * decompressor insists on content of that type and size, so it gets the simplest there is, one
   * run of literals, and they are left out of what it then hands out.
   */
  private void endInsteadOfBlock(BrokenStream why) {
    int literals = to - BLOCK_HEADER - RAW_LITERALS_HEADER - 1;
    from = BLOCK_HEADER;
    if (literals < 0) {
      literals = 1;
      piece[from] = 1 << 3;
    } else {
      putHeader(from, literals << 4 | RAW_LITERALS);
    }
    piece[to - 1] = 0;
    if (!lastBlock) {
      putHeader(to, LAST);
      to += BLOCK_HEADER;
    }
    problem = why;
    kept = drain(literals);
  }

  /** All that the decompressor has yet, but for some bytes at the end. */
  private ByteBuffer drain(int leftOut) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[MAX_BLOCK];
    try {
      while (!isIdle()) {
        all.write(chunk, 0, step(chunk, 0, chunk.length));
      }
    } catch (RuntimeException e) {
      // It is told already that the data is damaged; now a window of it is lost as well.
      return ByteBuffer.allocate(0);
    }
    return ByteBuffer.wrap(all.toByteArray(), 0, Math.max(0, all.size() - leftOut));
  }

  private void putHeader(int index, int header) {
    piece[index] = (byte) header;
    piece[index + 1] = (byte) (header >>> 8);
    piece[index + 2] = (byte) (header >>> 16);
  }

  /** By reflection, as {@code javac --release 8} does not let the class be named. */
  private static long firstByte() {
    try {
      return Class.forName("sun.misc.Unsafe").getField("ARRAY_BYTE_BASE_OFFSET").getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this Java has no sun.misc.Unsafe", e);
    }
  }
}
