package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.JoinMethod;
import io.sparkvitals.model.SqlJoin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of plans, and what their exchanges say of their joins. */
class JoinBookTest {
  private static final String INNER = "SortMergeJoin [k#1L], [k#2L], Inner";

  private final Story story = new Story();

  private static PlanNode node(String name, PlanNode... children) {
    return drafted(name, children).node();
  }

  private static PlanNode.Draft drafted(String name, PlanNode... children) {
    PlanNode.Draft draft = new PlanNode.Draft().name(name);
    List.of(children).forEach(draft::child);
    return draft;
  }

  private static PlanNode exchange(String name, long id, PlanNode child) {
    return drafted(name, child)
        .metric("shuffle records written", 99)
        .metric("data size", id)
        .node();
  }

  private static PlanNode sorted(long id, String table) {
    return node(
        "WholeStageCodegen (2)",
        node(
            "Sort", node("InputAdapter", exchange("Exchange", id, node("Scan parquet " + table)))));
  }

  private static PlanNode join(String text, PlanNode left, PlanNode right) {
    String operator = text.substring(0, text.indexOf(' '));
    return node("AdaptiveSparkPlan", drafted(operator, left, right).text(text).node());
  }

  private void plan(PlanNode root) {
    story.tracker.sqlPlan(5, null, root);
  }

  private List<SqlJoin> joins() {
    return story.snapshot().joins();
  }

  private SqlJoin only() {
    assertThat(joins()).hasSize(1);
    return joins().get(0);
  }

  @Test
  void bothSidesAreMeasuredByTheirExchanges() {
    plan(join(INNER, sorted(11, "sales.items"), sorted(12, "sales.shops")));
    story.tracker.dataSize(11, 3, 4_000);
    story.tracker.dataSize(12, 4, 20);
    story.tracker.dataSize(13, 4, 9_000);

    assertThat(only().executionId()).isEqualTo(5);
    assertThat(only().method()).isEqualTo(JoinMethod.SORT_MERGE);
    assertThat(only().type()).isEqualTo("Inner");
    assertThat(only().left().shuffledBytes()).hasValue(4_000);
    assertThat(only().left().stageId()).hasValue(3);
    assertThat(only().left().source()).isEqualTo("Scan parquet sales.items");
    assertThat(only().left().straight()).isTrue();
    assertThat(only().right().shuffledBytes()).hasValue(20);
    assertThat(only().bytes()).isEqualTo(4_000);
  }

  @Test
  void aJoinOfWhichNothingWasMeasuredIsNone() {
    plan(join(INNER, sorted(11, "a"), sorted(12, "b")));

    assertThat(joins()).isEmpty();
  }

  @Test
  void theNewestPlanCountsAndKeepsWhatWasMeasured() {
    plan(join(INNER, sorted(11, "a"), sorted(12, "b")));
    story.tracker.dataSize(11, 3, 4_000);
    story.tracker.dataSize(12, 4, 20);
    plan(
        join(
            "BroadcastHashJoin [k#1L], [k#2L], LeftOuter, BuildRight, false",
            node("AQEShuffleRead", node("ShuffleQueryStage", exchange("Exchange", 11, node("A")))),
            node(
                "BroadcastQueryStage",
                exchange(
                    "BroadcastExchange",
                    21,
                    node("AQEShuffleRead", exchange("Exchange", 12, node("B")))))));
    story.tracker.dataSize(21, -1, 1_048_976);

    assertThat(only().method()).isEqualTo(JoinMethod.BROADCAST_HASH);
    assertThat(only().type()).isEqualTo("LeftOuter");
    assertThat(only().left().shuffledBytes()).hasValue(4_000);
    assertThat(only().right().shuffledBytes()).hasValue(20);
    assertThat(only().right().broadcastBytes()).hasValue(1_048_976);
    assertThat(only().right().straight()).isTrue();
  }

