package io.sparkvitals.diagnosis.plan;

import io.sparkvitals.rules.Sizes;
import java.util.Locale;

/** Numbers as settings and as sentences have them. */
final class Words {
  private Words() {}

  /** As Spark reads it: whole GiB where that is exact. */
  static String setting(long mib) {
    return mib % Platform.GIB == 0 ? mib / Platform.GIB + "g" : mib + "m";
  }

  static String memory(long mib) {
    return Sizes.binary((double) mib * Sizes.MIB);
  }

  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
