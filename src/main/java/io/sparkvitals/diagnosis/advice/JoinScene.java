package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.SparkAmount;
import java.util.HashMap;
import java.util.Map;

/** What advice on joins has to know of the application around them. Immutable. */
final class JoinScene {
  static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  /** Spark's own default of {@link EnvironmentKeys#BROADCAST_THRESHOLD}. */
  static final long DEFAULT_BYTES = 10 * Sizes.MIB;

  private final ApplicationSnapshot snapshot;
  private final ExecutorSettings settings;
  private final long executors;
  private final Map<Integer, StageSnapshot> stages = new HashMap<>();

  JoinScene(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
    this.settings = ExecutorSettings.of(snapshot);
    this.executors = ExecutorCounts.of(snapshot, 1).most();
    for (StageSnapshot each : snapshot.stages()) {
      stages.put(each.facts().key().stageId(), each);
    }
  }

  /** The most executors at once, at least 1: in local mode the driver is one. */
  long executors() {
    return Math.max(1, executors);
  }

  boolean local() {
    return settings.local();
  }

  /** The smaller of the driver's heap, which collects it, and an executor's, which holds it. */
  long leastHeapBytes() {
    long driver = settings.driverHeapBytes().orElse(Sizes.GIB);
    return local() ? driver : Math.min(driver, settings.executorHeapBytes().orElse(Sizes.GIB));
  }

  /** Up to which estimated size Spark broadcasts by itself for a join, in bytes; -1 for never. */
  long thresholdBytes(SqlJoin join) {
    String session = join.threshold();
    String value =
        session == null ? settings.text(EnvironmentKeys.BROADCAST_THRESHOLD, "") : session;
    return Math.max(-1, SparkAmount.bytes(value, 1).orElse(DEFAULT_BYTES));
  }

  /** Whether the application's settings are known, and hold for this join. */
  boolean decides(SqlJoin join) {
    String set = settings.text(EnvironmentKeys.BROADCAST_THRESHOLD, "");
    return settings.known() && (join.threshold() == null || join.threshold().equals(set));
  }

  boolean adaptive() {
    return Sizing.inForce(Sight.wholeRun(snapshot), ADAPTIVE + "=true");
  }

  boolean known() {
    return settings.known();
  }

  /** {@code stage 3.0 (count at Job.scala:12)}, or its number alone where it is not kept. */
  String stage(int id) {
    StageSnapshot stage = stages.get(id);
    return stage == null ? "stage " + id : Phrases.stage(snapshot, stage);
  }

  /** {@code sort-merge join (count at Job.scala:12)}, or of the SQL execution. */
  String about(SqlJoin join) {
    StageSnapshot stage = stages.get(larger(join).stageId().orElse(-1));
    String known = stage == null ? "" : stage.facts().place();
    String place = known.isEmpty() ? "SQL execution " + join.executionId() : known;
    return join.method().words() + " (" + place + ")";
  }

  private static JoinSide larger(SqlJoin join) {
    return join.left().bytes() >= join.right().bytes() ? join.left() : join.right();
  }
}
