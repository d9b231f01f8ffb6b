package io.sparkvitals.files;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Compresses as Spark and people do, with the libraries that Spark uses. */
enum Compression {
  NONE,
  /** Spark's default since 3.0. */
  ZSTD,
  /** What the zstd command writes. */
  ZSTD_WITH_CHECKSUM,
  /** The largest window that is supported. */
  ZSTD_19,
  GZIP,
  LZ4,
  SNAPPY;

  byte[] compress(byte[] content) {
    return compress(content, content.length + 1);
  }

  /** Flushes after every so many bytes, as Spark does after events that the UI waits for. */
  byte[] compress(byte[] content, int flushEvery) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = wrap(bytes)) {
      for (int at = 0; at < content.length; at += flushEvery) {
        out.write(content, at, Math.min(flushEvery, content.length - at));
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private OutputStream wrap(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case ZSTD -> new ZstdOutputStream(out, 1);
      case ZSTD_WITH_CHECKSUM -> new ZstdOutputStream(out, 3).setChecksum(true);
      case ZSTD_19 -> new ZstdOutputStream(out, 19);
      case GZIP -> new GZIPOutputStream(out);
      case LZ4 -> new LZ4BlockOutputStream(out, 32 << 10);
      case SNAPPY -> new SnappyOutputStream(out, 32 << 10);
    };
  }

  /** Whether a cut is seen wherever it is: Snappy and plain text have no mark of the end. */
  boolean hasEnd() {
    return this != SNAPPY && this != NONE;
  }
}
