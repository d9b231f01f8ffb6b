package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.JoinMethod;
import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What to do about a join of which one side is, or should be, broadcast. Immutable. */
final class JoinFixes {
  private static final long STEP_MIB = 16;
  private static final String HINT =
      "Broadcast the small side: broadcast(df) in code, or the hint /*+ BROADCAST(table) */ in SQL.";

  private final JoinScene scene;
  private final SqlJoin join;
  private final JoinSide side;
  private final JoinSide other;
  private final int times;

  JoinFixes(JoinScene scene, SqlJoin join, JoinSide side, JoinSide other, int times) {
    this.scene = scene;
    this.join = join;
    this.side = side;
    this.other = other;
    this.times = times;
  }

  /** Both sides were shuffled although one is small. */
  Suggestion small() {
    String finding =
        "Both sides were shuffled"
            + (join.method() == JoinMethod.SORT_MERGE ? " and sorted" : "")
            + ", although one has only "
            + Sizes.decimal(smallBytes())
            + " against "
            + Sizes.decimal(largeBytes())
            + ".";
    return advice(Certainty.MEDIUM, finding)
        .recommending(
            Recommendation.of(
                HINT + threshold(),
                settings(),
                Sizes.decimal(largeBytes())
                    + " of rows need not be shuffled"
                    + (join.method() == JoinMethod.SORT_MERGE ? " or sorted." : "."),
                risk()));
  }

  /** Adaptive execution saw only after the shuffle that one side is small. */
  Suggestion late() {
    String finding =
        "Spark broadcast the side of "
            + Sizes.decimal(smallBytes())
            + " only after both sides had been shuffled, "
            + Sizes.decimal(largeBytes())
            + (allowed() ? " the other: its estimate before the run was larger." : " the other.");
    return advice(Certainty.MEDIUM, finding)
        .recommending(
            Recommendation.of(
                HINT
                    + (allowed()
                        ? " Statistics of the table (ANALYZE TABLE) make the estimate better."
                        : threshold()),
                allowed() ? Collections.emptyList() : settings(),
                Sizes.decimal(largeBytes()) + " of rows need not be shuffled.",
                risk()));
  }

  /** What was broadcast is too much for memory. */
  Suggestion oversized() {
    long bytes = side.broadcastBytes().orElse(0);
    String finding =
        Sizes.decimal(bytes)
            + " were broadcast: the driver collects them, and "
            + holders()
            + heapShare(bytes)
            + ".";
    String gain = Sizes.decimal(bytes * (double) (scene.executors() + 1)) + " less memory in all.";
    boolean keyed = join.method() == JoinMethod.BROADCAST_HASH;
    return advice(Certainty.MEDIUM, finding)
        .recommending(
            Recommendation.of(
                keyed ? shuffled() : filtered(),
                keyed ? lowered() : Collections.emptyList(),
                gain,
                keyed
                    ? "Both sides are shuffled then, which takes longer where memory is ample."
                    : ""));
  }

  private String heapShare(long bytes) {
    return scene.known()
        ? ", "
            + Phrases.percent((double) bytes / Math.max(1, scene.leastHeapBytes()))
            + " of the smallest heap"
        : "";
  }

  private String holders() {
    return scene.local()
        ? "tasks hold them"
        : scene.executors() == 1
            ? "the executor holds a copy"
            : "each of " + Phrases.count(scene.executors()) + " executors holds a copy";
  }

  private static String shuffled() {
    return "Let the join shuffle: take the hint away, or set the hint MERGE. Where the side has to be"
        + " broadcast, select fewer columns and rows before the join.";
  }

  private static String filtered() {
    return "The join has no condition of equal keys that Spark could shuffle by. Give it one, or"
        + " select fewer columns and rows of this side before the join.";
  }

