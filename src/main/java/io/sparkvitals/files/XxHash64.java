package io.sparkvitals.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of zstd: 64-bit xxHash, github.com/Cyan4973/xxHash doc/xxhash_spec.md. Takes the
 * bytes piece by piece. Not thread-safe.
 */
final class XxHash64 {
  private static final long PRIME_1 = 0x9e3779b185ebca87L;
  private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
  private static final long PRIME_3 = 0x165667b19e3779f9L;
  private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
  private static final long PRIME_5 = 0x27d4eb2f165667c5L;
  private static final int STRIPE = 32;

  private final ByteBuffer rest = ByteBuffer.allocate(STRIPE).order(ByteOrder.LITTLE_ENDIAN);
  private long length;
  private long a;
  private long b;
  private long c;
  private long d;

  XxHash64(long seed) {
    a = seed + PRIME_1 + PRIME_2;
    b = seed + PRIME_2;
    c = seed;
    d = seed - PRIME_1;
  }

  void update(byte[] bytes, int offset, int count) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, count).order(ByteOrder.LITTLE_ENDIAN);
    length += count;
    if (rest.position() > 0) {
      while (rest.hasRemaining() && in.hasRemaining()) {
        rest.put(in.get());
      }
      if (rest.hasRemaining()) {
        return;
      }
      rest.flip();
      stripes(rest);
      rest.clear();
    }
    stripes(in);
    rest.put(in);
  }

  /** The hash of all bytes so far. */
  long value() {
    ByteBuffer in = rest.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    in.flip();
    // Before the first stripe, c is the seed.
    long hash = (length < STRIPE ? c + PRIME_5 : lanes()) + length;
    while (in.remaining() >= Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (in.remaining() >= Integer.BYTES) {
      long next = in.getInt() & 0xffffffffL;
      hash = Long.rotateLeft(hash ^ next * PRIME_1, 23) * PRIME_2 + PRIME_3;
    }
    while (in.hasRemaining()) {
      hash = Long.rotateLeft(hash ^ (in.get() & 0xff) * PRIME_5, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }

  private void stripes(ByteBuffer in) {
    while (in.remaining() >= STRIPE) {
      a = round(a, in.getLong());
      b = round(b, in.getLong());
      c = round(c, in.getLong());
      d = round(d, in.getLong());
    }
  }

  private long lanes() {
    long hash =
        Long.rotateLeft(a, 1)
            + Long.rotateLeft(b, 7)
            + Long.rotateLeft(c, 12)
            + Long.rotateLeft(d, 18);
    for (long lane : new long[] {a, b, c, d}) {
      hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }
    return hash;
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }
}