  @Test
  void aJoinThatAdaptiveExecutionFoundEmptyStays() {
    plan(join(INNER, sorted(11, "a"), sorted(12, "b")));
    story.tracker.dataSize(11, 3, 4_000);
    plan(node("AdaptiveSparkPlan", node("LocalTableScan")));
    plan(join(INNER, sorted(13, "a"), sorted(14, "b")));
    story.tracker.dataSize(12, 4, 20);

    assertThat(only().left().shuffledBytes()).hasValue(4_000);
    assertThat(only().right().shuffledBytes()).hasValue(20);
  }

  @Test
  void anAggregationBetweenIsNotStraightAndBoundsTheSize() {
    PlanNode aggregated =
        node("Sort", node("HashAggregate", exchange("Exchange", 11, node("Scan a"))));
    plan(join(INNER, aggregated, sorted(12, "b")));
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(only().left().straight()).isFalse();
    assertThat(only().left().shuffledBytes()).hasValue(4_000);
  }

  @Test
  void whatIsBelowAnotherOperatorIsNoSizeOfTheSide() {
    PlanNode exploded = node("Sort", node("Generate", exchange("Exchange", 11, node("Scan a"))));
    plan(join(INNER, exploded, sorted(12, "b")));
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(joins()).isEmpty();
  }

  @Test
  void anEndedExecutionTakesNoMoreSizes() {
    plan(join(INNER, sorted(11, "a"), sorted(12, "b")));
    story.tracker.dataSize(11, 3, 4_000);
    story.tracker.sqlExecutionEnded(5, Story.at(10), false);
    story.tracker.dataSize(12, 4, 20);

    assertThat(only().left().shuffledBytes()).hasValue(4_000);
    assertThat(only().right().shuffledBytes()).isEmpty();
  }

  @Test
  void theSessionsThresholdIsKeptThroughLaterPlans() {
    PlanNode root = join(INNER, sorted(11, "a"), sorted(12, "b"));
    story.tracker.sqlPlan(5, "64m", root);
    plan(root);
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(only().threshold()).isEqualTo("64m");
  }

  @Test
  void ofManyJoinsTheLargestStay() {
    for (int i = 0; i < JoinBook.MAX_PAST + 7; i++) {
      story.tracker.sqlPlan(i, null, join(INNER, sorted(2L * i, "a"), sorted(2L * i + 1, "b")));
      story.tracker.dataSize(2L * i, i, 1_000 + i);
      story.tracker.sqlExecutionEnded(i, Story.at(10), false);
    }

    assertThat(joins()).hasSize(JoinBook.MAX_PAST);
    assertThat(joins().get(0).bytes()).isEqualTo(1_000 + JoinBook.MAX_PAST + 6);
    assertThat(joins().get(JoinBook.MAX_PAST - 1).bytes()).isEqualTo(1_007);
    assertThat(story.snapshot().losses().evicted()).containsEntry("joins", 7L);
  }

  @Test
  void ofExecutionsThatNeverEndTheNewestAreFollowed() {
    for (int i = 0; i <= JoinBook.MAX_OPEN; i++) {
      story.tracker.sqlPlan(i, null, join(INNER, sorted(2L * i, "a"), sorted(2L * i + 1, "b")));
    }
    story.tracker.dataSize(0, 1, 10);
    story.tracker.dataSize(2, 1, 20);

    assertThat(only().executionId()).isEqualTo(1);
  }

  @Test
  void ofAPlanWithTooManyJoinsTheTopIsKept() {
    PlanNode root = sorted(1, "t");
    for (int i = 0; i < JoinBook.MAX_JOINS + 5; i++) {
      root = join(INNER, root, sorted(10 + i, "t" + i));
    }
    plan(root);
    for (int i = 0; i < JoinBook.MAX_JOINS + 5; i++) {
      story.tracker.dataSize(10 + i, i, 100 + i);
    }

    assertThat(joins()).hasSize(JoinBook.MAX_JOINS);
    assertThat(story.snapshot().losses().evicted()).containsEntry("joins", 1L);
  }

  @Test
  void ofAPlanThatADoorHadToCutOneIsCounted() {
    PlanNode.Draft top = drafted("SortMergeJoin", sorted(11, "a"), sorted(12, "b")).text(INNER);
    top.cut();
    plan(top.node());

    assertThat(story.snapshot().losses().evicted()).containsEntry("joins", 1L);
  }