  /** Only a threshold that was raised can be the reason; a hint takes no notice of it. */
  private List<String> lowered() {
    boolean raised = scene.decides(join) && scene.thresholdBytes(join) > JoinScene.DEFAULT_BYTES;
    return raised
        ? Collections.singletonList(EnvironmentKeys.BROADCAST_THRESHOLD + "=10m")
        : Collections.emptyList();
  }

  private long smallBytes() {
    return side.shuffledBytes().orElse(0);
  }

  private long largeBytes() {
    return other.shuffledBytes().orElse(0);
  }

  private boolean allowed() {
    return scene.thresholdBytes(join) >= smallBytes();
  }

  /** Why Spark did not broadcast by itself. */
  private String threshold() {
    if (!scene.known() && join.threshold() == null) {
      return "";
    }
    String key = " " + EnvironmentKeys.BROADCAST_THRESHOLD;
    if (scene.thresholdBytes(join) < 0) {
      return key + " is " + value() + ", so that Spark never does by itself" + session() + ".";
    }
    if (!allowed()) {
      return key
          + " is "
          + value()
          + session()
          + ": above it, Spark does so only when told to. It goes by its estimate before the run,"
          + " which may be larger than what was measured.";
    }
    return key
        + " is "
        + value()
        + session()
        + ", which allows it"
        + (scene.adaptive()
            ? ", and adaptive execution measures: as a rule, a hint (MERGE, SHUFFLE_HASH) stands"
                + " against it; take that away."
            : ": either Spark's estimate before the run was larger, which statistics of the table"
                + " (ANALYZE TABLE) make better, or a hint asks for this join; take that away.");
  }

  private String session() {
    return scene.decides(join) ? "" : " (set by the session)";
  }

  private String value() {
    long bytes = scene.thresholdBytes(join);
    return bytes < 0 ? "-1" : Sizes.binary(bytes);
  }

  /** Twice what was measured, which leaves room for the estimate and for growth. */
  private List<String> settings() {
    if (!scene.decides(join)) {
      return Collections.emptyList();
    }
    if (!allowed()) {
      double steps = Math.ceil(2.0 * smallBytes() / (STEP_MIB * Sizes.MIB));
      return Collections.singletonList(
          EnvironmentKeys.BROADCAST_THRESHOLD + "=" + ((long) Math.max(1, steps)) * STEP_MIB + "m");
    }
    return scene.adaptive()
        ? Collections.emptyList()
        : Collections.singletonList(JoinScene.ADAPTIVE + "=true");
  }

  private String risk() {
    return "The driver collects the small side and "
        + (scene.local() ? "tasks hold it" : "every executor holds it")
        + ", in memory about twice its size; should it grow, that fails for lack of memory.";
  }

  private Suggestion advice(Certainty certainty, String finding) {
    List<String> evidence = new ArrayList<>();
    for (JoinSide each : Arrays.asList(other, side)) {
      String line = line(each);
      if (!line.isEmpty()) {
        evidence.add(line);
      }
    }
    if (times > 1) {
      evidence.add(
          "so in " + Phrases.count(times) + " joins; these are the figures of the largest");
    }
    return Suggestion.of(Topic.JOINS, scene.about(join), certainty, finding, evidence);
  }

  /** {@code right side (Scan parquet sales.items): 4.2 GB shuffled by stage 3.0 (…)}. */
  private String line(JoinSide which) {
    List<String> moved = new ArrayList<>();
    which
        .shuffledBytes()
        .ifPresent(
            bytes ->
                moved.add(
                    Sizes.decimal(bytes)
                        + " shuffled by "
                        + scene.stage(which.stageId().orElse(-1))));
    which.broadcastBytes().ifPresent(bytes -> moved.add(Sizes.decimal(bytes) + " broadcast"));
    if (moved.isEmpty()) {
      return "";
    }
    String source = which.source().isEmpty() ? "" : " (" + which.source() + ")";
    return (which == join.left() ? "left" : "right")
        + " side"
        + source
        + " of the "
        + (join.type().isEmpty() ? "join" : join.type() + " join")
        + ": "
        + String.join(", ", moved);
  }
}
