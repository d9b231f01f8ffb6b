package io.sparkvitals.rules;

/** Bytes as people and as Spark write them. */
public final class Sizes {
  public static final long MIB = 1L << 20;
  public static final long GIB = 1L << 30;

  private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Sizes() {}

  /** Data volumes, in powers of ten: {@code 4.2 GB}. */
  public static String decimal(double bytes) {
    return scaled(bytes, 1_000, DECIMAL);
  }

  /** Memory, in powers of two: {@code 7.8 GiB}. */
  public static String binary(double bytes) {
    return scaled(bytes, 1_024, BINARY);
  }

  private static String scaled(double bytes, int base, String[] names) {
    double value = bytes;
    int power = 0;
    while (Math.round(value) >= base && power < names.length - 1) {
      value /= base;
      power++;
    }
    return Unit.short3(value) + " " + names[power];
  }

  /**
   * What a lower-case suffix multiplies by, or 0: {@code gb} is decimal; {@code gib}, and Spark's
   * own {@code g}, are binary.
   */
  static double factor(String suffix) {
    if (suffix.isEmpty() || suffix.equals("b")) {
      return 1;
    }
    int power = "kmgtp".indexOf(suffix.charAt(0)) + 1;
    String rest = suffix.substring(1);
    if (power == 0) {
      return 0;
    }
    if (rest.equals("b")) {
      return Math.pow(1_000, power);
    }
    return rest.isEmpty() || rest.equals("ib") ? Math.pow(1_024, power) : 0;
  }

  /** A memory setting of at least so many bytes: whole GiB, or steps of 256 MiB below 4 GiB. */
  public static String memorySetting(double bytes) {
    long step = bytes > 4 * (double) GIB ? GIB : 256 * MIB;
    long rounded = (long) Math.ceil(bytes / step) * step;
    return rounded % GIB == 0 ? rounded / GIB + "g" : rounded / MIB + "m";
  }
}
