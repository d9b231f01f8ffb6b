package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.JoinMethod;
import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is a side of a join small enough to be broadcast, so that the other need not be shuffled, or is
 * one broadcast that is too large for it? By what the exchanges of the plan moved, not by what was
 * estimated before.
 *
 * <p>A side is small up to {@link #SMALL_BYTES} and a tenth of the heaps that have to hold it,
 * where its copies for all executors are no more than the other side's shuffle, and that is at
 * least ten times as large and {@link #LARGE_BYTES}. What was broadcast is too large from {@link
 * #OVERSIZED_BYTES}, or from a fifth of a heap.
 */
final class JoinQuestion implements Question {
  /** Where the founding advice puts the end of what is broadcast with profit. */
  static final long SMALL_BYTES = 200_000_000;

  static final long LARGE_BYTES = 100_000_000;
  static final long OVERSIZED_BYTES = 1_000_000_000;
  static final long LEAST_OVERSIZED_BYTES = 100_000_000;
  static final double TIMES = 10;
  static final double SMALL_SHARE = 0.1;
  static final double OVERSIZED_SHARE = 0.2;
  static final int MAX_SUGGESTIONS = 5;

  @Override
  public Topic topic() {
    return Topic.JOINS;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    if (snapshot.joins().isEmpty()) {
      return new ArrayList<>();
    }
    JoinScene scene = new JoinScene(snapshot);
    Map<String, SqlJoin> first = new LinkedHashMap<>();
    Map<String, Integer> times = new LinkedHashMap<>();
    for (SqlJoin each : snapshot.joins()) {
      if (suggestion(scene, each, 1) != null) {
        String same = scene.about(each) + each.left().source() + '\n' + each.right().source();
        first.putIfAbsent(same, each);
        times.merge(same, 1, Integer::sum);
      }
    }
    List<Suggestion> all = new ArrayList<>();
    for (Map.Entry<String, SqlJoin> each : first.entrySet()) {
      Suggestion advice = suggestion(scene, each.getValue(), times.getOrDefault(each.getKey(), 1));
      if (advice != null && all.size() < MAX_SUGGESTIONS) {
        all.add(advice);
      }
    }
    return all;
  }

  private static @Nullable Suggestion suggestion(JoinScene scene, SqlJoin join, int times) {
    Suggestion advice = suggestion(scene, join, join.left(), join.right(), times);
    return advice == null ? suggestion(scene, join, join.right(), join.left(), times) : advice;
  }

  /** On a side that is, or should be, broadcast. */
  private static @Nullable Suggestion suggestion(
      JoinScene scene, SqlJoin join, JoinSide side, JoinSide other, int times) {
    JoinFixes fixes = new JoinFixes(scene, join, side, other, times);
    long broadcast = side.broadcastBytes().orElse(0);
    if (oversized(scene, broadcast)) {
      return fixes.oversized();
    }
    if (!shouldBroadcast(scene, side, other)) {
      return null;
    }
    if (join.method().shuffles() && mayBroadcast(join, side)) {
      return fixes.small();
    }
    boolean late = join.method() == JoinMethod.BROADCAST_HASH && broadcast > 0 && side.straight();
    return late ? fixes.late() : null;
  }

  private static boolean oversized(JoinScene scene, long bytes) {
    return bytes >= OVERSIZED_BYTES
        || (scene.known()
            && bytes >= LEAST_OVERSIZED_BYTES
            && bytes >= OVERSIZED_SHARE * scene.leastHeapBytes());
  }

  private static boolean shouldBroadcast(JoinScene scene, JoinSide side, JoinSide other) {
    if (!side.shuffledBytes().isPresent() || !other.straight()) {
      return false;
    }
    double small = side.shuffledBytes().getAsLong();
    long large = other.shuffledBytes().orElse(0);
    return large >= LARGE_BYTES
        && large >= TIMES * small
        && large >= scene.executors() * small
        && small <= SMALL_BYTES
        && small <= SMALL_SHARE * scene.leastHeapBytes();
  }

  private static boolean mayBroadcast(SqlJoin join, JoinSide side) {
    return side == join.left() ? join.mayBroadcastLeft() : join.mayBroadcastRight();
  }
}
