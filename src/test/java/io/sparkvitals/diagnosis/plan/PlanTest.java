package io.sparkvitals.diagnosis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static final long GIB = 1_024;
  private static final Wishes STANDALONE = Wishes.on(Platform.STANDALONE).wishes();
  private static final Wishes ELSEWHERE = Wishes.on(Platform.STANDALONE).client(true).wishes();

  private static Machines machines(int nodes, int cores, long gib) {
    return Machines.of(nodes, cores, gib * GIB, Platform.STANDALONE);
  }

  private static String value(Plan plan, String key) {
    return plan.settings().stream()
        .filter(each -> each.key().equals(key))
        .map(Plan.Setting::value)
        .collect(Collectors.joining());
  }

  private static String size(Plan plan) {
    return value(plan, "spark.executor.cores")
        + " x "
        + value(plan, "spark.executor.memory")
        + " x "
        + value(plan, "spark.dynamicAllocation.maxExecutors");
  }

  @Test
  void dividesTenLargeNodesIntoWholeExecutors() {
    Plan plan = ClusterPlan.of(machines(10, 32, 128), STANDALONE);

    assertThat(size(plan)).isEqualTo("6 x 22g x 50");
    assertThat(value(plan, "spark.executor.memoryOverhead")).isEqualTo("2580m");
    assertThat(value(plan, "spark.sql.shuffle.partitions")).isEqualTo("900");
    assertThat(plan.notes().get(0)).contains("9 cores of 310 (2.9 %)");
  }

  private static String formula(Plan plan, String key) {
    return plan.settings().stream()
        .filter(each -> each.key().equals(key))
        .map(Plan.Setting::formula)
        .collect(Collectors.joining());
  }

  @Test
  void writesContainersSoThatHeapAndOverheadAddUpToThem() {
    Plan plan = ClusterPlan.of(machines(10, 32, 128), STANDALONE);

    assertThat(formula(plan, "spark.executor.memory")).contains("/ 5 = a container of 25108m");
    assertThat(formula(plan, "spark.executor.memoryOverhead")).endsWith("leaves of 25108m");
    assertThat(22 * GIB + 2_580).isEqualTo(25_108);
  }

  @Test
  void countsOneNodeAndOneCoreInTheSingular() {
    Plan plan = ClusterPlan.of(machines(1, 2, 4), ELSEWHERE);

    assertThat(formula(plan, "spark.executor.cores"))
        .isEqualTo("1 executor x 1 of 1 core a node (2 - 1)");
    assertThat(formula(plan, "spark.dynamicAllocation.maxExecutors")).isEqualTo("1 node x 1");
    assertThat(plan.settings().get(0).why()).startsWith("no node has room for an executor of 2");
    assertThatThrownBy(() -> ClusterPlan.of(machines(1, 2, 4), STANDALONE))
        .hasMessageContaining("a node leaves 1 core and 3 GiB");
  }

  @Test
  void saysWhyMuchMemoryStaysUnused() {
    Wishes yarn = Wishes.on(Platform.YARN).wishes();
    Wishes seven = Wishes.on(Platform.STANDALONE).executorCores(7).wishes();

    assertThat(ClusterPlan.of(Machines.of(2, 4, 16 * GIB, Platform.YARN), yarn).notes())
        .contains(
            "Much memory stays unused: all executors are equal, and what the driver takes of one"
                + " node stays free on the others.");
    assertThat(ClusterPlan.of(machines(4, 8, 61), seven).notes())
        .contains("Much memory stays unused: the node of the driver has room for fewer executors.");
    assertThat(ClusterPlan.of(Machines.of(30, 8, 244 * GIB, Platform.YARN), yarn).notes())
        .anyMatch(each -> each.startsWith("Much memory stays unused: the nodes have more of it"));
    assertThat(ClusterPlan.of(machines(10, 32, 128), STANDALONE).notes())
        .noneMatch(each -> each.startsWith("Much memory"));
  }

  @Test
  void everyPlanFitsItsNodesDriverIncluded() {
    for (Platform platform : Platform.values()) {
      for (int cores = 3; cores <= 96; cores += 7) {
        for (long gib = 8; gib <= 800; gib += 33) {
          Machines machines = Machines.of(3, cores, gib * GIB, platform);
          Wishes wishes = Wishes.on(platform).python(gib % 2 == 0).wishes();
          DriverRoom driver = DriverRoom.of(machines, wishes);
          Layout layout = Layout.best(machines, wishes, driver);

          assertThat(layout.perNode() * layout.cores()).isLessThanOrEqualTo(machines.usableCores());
          assertThat(layout.perNode() * layout.container().totalMib())
              .isLessThanOrEqualTo(machines.usableMib());
          assertThat(layout.besideDriver() * layout.cores() + driver.cores())
              .isLessThanOrEqualTo(machines.usableCores());
          assertThat(layout.besideDriver() * layout.container().totalMib() + driver.totalMib())
              .isLessThanOrEqualTo(machines.usableMib());
          assertThat(layout.container().totalMib() % wishes.stepMib()).isZero();
          assertThat(layout.container().heapMib())
              .satisfiesAnyOf(
                  heap -> assertThat(heap).isBetween(512L, 31 * GIB),
                  heap -> assertThat(heap).isBetween(40 * GIB, 64 * GIB));
          assertThat(layout.container().overheadMib())
              .isGreaterThanOrEqualTo(
                  Container.overheadMib(
                      layout.container().heapMib(), Container.overheadFactor(wishes)));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"895, 0", "896, 512", "4225, 3840", "34919, 31744", "46000, 31744", "46300, 41984"})
  void heapTakesWhatFitsAndStepsOverTheRangeOfWideReferences(long limitMib, long heapMib) {
    Container container = Container.within(limitMib, STANDALONE);

    assertThat(container == null ? 0 : container.heapMib()).isEqualTo(heapMib);
  }

  @Test
  void heapBeyond64GibIsNotPlanned() {
    assertThat(Container.within(500 * GIB, STANDALONE).heapMib()).isEqualTo(64 * GIB);
  }

  @Test
  void pythonLivesInTheOverheadUnlessItHasMemoryOfItsOwn() {
    Wishes python = Wishes.on(Platform.KUBERNETES).python(true).wishes();
    Wishes own = Wishes.on(Platform.KUBERNETES).python(true).pysparkMib(2 * GIB).wishes();

    assertThat(Container.ofHeap(10 * GIB, python).overheadMib()).isEqualTo(4 * GIB);
    assertThat(Container.ofHeap(10 * GIB, own).overheadMib()).isEqualTo(GIB);
    assertThat(Container.ofHeap(10 * GIB, own).totalMib()).isEqualTo(13 * GIB);
  }

  @Test
  void yarnRoundsContainersUp() {
    Wishes yarn = Wishes.on(Platform.YARN).offHeapMib(100).wishes();

    assertThat(Container.ofHeap(4 * GIB, yarn).totalMib()).isEqualTo(5 * GIB);
    assertThat(Container.within(6 * GIB + 1_023, yarn).totalMib()).isEqualTo(6 * GIB);
  }

  @Test
  void kubernetesKeepsMoreOfLargeNodes() {
    assertThat(Platform.KUBERNETES.reservedMib(4 * GIB)).isEqualTo(GIB + 100);
    assertThat(Platform.KUBERNETES.reservedMib(GIB)).isEqualTo(GIB);
    assertThat(Platform.KUBERNETES.reservedMib(128 * GIB)).isEqualTo(9_644);
    assertThat(Platform.YARN.reservedMib(128 * GIB)).isEqualTo(GIB);
  }

  @Test
  void reservationsCanBeGiven() {
    Machines given = machines(1, 8, 16).reserving(OptionalInt.of(0), OptionalLong.of(0));

    assertThat(size(ClusterPlan.of(given, ELSEWHERE))).isEqualTo("4 x 7424m x 2");
  }

  @Test
  void unusualCoresAreTakenWhereTheyWasteMuchLess() {
    assertThat(value(ClusterPlan.of(machines(4, 8, 33), ELSEWHERE), "spark.executor.cores"))
        .isEqualTo("7");
    assertThat(value(ClusterPlan.of(machines(4, 9, 33), ELSEWHERE), "spark.executor.cores"))
        .isEqualTo("4");
  }

  @Test
  void refusesNodesThatHoldNoExecutor() {
    assertThatThrownBy(() -> ClusterPlan.of(machines(2, 4, 1), STANDALONE))
        .isInstanceOf(PlanProblem.class)
        .hasMessageContaining("no executor fits: a node leaves 3 cores and 0 B");
    assertThatThrownBy(() -> ClusterPlan.of(machines(2, 1, 8), STANDALONE))
        .isInstanceOf(PlanProblem.class);
    assertThatThrownBy(() -> ClusterPlan.of(machines(1, 2, 8), STANDALONE))
        .hasMessageContaining("--client");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> machines(0, 4, 8)).hasMessage("nodes: expected 1 to 100000, found 0");
    assertThatThrownBy(() -> machines(1, 0, 8)).hasMessageContaining("cores of a node");
    assertThatThrownBy(() -> DataPlan.of(0, 1, STANDALONE)).isInstanceOf(PlanProblem.class);
    assertThatThrownBy(() -> DataPlan.of(1, 0.09, STANDALONE)).isInstanceOf(PlanProblem.class);
    assertThatThrownBy(() -> DataPlan.of(1, Double.NaN, STANDALONE))
        .isInstanceOf(PlanProblem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1.5, 3 x 30g x 126, 5000",
    "50, 0.8, 2 x 20g x 10, 500",
    "1, 1, 2 x 2g x 4, 200"
  })
  void dataGetsCoresAndMemoryTogether(long gib, double complexity, String size, String partitions) {
    Plan plan = DataPlan.of(gib * GIB, complexity, STANDALONE);

    assertThat(size(plan)).isEqualTo(size);
    assertThat(value(plan, "spark.sql.shuffle.partitions")).isEqualTo(partitions);
  }

  @Test
  void muchDataHasABoundOnPartitions() {
    assertThat(value(DataPlan.of(1L << 30, 1, STANDALONE), "spark.sql.shuffle.partitions"))
        .isEqualTo("100000");
  }
}
