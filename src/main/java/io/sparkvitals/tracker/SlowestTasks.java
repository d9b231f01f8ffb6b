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

  static SlowestTasks revive(List<TaskEvidence> tasks) {
    SlowestTasks revived = new SlowestTasks();
    revived.slowest.addAll(tasks);
    return revived;
  }

  void offer(TaskSample task) {
    long duration = task.durationMillis();
    int size = slowest.size();
    if (duration < 0 || (size == KEPT && duration <= slowest.get(KEPT - 1).durationMillis())) {
      return;
    }
    int place = size;
    while (place > 0 && slowest.get(place - 1).durationMillis() < duration) {
      place--;
    }
    if (size == KEPT) {
      slowest.remove(KEPT - 1);
    }
    slowest.add(place, TaskEvidence.ended(task));
  }

  /** Slowest first. */
  List<TaskEvidence> tasks() {
    return slowest.isEmpty()
        ? Collections.emptyList()
        : Collections.unmodifiableList(new ArrayList<>(slowest));
  }
}
