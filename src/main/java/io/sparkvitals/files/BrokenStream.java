package io.sparkvitals.files;

import java.io.IOException;

/** Compressed bytes that break off or are damaged: nothing behind them can be decoded. */
final class BrokenStream extends IOException {
  private BrokenStream(String what, RawInput in) {
    super(what + " at byte " + in.position());
  }

  /** The file ends where more must come. */
  static BrokenStream breaksOff(RawInput in) {
    return new BrokenStream("the compressed data breaks off", in);
  }

  /** What is there cannot be: {@code what} says which rule it breaks. */
  static BrokenStream damaged(RawInput in, String what) {
    return new BrokenStream("the compressed data is damaged (" + what + ")", in);
  }

  /**
   * What a decompressor of aircompressor threw. It works with {@code sun.misc.Unsafe}, which Java
   * is about to forbid unless it is told otherwise; then the data is not to blame.
   */
  static BrokenStream thrown(RawInput in, Throwable cause) throws FileProblem {
    if (cause instanceof UnsupportedOperationException || cause instanceof LinkageError) {
      throw new FileProblem(
          in.path(),
          "this Java does not let it be decompressed; start Java with"
              + " --sun-misc-unsafe-memory-access=allow, or decompress the file first",
          cause);
    }
    return damaged(in, "a block cannot be decoded");
  }
}
