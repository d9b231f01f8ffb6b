package io.sparkvitals.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The checksum of lz4-java: 32-bit xxHash, github.com/Cyan4973/xxHash doc/xxhash_spec.md. */
final class XxHash32 {
  private static final int PRIME_1 = 0x9e3779b1;
  private static final int PRIME_2 = 0x85ebca77;
  private static final int PRIME_3 = 0xc2b2ae3d;
  private static final int PRIME_4 = 0x27d4eb2f;
  private static final int PRIME_5 = 0x165667b1;
  private static final int STRIPE = 16;

  private XxHash32() {}

  /** The hash of the first bytes of an array. */
  static int of(byte[] bytes, int length, int seed) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    int hash = (length < STRIPE ? seed + PRIME_5 : stripes(in, seed)) + length;
    while (in.remaining() >= Integer.BYTES) {
      hash = Integer.rotateLeft(hash + in.getInt() * PRIME_3, 17) * PRIME_4;
    }
    while (in.hasRemaining()) {
      hash = Integer.rotateLeft(hash + (in.get() & 0xff) * PRIME_5, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 15) * PRIME_2;
    hash = (hash ^ hash >>> 13) * PRIME_3;
    return hash ^ hash >>> 16;
  }

  private static int stripes(ByteBuffer in, int seed) {
    int a = seed + PRIME_1 + PRIME_2;
    int b = seed + PRIME_2;
    int c = seed;
    int d = seed - PRIME_1;
    while (in.remaining() >= STRIPE) {
      a = round(a, in.getInt());
      b = round(b, in.getInt());
      c = round(c, in.getInt());
      d = round(d, in.getInt());
    }
    return Integer.rotateLeft(a, 1)
        + Integer.rotateLeft(b, 7)
        + Integer.rotateLeft(c, 12)
        + Integer.rotateLeft(d, 18);
  }

  private static int round(int lane, int input) {
    return Integer.rotateLeft(lane + input * PRIME_2, 13) * PRIME_1;
  }
}
