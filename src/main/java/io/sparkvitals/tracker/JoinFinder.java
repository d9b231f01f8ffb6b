package io.sparkvitals.tracker;

import io.sparkvitals.model.JoinMethod;
import io.sparkvitals.model.JoinSide;
import io.sparkvitals.model.SqlJoin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the joins of a physical plan, and the exchanges that feed each of their sides. */
final class JoinFinder {
  private static final int SOURCES = 2;
  private static final int SOURCE_NODES = 200;
  private static final int NEEDED = 2;
  private static final String SHUFFLE = "Exchange";
  private static final String BROADCAST = "BroadcastExchange";

  /** They change neither rows nor their size. */
  private static final Set<String> STRAIGHT =
      set(
          "Sort",
          "InputAdapter",
          "AQEShuffleRead",
          "CustomShuffleReader",
          "ShuffleQueryStage",
          "BroadcastQueryStage",
          "ResultQueryStage");

  /**
   * They make rows fewer or smaller, as a rule, so that what is below is no less than they give.
   */
  private static final Set<String> SMALLER =
      set("Project", "Filter", "HashAggregate", "ObjectHashAggregate", "SortAggregate");

  private static final String STAGE_CODE = "WholeStageCodegen";

  private final List<SqlJoin> joins = new ArrayList<>();
  private final boolean leftOut;

  /** Looks for at most {@code max} joins, from the top of the plan downwards. */
  JoinFinder(long executionId, PlanNode root, int max) {
    Deque<PlanNode> left = new ArrayDeque<>();
    Deque<Integer> demands = new ArrayDeque<>();
    left.push(root);
    demands.push(0);
    boolean cut = false;
    while (!left.isEmpty() && joins.size() < max) {
      PlanNode node = left.pop();
      int demand = demands.pop();
      JoinMethod method = JoinMethod.of(node.name());
      if (method != null && node.children().size() == 2) {
        JoinSide leftSide = side(node.children().get(0), demand < NEEDED);
        JoinSide rightSide = side(node.children().get(1), demand < NEEDED);
        joins.add(SqlJoin.of(executionId, method, node.joinType(), leftSide, rightSide));
      }
      cut |= node.cut();
      pushChildren(left, node);
      node.children().forEach(each -> demands.push(demand(node, method, demand)));
    }
    leftOut = cut || !left.isEmpty();
  }

  /**
   * Whether what is below has to be shuffled for more than one join: {@link #NEEDED} where
   * operators above have no exchange of their own. Of aggregations it takes two in a row, for the
   * first of a pair works without.
   */
  private static int demand(PlanNode node, @Nullable JoinMethod method, int above) {
    if (PlanNode.moves(node.name())) {
      return 0;
    }
    if ((method != null && method.shuffles()) || node.name().equals("Window")) {
      return NEEDED;
    }
    return node.name().endsWith("Aggregate") ? Math.min(NEEDED, above + 1) : above;
  }

  private static Set<String> set(String... names) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
  }

  List<SqlJoin> joins() {
    return joins;
  }

  /** Whether a part of the plan was not looked at. */
  boolean leftOut() {
    return leftOut;
  }

  /** So that the first is the next to be taken. */
  private static void pushChildren(Deque<PlanNode> nodes, PlanNode parent) {
    for (int i = parent.children().size() - 1; i >= 0; i--) {
      nodes.push(parent.children().get(i));
    }
  }

  private static JoinSide side(PlanNode top, boolean alone) {
    long broadcastId = -1;
    boolean straight = alone;
    PlanNode node = top;
    while (node != null && !node.name().equals(SHUFFLE)) {
      if (node.name().equals(BROADCAST)) {
        broadcastId = node.dataSizeId();
      } else if (!isStraight(node.name())) {
        straight = false;
        node = SMALLER.contains(node.name()) ? node : null;
      }
      node = node == null ? null : onlyChild(node);
    }
    long shuffleId = node == null ? -1 : node.dataSizeId();
    straight &= node == null || !node.askedFor();
    return JoinSide.of(sources(top), shuffleId, broadcastId, straight);
  }

  private static boolean isStraight(String name) {
    return STRAIGHT.contains(name) || name.startsWith(STAGE_CODE);
  }

  private static @Nullable PlanNode onlyChild(PlanNode node) {
    return node.children().size() == 1 ? node.children().get(0) : null;
  }

  /** What reads data below, each once, at most {@link #SOURCES} by name. */
  private static String sources(PlanNode top) {
    Set<String> names = new LinkedHashSet<>();
    Deque<PlanNode> left = new ArrayDeque<>();
    left.push(top);
    for (int i = 0; i < SOURCE_NODES && !left.isEmpty() && names.size() <= SOURCES; i++) {
      PlanNode node = left.pop();
      if (!node.reads()) {
        pushChildren(left, node);
      } else if (!node.name().trim().isEmpty()) {
        names.add(node.name().trim());
      }
    }
    if (names.size() <= SOURCES) {
      return String.join(", ", names);
    }
    return String.join(", ", new ArrayList<>(names).subList(0, SOURCES)) + ", …";
  }
}
