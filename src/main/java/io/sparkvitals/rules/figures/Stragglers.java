package io.sparkvitals.rules.figures;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskEvidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What an active stage still waits for: how many tasks, how long, and where they run. */
public final class Stragglers {
  private static final int MAX_PLACES = 3;

  private Stragglers() {}

  /** Tasks of an active stage that have not succeeded yet; absent where their number is unknown. */
  public static OptionalLong left(StageSnapshot stage) {
    long tasks = stage.facts().numTasks();
    return stage.status() == StageStatus.ACTIVE && tasks > 0
        ? OptionalLong.of(Math.max(0, tasks - stage.counts().succeeded()))
        : OptionalLong.empty();
  }

  /**
   * For how many milliseconds no task of an active stage has ended although some ran: the time
   * since the last end, but no longer than the longest running task has been running. Absent where
   * none runs or none ever ended.
   */
  public static OptionalLong stalledMillis(StageSnapshot stage, long nowMillis) {
    List<TaskEvidence> running = stage.spread().longestRunning();
    if (stage.status() != StageStatus.ACTIVE
        || running.isEmpty()
        || stage.lastTaskEndMillis() <= 0) {
      return OptionalLong.empty();
    }
    long sinceEnd = nowMillis - stage.lastTaskEndMillis();
    return OptionalLong.of(Math.max(0, Math.min(sinceEnd, running.get(0).durationMillis())));
  }

  /** {@code on host-3}, or {@code on host-3, host-4 and others}; empty where nothing runs. */
  public static Optional<String> places(StageSnapshot stage) {
    List<TaskEvidence> running = stage.spread().longestRunning();
    if (stage.status() != StageStatus.ACTIVE || running.isEmpty()) {
      return Optional.empty();
    }
    Set<String> hosts = new LinkedHashSet<>();
    for (TaskEvidence task : running) {
      hosts.add(task.host().isEmpty() ? "executor " + task.executorId() : task.host());
    }
    List<String> shown = new ArrayList<>(hosts);
    boolean more = shown.size() > MAX_PLACES || stage.counts().running() > running.size();
    shown = shown.subList(0, Math.min(MAX_PLACES, shown.size()));
    return Optional.of("on " + String.join(", ", shown) + (more ? " and others" : ""));
  }
}
