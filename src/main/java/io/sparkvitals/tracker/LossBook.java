package io.sparkvitals.tracker;

import io.sparkvitals.model.Losses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was dropped before the agent, and what the other books pushed out. Guarded by the tracker's
 * lock; of at most {@link #MAX_QUEUES} queues.
 */
final class LossBook {
  private static final int MAX_QUEUES = 16;

  private final Map<String, Long> droppedEvents = new LinkedHashMap<>();

  /** Of a queue, in all. */
  void eventsDropped(String queue, long total) {
    if (droppedEvents.size() < MAX_QUEUES || droppedEvents.containsKey(queue)) {
      droppedEvents.put(queue, total);
    }
  }

  Losses losses(
      StageFlow flow,
      ExecutorBook executors,
      BlockBook blocks,
      StreamingBook streaming,
      TaskDates dates,
      JoinBook joins) {
    Map<String, Long> evicted = new LinkedHashMap<>();
    evicted.put("stages", flow.evictedStages());
    evicted.put("executors", executors.evicted());
    evicted.put("jobs", flow.evictedJobs());
    evicted.put("stageIds", flow.forgottenStageIds());
    evicted.put("skippedStages", flow.stagesNotFollowed());
    evicted.put("tasks", flow.droppedTasks());
    evicted.put("blocks", blocks.dropped() + blocks.cache().dropped());
    evicted.put("queries", streaming.dropped());
    if (blocks.cache().forgotten() > 0) {
      evicted.put("dataSets", blocks.cache().forgotten());
    }
    if (joins.forgotten() > 0) {
      evicted.put("joins", joins.forgotten());
    }
    return Losses.of(droppedEvents, evicted, flow.oddEvents()).misdated(dates.misdated());
  }
}