  @Test
  void aPlanWhoseJoinsAreAllCutAwayIsCountedOnce() {
    PlanNode.Draft top = drafted("Project");
    top.cut();
    plan(top.node());
    plan(top.node());

    assertThat(joins()).isEmpty();
    assertThat(story.snapshot().losses().evicted()).containsEntry("joins", 1L);
  }

  @Test
  void aScanIsTheSourceAndNotTheSubqueryThatFiltersIt() {
    PlanNode filter = node("SubqueryBroadcast", node("BroadcastExchange", node("Scan parquet d")));
    PlanNode scan = node("Scan parquet facts", filter);
    PlanNode cached = node("InMemoryTableScan", node("Scan parquet origin"));
    plan(join(INNER, exchange("Exchange", 11, scan), exchange("Exchange", 12, cached)));
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(only().left().source()).isEqualTo("Scan parquet facts");
    assertThat(only().right().source()).isEqualTo("Scan parquet origin");
  }

  @Test
  void aShuffleThatTheQueryAsksForStaysWhateverTheJoin() {
    PlanNode asked =
        drafted("Exchange", node("Scan a"))
            .text("Exchange hashpartitioning(k#1L, 4), REPARTITION_BY_NUM, [plan_id=12]")
            .metric("data size", 11)
            .node();
    PlanNode needed =
        drafted("Exchange", node("Scan b"))
            .text("Exchange hashpartitioning(REPARTITION#1L, 4), ENSURE_REQUIREMENTS, [plan_id=1]")
            .metric("data size", 12)
            .node();
    plan(join(INNER, asked, needed));
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(only().left().straight()).isFalse();
    assertThat(only().right().straight()).isTrue();
  }

  /** Whether the join's shuffle serves it alone, below these operators, the uppermost first. */
  private boolean alone(long execution, String... above) {
    PlanNode root = join(INNER, sorted(11, "a"), sorted(12, "b"));
    for (int i = above.length - 1; i >= 0; i--) {
      root = node(above[i], root);
    }
    story.tracker.sqlPlan(execution, null, root);
    story.tracker.dataSize(11, 3, 4_000);
    story.tracker.sqlExecutionEnded(execution, Story.at(10), false);
    return joins().stream()
        .filter(each -> each.executionId() == execution)
        .allMatch(each -> each.left().straight() && each.right().straight());
  }

  @Test
  void aShuffleThatOperatorsAboveTheJoinNeedTooStays() {
    assertThat(alone(1, "Window", "Sort", "Project")).isFalse();
    assertThat(alone(2, "HashAggregate", "HashAggregate")).isFalse();
    assertThat(alone(3, "Exchange", "HashAggregate", "Project")).isTrue();
    assertThat(alone(4, "Window", "Sort", "Exchange")).isTrue();
    assertThat(alone(5, "BroadcastHashJoin")).isTrue();
  }

  @Test
  void aShuffleThatAJoinAboveNeedsTooStays() {
    plan(join(INNER, join(INNER, sorted(11, "a"), sorted(12, "b")), sorted(13, "c")));
    story.tracker.dataSize(11, 3, 4_000);

    assertThat(only().left().straight()).isFalse();
  }

  @Test
  void aTypeIsReadFromWhatTheOperatorSays() {
    assertThat(type("SortMergeJoin(skew=true) [a#1, b#2], [c#3, d#4], FullOuter, (x#1 > 3)"))
        .isEqualTo("FullOuter");
    assertThat(type("BroadcastNestedLoopJoin BuildRight, LeftSemi, (a#1 > b#2)"))
        .isEqualTo("LeftSemi");
    assertThat(type("SortMergeJoin [a#1], [b#2], ExistenceJoin(exists#12)"))
        .isEqualTo("ExistenceJoin");
    assertThat(type("SortMergeJoin [a#1], [b#2], Sideways")).isEmpty();
    assertThat(type("")).isEmpty();
  }

  private static String type(String text) {
    return new PlanNode.Draft().text(text).node().joinType();
  }
}
