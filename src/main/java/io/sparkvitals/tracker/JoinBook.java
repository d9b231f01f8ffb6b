package io.sparkvitals.tracker;

import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The joins of SQL executions and how large their sides were. Guarded by the tracker's lock. Of at
 * most {@link #MAX_OPEN} executions that run, the newest, {@link #MAX_JOINS} joins each; of those
 * that ended the {@link #MAX_PAST} joins with the largest sides.
 */
final class JoinBook {
  static final int MAX_OPEN = 200;
  static final int MAX_JOINS = 100;
  static final int MAX_PAST = 500;

  private final Map<Long, Execution> open = new LinkedHashMap<>();
  private final Map<Long, Execution> watched = new HashMap<>();
  private final PriorityQueue<SqlJoin> past =
      new PriorityQueue<>(Comparator.comparingLong(SqlJoin::bytes));
  private long forgotten;

  /** An execution that runs: its joins, and what its accumulators said. */
  private static final class Execution {
    private @Nullable String threshold;
    private List<SqlJoin> joins = Collections.emptyList();
    private Map<Long, Size> sizes = new HashMap<>();

    private JoinSide measured(JoinSide side) {
      JoinSide measured = side;
      Size shuffled = sizes.get(side.shuffleId());
      if (shuffled != null) {
        measured = measured.shuffled(shuffled.bytes, shuffled.stageId);
      }
      Size broadcast = sizes.get(side.broadcastId());
      return broadcast == null ? measured : measured.broadcast(broadcast.bytes);
    }

    /** Those of which anything is known. */
    List<SqlJoin> measured() {
      List<SqlJoin> measured = new ArrayList<>();
      for (SqlJoin each : joins) {
        SqlJoin join = each.sides(measured(each.left()), measured(each.right()));
        if (join.bytes() > 0) {
          measured.add(join.threshold(threshold));
        }
      }
      return measured;
    }
  }

  private static final class Size {
    private final long bytes;
    private final int stageId;

    private Size(long bytes, int stageId) {
      this.bytes = bytes;
      this.stageId = stageId;
    }
  }

  /** The newest plan of an execution; its threshold is told with the first alone. */
  void plan(long executionId, @Nullable String threshold, PlanNode root) {
    JoinFinder found = new JoinFinder(executionId, root, MAX_JOINS);
    Execution known = open.get(executionId);
    if (found.joins().isEmpty() && !found.leftOut() && known == null) {
      return;
    }
    if (found.leftOut() && known == null) {
      forgotten++;
    }
    Execution execution = known == null ? open(executionId) : known;
    execution.threshold = threshold == null ? execution.threshold : threshold;
    watch(execution, found.joins());
  }

  private Execution open(long executionId) {
    if (open.size() >= MAX_OPEN) {
      Iterator<Execution> oldest = open.values().iterator();
      Execution dropped = oldest.next();
      oldest.remove();
      close(dropped);
    }
    Execution fresh = new Execution();
    open.put(executionId, fresh);
    return fresh;
  }

  /**
   * What was measured stays. So do joins of which the new plan has no exchange: adaptive execution
   * leaves out what it found to be empty.
   */
  private void watch(Execution execution, List<SqlJoin> joins) {
    Map<Long, Size> before = execution.sizes;
    List<SqlJoin> measured = execution.measured();
    unwatch(execution);
    execution.joins = joins;
    execution.sizes = new HashMap<>();
    for (SqlJoin each : joins) {
      watch(execution, each, before);
    }
    for (SqlJoin each : measured) {
      if (joins.size() < MAX_JOINS && !watches(execution, each)) {
        joins.add(each);
        watch(execution, each, before);
      }
    }
  }

  private boolean watches(Execution execution, SqlJoin join) {
    for (long id : ids(join)) {
      if (watched.get(id) == execution) {
        return true;
      }
    }
    return false;
  }

  private void watch(Execution execution, SqlJoin join, Map<Long, Size> before) {
    for (long id : ids(join)) {
      if (id >= 0) {
        watched.put(id, execution);
        Size size = before.get(id);
        if (size != null) {
          execution.sizes.put(id, size);
        }
      }
    }
  }

  private static long[] ids(SqlJoin join) {
    return new long[] {
      join.left().shuffleId(),
      join.left().broadcastId(),
      join.right().shuffleId(),
      join.right().broadcastId()
    };
  }

  private void unwatch(Execution execution) {
    for (SqlJoin each : execution.joins) {
      for (long id : ids(each)) {
        watched.remove(id, execution);
      }
    }
  }

  /** An accumulator's value at the end of a stage, or as the driver (-1) tells it. */
  void dataSize(long accumulatorId, int stageId, long bytes) {
    Execution execution = watched.get(accumulatorId);
    if (execution != null) {
      Size known = execution.sizes.get(accumulatorId);
      if (known == null || known.bytes < bytes) {
        execution.sizes.put(accumulatorId, new Size(bytes, stageId));
      }
    }
  }

  void end(long executionId) {
    Execution execution = open.remove(executionId);
    if (execution != null) {
      close(execution);
    }
  }

  private void close(Execution execution) {
    unwatch(execution);
    for (SqlJoin each : execution.measured()) {
      past.add(each);
      if (past.size() > MAX_PAST) {
        past.remove();
        forgotten++;
      }
    }
  }

  /** Joins that were left out for there were too many, or larger ones. */
  long forgotten() {
    return forgotten;
  }

  /** Those with at least one side measured, largest first. */
  List<SqlJoin> joins() {
    List<SqlJoin> joins = new ArrayList<>(past);
    for (Execution each : open.values()) {
      joins.addAll(each.measured());
    }
    joins.sort(
        Comparator.comparingLong(SqlJoin::bytes)
            .reversed()
            .thenComparingLong(SqlJoin::executionId));
    return joins;
  }
}
