package io.sparkvitals.model;

/** That, when and why an executor was removed. Immutable. */
public final class ExecutorLoss {
  private final long removedMillis;
  private final LossReason reason;
  private final long runningTasks;
  private final long cachedBytes;
  private final long revision;

  private ExecutorLoss(
      long removedMillis, LossReason reason, long runningTasks, long cachedBytes, long revision) {
    this.removedMillis = removedMillis;
    this.reason = reason;
    this.runningTasks = runningTasks;
    this.cachedBytes = cachedBytes;
    this.revision = revision;
  }

  public static ExecutorLoss of(
      long removedMillis, LossReason reason, long runningTasks, long cachedBytes, long revision) {
    return new ExecutorLoss(removedMillis, reason, runningTasks, cachedBytes, revision);
  }

  /** For these words of the cluster manager. */
  public static ExecutorLoss of(
      long removedMillis, String words, long runningTasks, long cachedBytes, long revision) {
    return of(removedMillis, LossReason.of(words), runningTasks, cachedBytes, revision);
  }

  /**
   * The same removal, told once more: in the new words if they say why without doubt, or if the old
   * ones do not. How a process ended corrects nothing: it is what followed, for instance from a
   * decommissioning or a missed heartbeat.
   */
  public ExecutorLoss corrected(LossReason again) {
    boolean better = again.lossClass() != LossClass.APP_EXIT && again.certain();
    return better || reason.lossClass() == LossClass.UNKNOWN
        ? of(removedMillis, again, runningTasks, cachedBytes, revision)
        : this;
  }

  public long removedMillis() {
    return removedMillis;
  }

  /** The cluster manager's words, without what is not to be shown of them. */
  public String reason() {
    return reason.words();
  }

  public LossClass lossClass() {
    return reason.lossClass();
  }

  /** Of a memory kill: whether the words, as they came, told of a full heap. */
  public boolean heapExhausted() {
    return reason.heapExhausted();
  }

  /** Whether the words, as they came, left no doubt about the class. */
  public boolean certain() {
    return reason.certain();
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
