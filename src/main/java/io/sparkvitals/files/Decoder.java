package io.sparkvitals.files;

import java.io.IOException;

/** Decompresses one file. Not thread-safe. */
interface Decoder {
  /**
   * Some decoded bytes, at least one, or -1 at the end.
   *
   * @param length greater than 0
   * @throws BrokenStream where the compressed bytes break off or are damaged, after all that was
   *     decoded before has been delivered
   * @throws IOException where the file cannot be read, or never will be by this decoder
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Gives back what does not lie on the heap. */
  default void close() {}
}
