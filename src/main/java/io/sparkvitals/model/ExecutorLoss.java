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

  /**
   * The same removal, told once more: in the new words if they say why without doubt, or if the old
   * ones do not. How a process ended corrects nothing: it is what followed, for instance from a
   * decommissioning or a missed heartbeat.
   */
  public ExecutorLoss corrected(String words) {
    LossClass again = LossClass.of(words);
    boolean better = again != LossClass.APP_EXIT && LossClass.certain(again, words);
    return better || lossClass == LossClass.UNKNOWN
        ? of(removedMillis, words, runningTasks, cachedBytes, revision)
        : this;
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
