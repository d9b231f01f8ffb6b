package io.sparkvitals.model;

/** That, when and why an executor was removed. Immutable. */
public final class ExecutorLoss {
  private final long removedMillis;
  private final String reason;
  private final LossClass lossClass;
  private final long runningTasks;
  private final long cachedBytes;
  private final long revision;

  private ExecutorLoss(
      long removedMillis, String reason, long runningTasks, long cachedBytes, long revision) {
    this.removedMillis = removedMillis;
    this.reason = reason;
    this.lossClass = LossClass.of(reason);
    this.runningTasks = runningTasks;
    this.cachedBytes = cachedBytes;
    this.revision = revision;
  }

  public static ExecutorLoss of(
      long removedMillis, String reason, long runningTasks, long cachedBytes, long revision) {
    return new ExecutorLoss(removedMillis, reason, runningTasks, cachedBytes, revision);
  }

  /** The same removal in other words. */
  public ExecutorLoss corrected(String words) {
    return of(removedMillis, words, runningTasks, cachedBytes, revision);
  }

  public long removedMillis() {
    return removedMillis;
  }

  /** The cluster manager's words, as they came. */
  public String reason() {
    return reason;
  }

  public LossClass lossClass() {
    return lossClass;
  }

  /** Tasks it was running when it went away. */
  public long runningTasks() {
    return runningTasks;
  }

  /** Cached bytes, in memory and on disk, that went with it. */
  public long cachedBytes() {
    return cachedBytes;
  }

  /** The tracker's revision at which it was removed. */
  public long revision() {
    return revision;
  }
}
