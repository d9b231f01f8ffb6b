package io.sparkvitals.tracker;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries at most: the oldest makes room, or the one used least lately. */
final class NewestMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  private NewestMap(int most, boolean byUse) {
    super(16, 0.75f, byUse);
    this.most = most;
  }

  /** Keeps those that were put last. */
  static <K, V> NewestMap<K, V> byEntry(int most) {
    return new NewestMap<>(most, false);
  }

  /** Keeps those that were asked for or put last. */
  static <K, V> NewestMap<K, V> byUse(int most) {
    return new NewestMap<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
