package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.rules.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  private static final String HEALTHY =
      "spark.master=k8s://https://k; spark.submit.deployMode=cluster; spark.executor.memory=8g;"
          + "spark.executor.cores=4; spark.executor.instances=4; spark.dynamicAllocation.enabled=true;"
          + "spark.dynamicAllocation.maxExecutors=20; spark.dynamicAllocation.minExecutors=1;"
          + "spark.serializer=org.apache.spark.serializer.KryoSerializer; spark.authenticate=true;"
          + "spark.network.crypto.enabled=true; spark.io.encryption.enabled=true;"
          + "spark.acls.enable=true; spark.eventLog.enabled=true;"
          + "spark.eventLog.logStageExecutorMetrics=true; spark.eventLog.logBlockUpdates.enabled=true;"
          + "spark.executor.processTreeMetrics.enabled=true;"
          + "spark.executor.metrics.pollingInterval=1s;"
          + "spark.executor.extraJavaOptions=-XX:+UseG1GC -Xlog:gc* -XX:MaxGCPauseMillis=200";

  @Test
  void aHealthyConfigurationScoresHundred() {
    Audit audit = Audited.of(HEALTHY);

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.score()).isEqualTo(100);
    assertThat(audit.summary()).isEqualTo("readiness score 100 of 100, nothing to say");
  }

  @ParameterizedTest
  @CsvSource({"local[4], 1", "spark://m:7077, 9", "yarn, 11"})
  void aPlainRunGetsHintsAndNoWarning(String master, int hints) {
    Audit audit = Audit.of(Map.of("spark.master", master), "17", "3.5");

    assertThat(audit.count(Severity.CRITICAL) + audit.count(Severity.WARNING)).isZero();
    assertThat(audit.findings()).hasSizeLessThanOrEqualTo(hints);
    assertThat(audit.score()).isGreaterThanOrEqualTo(90);
  }

  /** The settings of the article that the audit began with; what real JVMs did is known. */
  @Test
  void theFoundingFlagsEndEveryExecutor() {
    String options =
        "-XX:+UseG1GC -XX:G1HeapRegionSize=32m -XX:+UseStringDeduplication -XX:MaxGCPauseMillis=200"
            + " -XX:G1NewSizePercent=20 -XX:G1MaxNewSizePercent=40"
            + " -XX:InitiatingHeapOccupancyPercent=35 -XX:+PrintGC -XX:+PrintGCDetails"
            + " -XX:+PrintGCTimeStamps -XX:+UseCompressedOops";
    Audit audit = Audited.options(options, "17", "3.5.9");

    assertThat(Audited.ofOptions(audit))
        .containsExactly(
            "critical jvm-option-locked", "info jvm-option-ignored", "info jvm-option-deprecated");
    AuditFinding locked = Audited.only(audit, AuditCheck.JVM_OPTION_LOCKED);
    assertThat(locked.found())
        .isEqualTo(
            "spark.executor.extraJavaOptions=-XX:G1NewSizePercent=20 -XX:G1MaxNewSizePercent=40"
                + " without -XX:+UnlockExperimentalVMOptions before them: each executor's JVM ends"
                + " with exit code 1.");
    assertThat(locked.check().why()).contains("come and die for ever");
    assertThat(locked.fix().settings())
        .containsExactly(
            "spark.executor.extraJavaOptions=-XX:+UnlockExperimentalVMOptions -XX:+UseG1GC"
                + " -XX:G1HeapRegionSize=32m -XX:+UseStringDeduplication -XX:MaxGCPauseMillis=200"
                + " -XX:G1NewSizePercent=20 -XX:G1MaxNewSizePercent=40"
                + " -XX:InitiatingHeapOccupancyPercent=35 -Xlog:gc* -XX:+UseCompressedOops");
    assertThat(locked.found()).isEqualTo(Audited.fatal(options, "17", "3.5.9").get().found());
    assertThat(Audited.ofOptions(Audited.options(options, "17", "3.2.4")))
        .containsExactly(
            "critical jvm-option-locked",
            "critical jvm-option-refused",
            "info jvm-option-deprecated");
  }

  @Test
  void theFoundingKeysThatDoNotExistAreNamedWithTheRightOnes() {
    Audit audit =
        Audited.of("spark.shuffle.encryption.enabled=true; spark.executor.memoryFraction=0.6");

    assertThat(audit.findings().stream().filter(each -> each.check() == AuditCheck.KEY_GONE))
        .extracting(each -> each.found() + " " + each.fix().text())
        .containsExactlyInAnyOrder(
            "spark.executor.memoryFraction is set: Spark never had it. Set spark.memory.fraction"
                + " instead.",
            "spark.shuffle.encryption.enabled is set: Spark never had it. Set"
                + " spark.network.crypto.enabled for the network and spark.io.encryption.enabled for"
                + " disks instead.");
  }

  @Test
  void theScoreCountsByHowSevereFindingsAre() {
    Audit warning = Audited.of(HEALTHY + "; spark.driver.maxResultSize=0");
    Audit critical = Audited.of(HEALTHY + "; spark.memory.fraction=1.1");
    Audit three =
        Audited.of(
            HEALTHY
                + "; spark.memory.fraction=1.1; spark.memory.storageFraction=2;"
                + "spark.executor.memory=10 g");

    assertThat(warning.score()).isEqualTo(90);
    assertThat(critical.score()).isEqualTo(60);
    assertThat(three.score()).isZero();
    assertThat(three.findings())
        .isSortedAccordingTo((a, b) -> b.severity().compareTo(a.severity()));
    assertThat(three.summary()).isEqualTo("readiness score 0 of 100 (3 critical)");
  }

  @Test
  void saysNothingOfAnApplicationWithoutProperties() {
    assertThat(Audit.of(ApplicationFacts.UNKNOWN).findings()).isEmpty();
    assertThat(Audit.of(ApplicationFacts.UNKNOWN).score()).isEqualTo(100);
  }

  @Test
  void aRunningDriverRefutesWhatWouldHaveEndedIt() {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN
            .environment(
                Map.of(
                    "spark.master",
                    "yarn",
                    "java.version",
                    "17",
                    "spark.driver.extraJavaOptions",
                    "-XX:G1NewSizePercent=20"))
            .identity("app-1", "x", 1);

    AuditFinding finding = Audited.only(Audit.of(facts), AuditCheck.JVM_OPTION_LOCKED);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(Audit.executorsCannotStart(facts)).isEmpty();
  }

  @Test
  void nothingWasRefusedOfAnApplicationThatRuns() {
    Map<String, String> settings =
        Map.of(
            "spark.master",
            "spark://m:7077",
            "spark.executor.instances",
            "0",
            "spark.executor.cores",
            "1",
            "spark.task.cpus",
            "2");
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN.environment(settings).identity("app-1", "x", 1);

    assertThat(Audited.ids(Audit.of(settings, "17", "3.5"))).contains("value-refused");
    assertThat(Audited.ids(Audit.of(facts))).doesNotContain("value-refused");
  }

  @Test
  void survivesHostileSettings() {
    Map<String, String> hostile = new HashMap<>();
    OtherKeys.Draft names = new OtherKeys.Draft();
    for (String key : io.sparkvitals.model.EnvironmentKeys.all()) {
      hostile.put(key, "-XX:=\"'\\ 99999999999999999999g -Xms-1 \u0000 -XX:+ --");
    }
    for (int i = 0; i < 20_000; i++) {
      names.add("spark.executor.memoryy" + i, "x");
    }
    Audit audit = Audit.of(ApplicationFacts.UNKNOWN.environment(hostile).otherKeys(names.keys()));

    assertThat(audit.findings()).hasSizeLessThanOrEqualTo(Audit.MAX_FINDINGS);
    assertThat(audit.score()).isBetween(0, 100);
  }

  @Test
  void everyCheckHasItsOwnName() {
    Set<String> ids = new HashSet<>();
    for (AuditCheck each : AuditCheck.values()) {
      assertThat(ids.add(each.id())).as(each.id()).isTrue();
      assertThat(each.why()).endsWith(".");
    }
  }
}
