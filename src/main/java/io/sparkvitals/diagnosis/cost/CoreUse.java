package io.sparkvitals.diagnosis.cost;

import java.util.Locale;

/** What allocated core time went to, in the order in which it is shown. */
public enum CoreUse {
  USEFUL("useful", Kind.USED, "Useful", "tasks whose results were used"),
  STARTS("starts", Kind.USED, "Starts", "starts and ends of tasks, beside their run time"),
  UNFINISHED("unfinished", Kind.USED, "Unfinished", "tasks that ran still, or ended unseen"),
  FAILED("failed", Kind.WASTED, "Failed", "attempts that failed"),
  KILLED("killed", Kind.WASTED, "Killed", "losers of speculation, cancelled jobs"),
  LOST("lost", Kind.WASTED, "Lost", "cut off by lost executors, or done again after losses"),
  SKEW_TAIL("skewTail", Kind.IDLE, "Waiting for stragglers", "idle while one long task ran"),
  FEW_TASKS("fewTasks", Kind.IDLE, "Too few tasks", "idle while stages ran"),
  DRIVER_ONLY("driverOnly", Kind.IDLE, "Driver only", "idle while no stage ran"),
  IDLE("idle", Kind.IDLE, "Idle", "without a known reason");

  /** Whether tasks had the time, for what, or nobody. */
  private enum Kind {
    USED,
    WASTED,
    IDLE
  }

  private final String member;
  private final Kind kind;
  private final String title;
  private final String meaning;

  CoreUse(String member, Kind kind, String title, String meaning) {
    this.member = member;
    this.kind = kind;
    this.title = title;
    this.meaning = meaning;
  }

  /** Its name in reports for programs. */
  public String member() {
    return member;
  }

  /** Its name as the value of a label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  /** For people, after "which is". */
  public String meaning() {
    return meaning;
  }

  /** Whether no task had it. */
  public boolean idle() {
    return kind == Kind.IDLE;
  }

  /** Whether it brought nothing: idle, failed, killed and lost time. */
  public boolean wasted() {
    return kind != Kind.USED;
  }
}
