package io.sparkvitals;

/**
 * Notices when the agent takes too much of Spark's listener thread: more than half of it, for a
 * minute on end. That thread serves other listeners too, and events are lost when it falls behind.
 * Not thread-safe.
 */
final class CostGuard {
  static final double MAX_SHARE = 0.5;
  static final double LASTING_SECONDS = 60;

  private double lastProcessing;
  private double lastNow;
  private double fineUntil;
  private boolean started;

  /** Takes the seconds spent on events so far, and any clock in seconds that never runs back. */
  boolean exceeded(double processingSeconds, double nowSeconds) {
    double elapsed = nowSeconds - lastNow;
    boolean costly =
        started && elapsed > 0 && (processingSeconds - lastProcessing) / elapsed > MAX_SHARE;
    if (!costly) {
      fineUntil = nowSeconds;
    }
    started = true;
    lastProcessing = processingSeconds;
    lastNow = nowSeconds;
    return nowSeconds - fineUntil >= LASTING_SECONDS;
  }
}
