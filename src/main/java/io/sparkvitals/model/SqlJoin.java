package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/** A join of a SQL execution, as the newest plan has it. Immutable. */
public final class SqlJoin {
  private final long executionId;
  private final JoinMethod method;
  private final String type;
  private final JoinSide left;
  private final JoinSide right;
  private final @Nullable String threshold;

  private SqlJoin(
      long executionId,
      JoinMethod method,
      String type,
      JoinSide left,
      JoinSide right,
      @Nullable String threshold) {
    this.executionId = executionId;
    this.method = method;
    this.type = type;
    this.left = left;
    this.right = right;
    this.threshold = threshold;
  }

  /** {@code type} in Spark's word, such as {@code Inner} or {@code LeftOuter}; "" if unknown. */
  public static SqlJoin of(
      long executionId, JoinMethod method, String type, JoinSide left, JoinSide right) {
    return new SqlJoin(executionId, method, type, left, right, null);
  }

  /** The same with what is known of its sides now. */
  public SqlJoin sides(JoinSide newLeft, JoinSide newRight) {
    return new SqlJoin(executionId, method, type, newLeft, newRight, threshold);
  }

  /** The same with what its session set {@code spark.sql.autoBroadcastJoinThreshold} to. */
  public SqlJoin threshold(@Nullable String setting) {
    return new SqlJoin(executionId, method, type, left, right, setting);
  }

  public long executionId() {
    return executionId;
  }

  public JoinMethod method() {
    return method;
  }

  /** In Spark's word, such as {@code Inner} or {@code LeftOuter}; "" where unknown. */
  public String type() {
    return type;
  }

  public JoinSide left() {
    return left;
  }

  public JoinSide right() {
    return right;
  }

  /** What its session set; null where that is what the application is set to, or is not told. */
  public @Nullable String threshold() {
    return threshold;
  }

  /**
   * Whether Spark can broadcast its left side, by its type alone: {@code canBuildBroadcastLeft} in
   * Spark's {@code joins.scala}.
   */
  public boolean mayBroadcastLeft() {
    return inner() || type.equals("RightOuter");
  }

  /** Whether Spark can broadcast its right side: {@code canBuildBroadcastRight}. */
  public boolean mayBroadcastRight() {
    return inner()
        || type.equals("LeftOuter")
        || type.equals("LeftSemi")
        || type.equals("LeftAnti")
        || type.equals("LeftSingle")
        || type.equals("ExistenceJoin");
  }

  private boolean inner() {
    return type.equals("Inner") || type.equals("Cross");
  }

  /** Bytes of its larger side, 0 where neither was measured. */
  public long bytes() {
    return Math.max(left.bytes(), right.bytes());
  }
}
