package io.sparkvitals.files;

import java.io.IOException;

/** How a file can be compressed or encoded, and by which first bytes that is known. */
enum Codec {
  /** The second magic is that of a frame to skip: parallel compressors begin with one. */
  ZSTD("28b52ffd|5.2a4d18"),
  GZIP("1f8b"),
  /** The block stream of lz4-java: "LZ4Block". */
  LZ4("4c5a34426c6f636b"),
  /** The stream of snappy-java: 0x82, "SNAPPY", 0. */
  SNAPPY("82534e4150505900"),
  LZF(
      "5a56",
      "is compressed with LZF, which is not supported; decompress it with java -cp"
          + " \"$SPARK_HOME/jars/*\" com.ning.compress.lzf.LZF -o FILE > PLAIN_FILE"),
  ZIP("504b0304", "is a zip archive, which is not supported; unzip it and name what was in it"),
  BZIP2("425a68", "is compressed with bzip2, which is not supported; decompress it with bunzip2"),
  XZ("fd377a585a00", "is compressed with xz, which is not supported; decompress it with unxz"),
  LZ4_FRAME(
      "04224d18",
      "is in the format of the lz4 command, which is not supported; decompress it with lz4 -d"),
  /** With a byte order mark, or from the first brace on. */
  WIDE_TEXT(
      "fffe|feff|0000feff|7b00|007b|0000007b",
      "is text in UTF-16 or UTF-32, while an event log is in UTF-8; convert it, for example with"
          + " iconv -f UTF-16 -t UTF-8 FILE > UTF8_FILE"),
  PLAIN("");

  private static final int LONGEST_MAGIC = 8;

  /** A regular expression for the first bytes in hex. */
  private final String magic;

  private final String advice;

  Codec(String magic) {
    this(magic, "");
  }

  /** A codec that is known only well enough to say what to do. */
  Codec(String magic, String advice) {
    this.magic = "(" + magic + ").*";
    this.advice = advice;
  }

  /**
   * Decodes a file that is read from its beginning.
   *
   * @throws IOException in one sentence where the codec is not supported
   */
  static Decoder decoder(RawInput raw) throws IOException {
    Codec codec = of(raw);
    switch (codec) {
      case ZSTD:
        return new ZstdDecoder(raw);
      case GZIP:
        return new GzipDecoder(raw);
      case LZ4:
        return new Lz4Decoder(raw);
      case SNAPPY:
        return new SnappyDecoder(raw);
      case PLAIN:
        return raw::read;
      default:
        throw new FileProblem(raw.path(), codec.advice);
    }
  }

  private static Codec of(RawInput raw) throws IOException {
    raw.has(LONGEST_MAGIC);
    StringBuilder start = new StringBuilder();
    for (int i = 0; i < Math.min(LONGEST_MAGIC, raw.buffered()); i++) {
      int next = raw.unsignedByte(i);
      start.append(Character.forDigit(next >> 4, 16)).append(Character.forDigit(next & 15, 16));
    }
    for (Codec codec : values()) {
      if (start.toString().matches(codec.magic)) {
        return codec;
      }
    }
    return PLAIN;
  }
}
