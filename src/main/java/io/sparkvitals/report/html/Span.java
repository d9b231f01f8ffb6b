package io.sparkvitals.report.html;

import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskEvidence;
import java.util.ArrayList;
import java.util.List;

/** From when to when something was there, in Unix time; 0 where unknown. Immutable. */
final class Span {
  static final Span UNKNOWN = new Span(0, 0);

  private final long from;
  private final long to;

  private Span(long from, long to) {
    this.from = from;
    this.to = to;
  }

  static Span of(long from, long to) {
    return from > 0 && to > 0 ? new Span(from, Math.max(from, to)) : UNKNOWN;
  }

  /** A stage attempt; {@code end} is when an attempt that is not over was looked at last. */
  static Span of(StageSnapshot stage, long end) {
    long completed = stage.facts().completionMillis();
    long over = completed > 0 ? completed : stage.lastTaskEndMillis();
    boolean runs = stage.status() == StageStatus.ACTIVE && completed == 0;
    long to = runs ? Math.max(end, over) : over;
    long from = stage.facts().submissionMillis();
    return of(from > 0 ? from : firstLaunch(stage, to), to);
  }

  /** The earliest known launch, which is not the first of all where more than a few tasks ran. */
  private static long firstLaunch(StageSnapshot stage, long otherwise) {
    List<TaskEvidence> tasks = new ArrayList<>(stage.spread().slowest());
    tasks.addAll(stage.spread().longestRunning());
    return tasks.stream()
        .mapToLong(TaskEvidence::launchMillis)
        .filter(millis -> millis > 0)
        .min()
        .orElse(otherwise);
  }

  static Span of(JobSnapshot job, long end) {
    return of(job.facts().startMillis(), job.active() ? end : job.endMillis());
  }

  static Span of(ExecutorSnapshot executor, long end) {
    return of(
        executor.facts().addedMillis(),
        executor.loss() == null ? end : executor.loss().removedMillis());
  }

  boolean known() {
    return from > 0;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** In milliseconds; 0 where unknown. */
  long millis() {
    return to - from;
  }
}
