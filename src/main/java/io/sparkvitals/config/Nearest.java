package io.sparkvitals.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a mistyped word was probably meant to be. */
final class Nearest {
  private Nearest() {}

  /** The full key most like {@code userKey}; empty if none is like it. */
  static Optional<String> key(String userKey) {
    List<String> candidates = new ArrayList<>();
    for (ConfigKey each : ConfigKey.values()) {
      String candidate = fillPlaceholders(each.key(), userKey.split("\\.", -1));
      candidates.add(candidate);
      if (each.secret()) {
        candidates.add(candidate + "Env");
        candidates.add(candidate + "File");
      }
    }
    return word(userKey, candidates, ConfigKey.PREFIX.length());
  }

  /** The word most like {@code word}; empty if none is like it. */
  static Optional<String> word(String word, Collection<String> candidates) {
    return word(word, candidates, 0);
  }

  private static Optional<String> word(String word, Collection<String> candidates, int prefix) {
    int best = 1 + Math.max(1, Math.min(60, word.length() - prefix) / 3);
    Optional<String> nearest = Optional.empty();
    for (String candidate : candidates) {
      int distance = distance(word, candidate, best);
      if (distance < best) {
        best = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  private static String fillPlaceholders(String key, String[] segments) {
    String[] own = key.split("\\.");
    for (int i = 0; i < own.length; i++) {
      if (own[i].startsWith("<") && i < segments.length) {
        own[i] = segments[i];
      }
    }
    return String.join(".", own);
  }

  /** Insertions, deletions, replacements and swaps of neighbours; {@code limit} if not fewer. */
  private static int distance(String from, String to, int limit) {
    if (Math.abs(from.length() - to.length()) >= limit) {
      return limit;
    }
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int least = cost[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
