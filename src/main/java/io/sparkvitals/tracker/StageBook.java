package io.sparkvitals.tracker;

import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All stage attempts: a tracker for each that may still change, an immutable snapshot for the rest.
 * Guarded by the tracker's lock.
 *
 * <p>Bounds: {@link #MAX_STAGES} attempts, the oldest archived ones are pushed out; {@link
 * #MAX_LIVE} trackers, of which the oldest settled ones are archived once there are more than
 * {@link #KEEP_SETTLED}. An event for an archived attempt revives it.
 */
final class StageBook {
  static final int MAX_STAGES = 10_000;
  static final int MAX_LIVE = 500;
  static final int KEEP_SETTLED = 50;

  private final Map<StageKey, Slot> slots = new LinkedHashMap<>();
  private final Map<StageKey, StageTracker> live = new LinkedHashMap<>();
  private final Consumer<StageTracker> onForcedOut;
  private @Nullable StageTracker latest;
  private int settledLive;
  private long evicted;

  /** {@code onForcedOut} is told of a tracker that is archived although its tasks still run. */
  StageBook(Consumer<StageTracker> onForcedOut) {
    this.onForcedOut = onForcedOut;
  }

  /** The attempt's tracker, made or revived where there is none. */
  StageTracker at(int stageId, int attempt) {
    StageTracker recent = latest;
    if (recent != null && recent.is(stageId, attempt)) {
      return recent;
    }
    StageTracker found = find(StageKey.of(stageId, attempt));
    latest = found;
    return found;
  }

  private StageTracker find(StageKey key) {
    StageTracker tracker = live.get(key);
    if (tracker != null) {
      return tracker;
    }
    makeRoom();
    Slot slot = slots.get(key);
    if (slot == null || slot.archived == null) {
      tracker = new StageTracker(key);
      slots.put(key, new Slot(tracker));
    } else {
      tracker = StageTracker.revive(slot.archived);
      slot.archived = null;
      slot.tracker = tracker;
      settledLive += tracker.settled() ? 1 : 0;
    }
    live.put(key, tracker);
    return tracker;
  }

  /** To be called when a tracker was settled. */
  void settled() {
    settledLive++;
    while (settledLive > KEEP_SETTLED) {
      archive(eldest(true));
    }
  }

  private void makeRoom() {
    if (live.size() >= MAX_LIVE) {
      archive(eldest(settledLive > 0));
    }
    if (slots.size() >= MAX_STAGES) {
      evict();
    }
  }

  private StageTracker eldest(boolean settled) {
    for (StageTracker each : live.values()) {
      if (!settled || each.settled()) {
        return each;
      }
    }
    throw new IllegalStateException("no stage to archive among " + live.size());
  }

  private void archive(StageTracker stage) {
    if (stage.runningTasks() > 0) {
      onForcedOut.accept(stage);
    }
    Slot slot = slots.get(stage.key());
    if (slot != null) {
      slot.archived = stage.snapshot(0);
      slot.tracker = null;
    }
    live.remove(stage.key());
    settledLive -= stage.settled() ? 1 : 0;
    if (latest == stage) {
      latest = null;
    }
  }

  /** MAX_LIVE is smaller than MAX_STAGES, so there is an archived one. */
  private void evict() {
    for (Iterator<Slot> each = slots.values().iterator(); each.hasNext(); ) {
      if (each.next().archived != null) {
        each.remove();
        evicted++;
        return;
      }
    }
  }

  Iterable<StageTracker> live() {
    return live.values();
  }

  long evicted() {
    return evicted;
  }

  /** Oldest first. */
  List<StageSnapshot> snapshots(long nowMillis) {
    List<StageSnapshot> all = new ArrayList<>(slots.size());
    for (Slot slot : slots.values()) {
      if (slot.tracker != null) {
        all.add(slot.tracker.snapshot(nowMillis));
      } else if (slot.archived != null) {
        all.add(slot.archived);
      }
    }
    return all;
  }

  private static final class Slot {
    private @Nullable StageTracker tracker;
    private @Nullable StageSnapshot archived;

    Slot(StageTracker tracker) {
      this.tracker = tracker;
    }
  }
}
