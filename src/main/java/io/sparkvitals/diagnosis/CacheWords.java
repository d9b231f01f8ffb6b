package io.sparkvitals.diagnosis;

import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Texts;

/** How cached data is put into words, the same in alerts and advice. */
public final class CacheWords {
  private static final int MAX_NAME = 80;
  private static final double HOUR_MILLIS = 3.6e6;

  private CacheWords() {}

  /** {@code RDD 12 (customers)}; only the id where it has no name, or none that may be shown. */
  public static String name(CachedRdd rdd) {
    String name = Texts.line(rdd.name(), MAX_NAME);
    return "RDD " + rdd.id() + (name.isEmpty() ? "" : " (" + name + ")");
  }

  /** What is known of one that nothing reads. */
  public static String unread(CachedRdd rdd) {
    return "No stage that was submitted after " + name(rdd) + " was stored has it among its data.";
  }

  /** How many stages could read it: {@code 2 later stages with it}. */
  public static String readers(CachedRdd rdd) {
    return Phrases.count(rdd.laterStages(), "later stage") + " with it";
  }

  /** Bytes times time: {@code 1.2 GB-hours}. */
  public static String byteTime(double byteMillis) {
    return Sizes.decimal(byteMillis / HOUR_MILLIS) + "-hours";
  }
}
