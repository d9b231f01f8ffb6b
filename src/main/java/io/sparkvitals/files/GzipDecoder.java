package io.sparkvitals.files;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip (RFC 1952) of any number of members. The JDK's own stream asks the file how much is
 * left to find a second member, which not every file system knows, and drops what it has decoded of
 * a member that breaks off.
 */
final class GzipDecoder implements Decoder {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CHECKSUM = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_UNKNOWN = 0xe0;

  private final RawInput in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private boolean inMember;
  private @Nullable BrokenStream problem;

  GzipDecoder(RawInput in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      if (problem != null) {
        throw problem;
      }
      if (!inMember && !beginMember()) {
        return -1;
      }
      int read = inflate(target, offset, length);
      checksum.update(target, offset, read);
      if (read > 0) {
        return read;
      }
      if (inflater.finished()) {
        endMember();
      }
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** Some bytes, or none where the member ends or is broken. */
  private int inflate(byte[] target, int offset, int length) throws IOException {
    if (!in.has(1)) {
      throw BrokenStream.breaksOff(in);
    }
    long before = inflater.getBytesWritten();
    int available = in.buffered();
    inflater.setInput(in.buffer(), in.offset(), available);
    try {
      int read = inflater.inflate(target, offset, length);
      int used = available - inflater.getRemaining();
      in.advance(used);
      if (read == 0 && used == 0 && !inflater.finished()) {
        problem = BrokenStream.damaged(in, "it needs a dictionary");
      }
      return read;
    } catch (DataFormatException e) {
      problem = BrokenStream.damaged(in, String.valueOf(e.getMessage()));
      // Since Java 11 what was decoded before the damage is in the array and counted.
      return (int) (inflater.getBytesWritten() - before);
    }
  }

  /** False at the end of the file; zeros at the end are padding. */
  private boolean beginMember() throws IOException {
    while (in.has(1) && in.unsignedByte(0) == 0) {
      in.advance(1);
    }
    if (!in.has(1)) {
      return false;
    }
    if (in.has(2) && in.littleShort(0) != MAGIC) {
      throw BrokenStream.damaged(in, "what follows is not gzip");
    }
    require(HEADER);
    int flags = in.unsignedByte(3);
    if (in.unsignedByte(2) != DEFLATE || (flags & FLAGS_UNKNOWN) != 0) {
      throw BrokenStream.damaged(in, "its header is unknown");
    }
    in.advance(HEADER);
    skipHeaderFields(flags);
    inflater.reset();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void skipHeaderFields(int flags) throws IOException {
    if ((flags & FLAG_EXTRA) != 0) {
      require(2);
      int extra = in.littleShort(0);
      in.advance(2);
      if (!in.skip(extra)) {
        throw BrokenStream.breaksOff(in);
      }
    }
    for (int flag : new int[] {FLAG_NAME, FLAG_COMMENT}) {
      if ((flags & flag) != 0) {
        skipText();
      }
    }
    if ((flags & FLAG_HEADER_CHECKSUM) != 0) {
      require(2);
      in.advance(2);
    }
  }

  private void skipText() throws IOException {
    int character;
    do {
      require(1);
      character = in.unsignedByte(0);
      in.advance(1);
    } while (character != 0);
  }

  private void endMember() throws IOException {
    require(TRAILER);
    if (in.littleInt(0) != (int) checksum.getValue()
        || in.littleInt(4) != (int) inflater.getBytesWritten()) {
      throw BrokenStream.damaged(in, "its checksum differs");
    }
    in.advance(TRAILER);
    inMember = false;
  }

  private void require(int bytes) throws IOException {
    if (!in.has(bytes)) {
      throw BrokenStream.breaksOff(in);
    }
  }
}
