package io.sparkvitals.tracker;

import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** A job while it is kept. Guarded by the tracker's lock. */
final class JobTracker {
  private JobFacts facts;
  private long resultBytes;
  private @Nullable JobSnapshot ended;
  private int activeStages;
  private @Nullable String stageFailure;

  JobTracker(JobFacts facts) {
    this.facts = facts;
  }

  JobFacts facts() {
    return facts;
  }

  /** Lets the list of its stages go; returns how many they were. */
  int forgetStages() {
    int stages = facts.stageIds().size();
    if (stages > 0) {
      facts = facts.stages(Collections.emptyList());
      ended = ended == null ? null : ended.facts(facts);
    }
    return stages;
  }

  void addResult(long bytes) {
    resultBytes += bytes;
  }

  void stageStarted() {
    activeStages++;
    stageFailure = null;
  }

  /** A stage of it is over; null for a success. */
  void stageEnded(@Nullable String failure) {
    activeStages = Math.max(0, activeStages - 1);
    stageFailure = failure;
  }

  /** Why it has failed, though its end was not said yet; null if it may still go on. */
  @Nullable String stageFailure() {
    return active() && activeStages == 0 ? stageFailure : null;
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
