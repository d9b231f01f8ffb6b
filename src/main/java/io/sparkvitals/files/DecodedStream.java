package io.sparkvitals.files;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file's content, decompressed if need be. The codec is found from the first bytes, never from
 * the name: zstd, gzip, LZ4 and Snappy as Spark writes them, or none. Read it with large arrays: it
 * has no buffer of its own before the decoded bytes. Not thread-safe.
 *
 * <p>Compressed data that breaks off or is damaged ends the stream after the last byte that could
 * be decoded: {@link #truncated()} is true then. An {@link IOException} means that the file cannot
 * be read, or that its codec is not supported.
 */
public final class DecodedStream extends InputStream {
  private final RawInput raw;
  private final Decoder decoder;
  private final byte[] single = new byte[1];
  private @Nullable String problem;
  private boolean ended;

  private DecodedStream(RawInput raw, Decoder decoder) {
    this.raw = raw;
    this.decoder = decoder;
  }

  /** The content of a file. */
  public static DecodedStream open(FileStore store, String path) throws IOException {
    return of(store.open(path), path);
  }

  /**
   * The content of what a stream holds, which is closed if this fails.
   *
   * @param path names the stream in messages
   */
  public static DecodedStream of(InputStream stream, String path) throws IOException {
    RawInput raw = new RawInput(stream, path);
    try {
      return new DecodedStream(raw, Codec.decoder(raw));
    } catch (LinkageError e) {
      raw.close();
      throw BrokenStream.thrown(raw, e);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if ((offset | length | (target.length - offset - length)) < 0) {
      throw new IndexOutOfBoundsException(offset + " + " + length + " of " + target.length);
    }
    if (length == 0) {
      return 0;
    }
    if (ended) {
      return -1;
    }
    try {
      int read = decoder.read(target, offset, length);
      ended = read < 0;
      return read;
    } catch (BrokenStream e) {
      problem = raw.path() + ": " + e.getMessage();
      ended = true;
      return -1;
    }
  }

  /** Whether the compressed data broke off or was damaged; known once the end is reached. */
  public boolean truncated() {
    return problem != null;
  }

  /** Says in one sentence why the stream is truncated; null where it is not. */
  public @Nullable String problem() {
    return problem;
  }

  /** How many bytes of the file were read so far, as they are on disk. */
  public long consumed() {
    return raw.fetched();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    decoder.close();
    raw.close();
  }
}
