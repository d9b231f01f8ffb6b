package io.sparkvitals.cli;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest keeps of one log: how often each variant of a rule spoke, and the worst cases of
 * each rule in force; or why the log could not be read. Immutable, and of a size that does not grow
 * with the log.
 */
final class LogResult implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String log;
  private final @Nullable String problem;
  private final boolean outOfMemory;
  private final boolean gated;
  private final ArrayList<AlertCounts> counts;
  private final ArrayList<AlertCase> worst;

  private LogResult(
      String log,
      @Nullable String problem,
      boolean outOfMemory,
      boolean gated,
      List<AlertCounts> counts,
      List<AlertCase> worst) {
    this.log = log;
    this.problem = problem;
    this.outOfMemory = outOfMemory;
    this.gated = gated;
    this.counts = new ArrayList<>(counts);
    this.worst = new ArrayList<>(worst);
  }

  /**
   * A log that was read.
   *
   * @param gated whether it has an alert that the gate asks for
   * @param counts in the order of the variants
   */
  static LogResult read(
      String log, boolean gated, List<AlertCounts> counts, List<AlertCase> worst) {
    return new LogResult(log, null, false, gated, counts, worst);
  }

  /** A log that could not be read, and why in one sentence. */
  static LogResult unread(String log, String problem) {
    return unread(log, problem, false);
  }

  /** A log for which the memory was too small. */
  static LogResult outOfMemory(String log, String problem) {
    return unread(log, problem, true);
  }

  private static LogResult unread(String log, String problem, boolean outOfMemory) {
    return new LogResult(
        log, problem, outOfMemory, false, Collections.emptyList(), Collections.emptyList());
  }

  String log() {
    return log;
  }

  /** Why it could not be read; null where it could. */
  @Nullable String problem() {
    return problem;
  }

  /** Whether it may be readable where no other log is read at the same time. */
  boolean outOfMemory() {
    return outOfMemory;
  }

  boolean gated() {
    return gated;
  }

  /** In the order of the variants; empty for a log that could not be read. */
  List<AlertCounts> counts() {
    return Collections.unmodifiableList(counts);
  }

  List<AlertCase> worst() {
    return Collections.unmodifiableList(worst);
  }
}
