package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/** A job as it stands. Immutable. */
public final class JobSnapshot {
  private final JobFacts facts;
  private final long endMillis;
  private final @Nullable String failure;
  private final long resultBytes;
  private final long revision;

  private JobSnapshot(
      JobFacts facts, long endMillis, @Nullable String failure, long resultBytes, long revision) {
    this.facts = facts;
    this.endMillis = endMillis;
    this.failure = failure;
    this.resultBytes = resultBytes;
    this.revision = revision;
  }

  public static JobSnapshot active(JobFacts facts, long resultBytes) {
    return new JobSnapshot(facts, 0, null, resultBytes, 0);
  }

  /** A job that ended; {@code failure} is null where it succeeded. */
  public static JobSnapshot ended(
      JobFacts facts, long endMillis, @Nullable String failure, long resultBytes, long revision) {
    return new JobSnapshot(facts, endMillis, failure, resultBytes, revision);
  }

  /** The same job with other facts. */
  public JobSnapshot facts(JobFacts newFacts) {
    return new JobSnapshot(newFacts, endMillis, failure, resultBytes, revision);
  }

  public JobFacts facts() {
    return facts;
  }

  public int jobId() {
    return facts.jobId();
  }

  public boolean active() {
    return revision == 0;
  }

  /** Unix time in milliseconds, or 0 while the job runs. */
  public long endMillis() {
    return endMillis;
  }

  /** Spark's words for the failure; null for a job that runs or succeeded. */
  public @Nullable String failure() {
    return failure;
  }

  /** Bytes that its tasks sent to the driver so far. */
  public long resultBytes() {
    return resultBytes;
  }

  /** The tracker's revision at which the job ended, or 0. */
  public long revision() {
    return revision;
  }
}
