package io.sparkvitals.tracker;

import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the five slowest of the tasks it is offered. Guarded by its owner's lock. */
final class SlowestTasks {
  private static final int KEPT = 5;

  private final List<TaskEvidence> slowest = new ArrayList<>(KEPT);

  /** What a task must exceed to be kept: -1 while there is room. */
  private long leastMillis = -1;

  static SlowestTasks revive(List<TaskEvidence> tasks) {
    SlowestTasks revived = new SlowestTasks();
    revived.slowest.addAll(tasks);
    revived.noteLeast();
    return revived;
  }

  void offer(TaskSample task) {
    long duration = task.durationMillis();
    if (duration <= leastMillis) {
      return;
    }
    int size = slowest.size();
    int place = size;
    while (place > 0 && slowest.get(place - 1).durationMillis() < duration) {
      place--;
    }
    if (size == KEPT) {
      slowest.remove(KEPT - 1);
    }
    slowest.add(place, TaskEvidence.ended(task));
    noteLeast();
  }

  private void noteLeast() {
    leastMillis = slowest.size() < KEPT ? -1 : slowest.get(KEPT - 1).durationMillis();
  }

  /** Slowest first. */
  List<TaskEvidence> tasks() {
    return slowest.isEmpty()
        ? Collections.emptyList()
        : Collections.unmodifiableList(new ArrayList<>(slowest));
  }
}
