package io.sparkvitals.tracker;

import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import org.jspecify.annotations.Nullable;

/** A job while it is kept. Guarded by the tracker's lock. */
final class JobTracker {
  private final JobFacts facts;
  private long resultBytes;
  private @Nullable JobSnapshot ended;

  JobTracker(JobFacts facts) {
    this.facts = facts;
  }

  JobFacts facts() {
    return facts;
  }

  void addResult(long bytes) {
    resultBytes += bytes;
  }

  boolean active() {
    return ended == null;
  }

  /** Whether it ended, and failed. */
  boolean failed() {
    return ended != null && ended.failure() != null;
  }

  void end(long timeMillis, @Nullable String failure, long revision) {
    ended = JobSnapshot.ended(facts, timeMillis, failure, resultBytes, revision);
  }

  JobSnapshot snapshot() {
    return ended == null ? JobSnapshot.active(facts, resultBytes) : ended;
  }
}
