package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.advice.CollectorOptions.Collector;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which options of the JVM are advised; each of them starts a JVM. */
class GcTuningTest {
  private static Given given(String java, String options) {
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.executor.cores", "4")
        .property("spark.executor.memory", "8g")
        .property("java.version", java)
        .property("spark.executor.extraJavaOptions", options);
  }

  private static CollectorOptions options(Given given) {
    return CollectorOptions.of(ExecutorSettings.of(given.snapshot()));
  }

  private static Optional<String> advised(
      String java, String options, long heap, CauseKind cause, boolean inVain) {
    return GcTuning.of(options(given(java, options)), heap, cause, inVain)
        .map(GcTuning::setting)
        .map(setting -> setting.substring("spark.executor.extraJavaOptions=".length()));
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_292, '', PARALLEL",
    "17.0.12, '', G1",
    "11, -XX:+UseParallelGC, PARALLEL",
    "17, -Da=b -XX:+UseZGC, ZGC",
    "'', '', UNKNOWN",
    "'', -XX:+UseG1GC, G1",
    "17-ea, -XX:+UseG1GC -XX:+UseSerialGC, SERIAL",
  })
  void theCollectorInUseIsKnown(String java, String options, Collector collector) {
    assertThat(options(given(java, options)).collector()).isEqualTo(collector);
  }

  @ParameterizedTest
  @CsvSource({
    "1g, '', SERIAL", // 1,024 + 384 MiB
    "1408m, '', G1", // 1,408 + 384 = 1,792 MiB
    "1407m, '', SERIAL",
    "8g, 1, SERIAL",
    "8g, 500m, SERIAL",
    "8g, 1001m, G1",
    "8g, 2, G1"
  })
  void aSmallPodGetsTheSerialCollector(String heap, String limit, Collector collector) {
    Given given =
        given("17", "")
            .property("spark.master", "k8s://https://host")
            .property("spark.executor.memory", heap);
    if (!limit.isEmpty()) {
      given.property("spark.kubernetes.executor.limit.cores", limit);
    }
    assertThat(options(given).collector()).isEqualTo(collector);
  }

  @Test
  void theSerialCollectorIsReplaced() {
    assertThat(advised("17", "-Da=b -XX:+UseSerialGC", GIB, CauseKind.LIVE_SET, false))
        .hasValue("-Da=b -XX:+UseG1GC");
  }

  @ParameterizedTest
  @CsvSource({"2147483648, true", "2147483647, false"})
  void theSerialCollectorSuitsOneCoreOfASmallHeap(long heap, boolean advised) {
    CollectorOptions options =
        options(given("17", "-XX:+UseSerialGC").property("spark.executor.cores", "1"));
    assertThat(GcTuning.of(options, heap, CauseKind.LIVE_SET, false).isPresent())
        .isEqualTo(advised);
  }

  @Test
  void cmsGoesWithItsOptions() {
    assertThat(
            advised(
                "1.8.0_292",
                "-XX:+UseConcMarkSweepGC -XX:CMSInitiatingOccupancyFraction=60 -verbose:gc",
                8 * GIB,
                CauseKind.LIVE_SET,
                false))
        .hasValue("-verbose:gc -XX:+UseG1GC");
  }

  @Test
  void aLargeHeapLeavesTheParallelCollector() {
    assertThat(advised("1.8.0_292", "", 4 * GIB, CauseKind.ALLOCATION, false))
        .hasValue("-XX:+UseG1GC");
    assertThat(advised("1.8.0_292", "", 4 * GIB - 1, CauseKind.ALLOCATION, false))
        .hasValue("-XX:NewRatio=1");
    assertThat(advised("1.8.0_292", "", 4 * GIB - 1, CauseKind.LIVE_SET, false)).isEmpty();
    assertThat(advised("1.8.0_292", "-Xmn1g", GIB, CauseKind.ALLOCATION, false)).isEmpty();
  }

  @Test
  void g1SizesItsYoungGenerationItself() {
    assertThat(advised("17", "-Xmn2g -Da=b -XX:NewRatio=1", 8 * GIB, CauseKind.ALLOCATION, false))
        .hasValue("-Da=b");
  }

  @Test
  void g1WithItsOwnChoicesIsLeftAlone() {
    assertThat(advised("17", "", 8 * GIB, CauseKind.ALLOCATION, false)).isEmpty();
    assertThat(advised("17", "", 2 * GIB, CauseKind.LIVE_SET, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"17, 4m, false", "17, 2m, true", "11, 2m, false", "11, 1m, true"})
  void regionsSmallerThanTheJvmsChoiceAreTooSmall(String java, String region, boolean advised) {
    Optional<String> setting =
        advised(java, "-XX:G1HeapRegionSize=" + region, 8 * GIB, CauseKind.ALLOCATION, false);
    assertThat(setting.isPresent()).isEqualTo(advised);
  }

  @Test
  void fullCollectionsWithoutMuchThatSurvivesNeedLargerRegions() {
    assertThat(advised("17", "", 8 * GIB, CauseKind.LIVE_SET, true))
        .hasValue("-XX:G1HeapRegionSize=32m");
    assertThat(advised("17", "", 4 * GIB, CauseKind.LIVE_SET, true))
        .hasValue("-XX:G1HeapRegionSize=16m");
    assertThat(advised("17", "-XX:G1HeapRegionSize=32m", 8 * GIB, CauseKind.LIVE_SET, true))
        .isEmpty();
  }

  @Test
  void optionsThatHoldASecretAreNotRepeated() {
    GcTuning tuning =
        GcTuning.of(
                options(given("17", "-XX:+UseSerialGC -Dtoken=*********(redacted)")),
                8 * GIB,
                CauseKind.LIVE_SET,
                false)
            .orElseThrow();

    assertThat(tuning.setting()).isEmpty();
    assertThat(tuning.text()).contains("add -XX:+UseG1GC", "take -XX:+UseSerialGC out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xlog:gc*", "-verbose:gc", "-XX:+PrintGCDetails"})
  void aLogThatIsOnIsNotAdvised(String option) {
    assertThat(options(given("17", option)).logging()).isEmpty();
  }

  private static int java(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Xmx1g");
    command.add("-version");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Everything that is ever advised to the JVM of this test, and the one option of Java 8. */
  @Test
  void everyOptionThatIsAdvisedStartsAJvm() throws Exception {
    String here = System.getProperty("java.version");
    List<String> all = new ArrayList<>();
    for (String set : List.of("", "-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:NewRatio=2")) {
      for (CauseKind cause : List.of(CauseKind.LIVE_SET, CauseKind.ALLOCATION)) {
        for (long heap : new long[] {GIB, 4 * GIB, 8 * GIB, 64 * GIB}) {
          advised(here, set, heap, cause, true).ifPresent(all::add);
          advised(here, set, heap, cause, false).ifPresent(all::add);
        }
      }
    }
    String log = options(given(here, "")).logging();
    all.add(log.substring(log.indexOf('=') + 1));
    all.add("-XX:+PrintGCDetails");
    assertThat(String.join(" ", all))
        .contains(GcTuning.USE_G1, GcTuning.YOUNGER, GcTuning.REGION, "-Xlog:gc*");
    for (String each : all.stream().distinct().filter(each -> !each.isEmpty()).toList()) {
      assertThat(java(List.of(each.split(" ")))).as(each).isZero();
    }
    assertThat(java(List.of("-XX:G1NewSizePercent=20"))).as("a locked option").isNotZero();
  }
}
