package io.sparkvitals.tracker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operator of a SQL execution's physical plan and those below it; of what it says of itself only
 * a join's type and who asked for a shuffle are kept, for the rest holds columns and literals.
 * Immutable.
 */
public final class PlanNode {
  /** Operators of a plan that are kept. */
  public static final int MAX_NODES = 5_000;

  /** Levels of a plan that are kept. */
  public static final int MAX_DEPTH = 300;

  private static final Pattern TYPE =
      Pattern.compile(
          "(?:], |BuildLeft, |BuildRight, )"
              + "(Inner|Cross|LeftOuter|RightOuter|FullOuter|LeftSemi|LeftAnti|LeftSingle|ExistenceJoin)\\b");
  private static final String DATA_SIZE = "data size";
  private static final String EXCHANGE = "Exchange";
  private static final String ASKED_FOR = ", REPARTITION";

  private final String name;
  private final String joinType;
  private final boolean askedFor;
  private final long dataSizeId;
  private final List<PlanNode> children;
  private final boolean cut;

  private PlanNode(Draft draft) {
    this.name = draft.name;
    this.joinType = draft.joinType;
    this.askedFor = draft.askedFor;
    this.dataSizeId = draft.dataSizeId;
    this.children = Collections.unmodifiableList(new ArrayList<>(draft.children));
    this.cut = draft.cut;
  }

  /** Whether an operator of this name has a text of interest. */
  public static boolean speaks(String name) {
    return name.contains("Join") || name.equals(EXCHANGE);
  }

  /** Whether an operator of this name counts the bytes that go through it. */
  public static boolean moves(String name) {
    return name.endsWith(EXCHANGE);
  }

  /** Whether an accumulator of this name counts the bytes of an exchange, in any Spark. */
  public static boolean isDataSize(@Nullable String metric) {
    return metric != null && metric.startsWith(DATA_SIZE);
  }

  /** {@code SortMergeJoin}, {@code Exchange}, {@code Scan parquet sales.items}. */
  String name() {
    return name;
  }

  /** {@code Inner}, {@code LeftOuter}; "" for what is no join. */
  String joinType() {
    return joinType;
  }

  /** Whether it is a shuffle that the query itself asks for ({@code repartition}). */
  boolean askedFor() {
    return askedFor;
  }

  /** The accumulator of the bytes that go through it, or -1. */
  long dataSizeId() {
    return dataSizeId;
  }

  List<PlanNode> children() {
    return children;
  }

  /** Whether children are missing for the plan is too large. */
  boolean cut() {
    return cut;
  }

  /**
   * Whether it reads data. So does a scan with something below, which is the subquery that says
   * what to read, or the plan of a cached table.
   */
  boolean reads() {
    return (children.isEmpty() && !cut) || name.startsWith("Scan ") || name.startsWith("BatchScan");
  }

  /** The same with other names for the operators that read data, which bear those of tables. */
  PlanNode named(UnaryOperator<String> sources) {
    Draft named = change();
    if (reads()) {
      named.name(sources.apply(name));
    }
    for (PlanNode each : children) {
      named.child(each.named(sources));
    }
    return named.node();
  }

  private Draft change() {
    Draft draft = new Draft().name(name);
    draft.joinType = joinType;
    draft.askedFor = askedFor;
    draft.dataSizeId = dataSizeId;
    draft.cut = cut;
    return draft;
  }

  /** Collects what a door reads of an operator, in any order. */
  public static final class Draft {
    private final List<PlanNode> children = new ArrayList<>();
    private String name = "";
    private String joinType = "";
    private boolean askedFor;
    private long dataSizeId = -1;
    private boolean cut;

    public Draft name(String newName) {
      name = newName;
      return this;
    }

    /** What it says of itself; see {@link #speaks}. */
    public Draft text(String text) {
      Matcher type = TYPE.matcher(text);
      joinType = type.find() ? type.group(1) : "";
      askedFor = text.contains(ASKED_FOR);
      return this;
    }

    public Draft metric(@Nullable String metric, long accumulatorId) {
      if (isDataSize(metric)) {
        dataSizeId = accumulatorId;
      }
      return this;
    }

    public Draft child(PlanNode child) {
      children.add(child);
      return this;
    }

    /** A child is left out. */
    public void cut() {
      cut = true;
    }

    public PlanNode node() {
      return new PlanNode(this);
    }
  }
}
