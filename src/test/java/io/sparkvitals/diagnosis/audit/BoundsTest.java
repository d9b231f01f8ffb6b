package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.rules.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check that looks at values, on both sides of its bound. */
class BoundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "value-unreadable | spark.executor.memory=10 g | spark.executor.memory=10g",
        "value-unreadable | spark.executor.memory=1.5g | spark.executor.memory=1536m",
        "value-unreadable | spark.executor.memory=4GiB | spark.executor.memory=4GB",
        "value-unreadable | spark.executor.cores=2.5 | spark.executor.cores=2",
        "value-unreadable | spark.speculation=yes | spark.speculation=TRUE",
        "value-unreadable | spark.network.timeout=2 min | spark.network.timeout=2min",
        "value-unreadable | spark.sql.autoBroadcastJoinThreshold=none |"
            + " spark.sql.autoBroadcastJoinThreshold=-1",
        "value-unreadable | spark.memory.fraction=0,6 | spark.memory.fraction=0.6",
        "value-refused | spark.executor.memory=449m | spark.executor.memory=450m",
        "value-refused | spark.driver.memory=4 | spark.driver.memory=4g",
        "value-refused | spark.memory.fraction=1.01 | spark.memory.fraction=1",
        "value-refused | spark.memory.storageFraction=-0.1 | spark.memory.storageFraction=0",
        "value-refused | spark.executor.heartbeatInterval=120s |"
            + " spark.executor.heartbeatInterval=119s",
        "value-refused | spark.executor.heartbeatInterval=60s; spark.network.timeout=60 |"
            + " spark.executor.heartbeatInterval=60s; spark.network.timeout=61",
        "value-refused | spark.memory.offHeap.enabled=true |"
            + " spark.memory.offHeap.enabled=true; spark.memory.offHeap.size=1g",
        "value-refused | spark.kryoserializer.buffer.max=2048m |"
            + " spark.kryoserializer.buffer.max=2047m",
        "value-refused | spark.network.crypto.enabled=true |"
            + " spark.network.crypto.enabled=true; spark.authenticate=true",
        "value-refused | spark.dynamicAllocation.enabled=true;"
            + "spark.dynamicAllocation.minExecutors=3; spark.dynamicAllocation.maxExecutors=2 |"
            + " spark.dynamicAllocation.enabled=true; spark.dynamicAllocation.minExecutors=2;"
            + "spark.dynamicAllocation.maxExecutors=2",
        "value-refused | spark.dynamicAllocation.enabled=true;"
            + "spark.dynamicAllocation.shuffleTracking.enabled=false |"
            + " spark.dynamicAllocation.enabled=true;"
            + "spark.dynamicAllocation.shuffleTracking.enabled=false;"
            + "spark.shuffle.service.enabled=true",
        "value-unreadable | spark.sql.files.maxPartitionBytes=128 MB |"
            + " spark.sql.files.maxPartitionBytes=128MB",
        "value-unreadable | spark.dynamicAllocation.executorIdleTimeout=60 s |"
            + " spark.dynamicAllocation.executorIdleTimeout=60s",
        "value-unreadable | spark.sql.shuffle.partitions=auto |"
            + " spark.sql.shuffle.partitions=auto; spark.databricks.cluster.profile=singleNode",
        "value-refused | spark.executor.cores=2; spark.task.cpus=3 |"
            + " spark.executor.cores=2; spark.task.cpus=2",
        "value-refused | spark.master=yarn; spark.task.cpus=2 | spark.task.cpus=2",
        "value-refused | spark.executor.cores=0 | spark.executor.cores=1",
        "value-refused | spark.executor.instances=0 |"
            + " spark.executor.instances=0; spark.dynamicAllocation.enabled=true",
        "value-refused | spark.sql.shuffle.partitions=0 | spark.sql.shuffle.partitions=1",
        "value-refused | spark.submit.deployMode=clustr | spark.submit.deployMode=cluster",
        "time-without-unit | spark.executor.heartbeatInterval=999 |"
            + " spark.executor.heartbeatInterval=1000",
        "time-without-unit | spark.executor.metrics.pollingInterval=99 |"
            + " spark.executor.metrics.pollingInterval=100",
        "time-without-unit | spark.executor.heartbeatInterval=20 |"
            + " spark.executor.heartbeatInterval=20s; spark.network.timeout=300",
        "memory-without-unit | spark.executor.pyspark.memory=255 |"
            + " spark.executor.pyspark.memory=256",
        "memory-without-unit | spark.executor.memoryOverhead=2 |"
            + " spark.executor.memoryOverhead=1024",
        "memory-without-unit | spark.memory.offHeap.size=1048575 |"
            + " spark.memory.offHeap.size=1048576",
        "executor-heap-gap | spark.executor.memory=32g | spark.executor.memory=31g",
        "executor-heap-gap | spark.executor.memory=40g | spark.executor.memory=41g",
        "executor-heap-gap | spark.executor.memory=36g | spark.executor.memory=36g;"
            + "spark.executor.extraJavaOptions=-XX:+UseZGC",
        "executor-cores-few | spark.executor.cores=1 | spark.executor.cores=2",
        "executor-cores-few | spark.master=yarn | spark.master=spark://m:1",
        "executor-cores-many | spark.executor.cores=9 | spark.executor.cores=8",
        "memory-overhead-low | spark.executor.memory=8g; spark.executor.memoryOverhead=818m |"
            + " spark.executor.memory=8g; spark.executor.memoryOverhead=819m",
        "memory-overhead-low | spark.executor.memoryOverhead=383m |"
            + " spark.executor.memoryOverhead=384m",
        "memory-overhead-python | spark.yarn.isPython=true |"
            + " spark.yarn.isPython=true; spark.executor.memoryOverheadFactor=0.2",
        "memory-overhead-python | spark.pyspark.python=python3 |"
            + " spark.pyspark.python=python3; spark.kubernetes.resource.type=python",
        "off-heap-unused | spark.memory.offHeap.size=1g |"
            + " spark.memory.offHeap.size=1g; spark.memory.offHeap.enabled=true",
        "memory-fraction | spark.memory.fraction=0.81 | spark.memory.fraction=0.8",
        "memory-fraction | spark.memory.fraction=0.39 | spark.memory.fraction=0.4",
        "result-size-unlimited | spark.driver.maxResultSize=0 | spark.driver.maxResultSize=1",
        "dynamic-allocation-unbounded | spark.dynamicAllocation.enabled=true |"
            + " spark.dynamicAllocation.enabled=true; spark.dynamicAllocation.maxExecutors=9",
        "dynamic-allocation-unused | spark.dynamicAllocation.maxExecutors=9 |"
            + " spark.dynamicAllocation.maxExecutors=9; spark.dynamicAllocation.enabled=true",
        "dynamic-allocation-off | spark.master=yarn |"
            + " spark.master=yarn; spark.dynamicAllocation.enabled=true",
        "spot-without-decommission |"
            + " spark.kubernetes.node.selector.cloud.google.com/gke-spot=true |"
            + " spark.kubernetes.node.selector.cloud.google.com/gke-spot=true;"
            + "spark.decommission.enabled=true",
        "decommission-without-storage | spark.decommission.enabled=true |"
            + " spark.decommission.enabled=true; spark.storage.decommission.enabled=true",
        "adaptive-off | spark.sql.adaptive.enabled=false | spark.sql.adaptive.enabled=true",
        "shuffle-partitions-default | spark.sql.adaptive.enabled=false |"
            + " spark.sql.adaptive.enabled=false; spark.sql.shuffle.partitions=400",
        "broadcast-threshold | spark.sql.autoBroadcastJoinThreshold=209715201 |"
            + " spark.sql.autoBroadcastJoinThreshold=200m",
        "serializer | spark.x=y | spark.serializer=org.apache.spark.serializer.KryoSerializer",
        "speculation-commit | spark.speculation=true;"
            + "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=2 |"
            + " spark.speculation=true;"
            + "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version=1",
        "speculation | spark.speculation=true | spark.speculation=false",
        "secret-exposed | spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net=abc+/= |"
            + " spark.hadoop.fs.azure.account.auth.type.x=SharedKey",
        "authentication-off | spark.x=y | spark.authenticate=true",
        "network-encryption-off | spark.x=y | spark.ssl.rpc.enabled=true",
        "io-encryption-off | spark.x=y | spark.io.encryption.enabled=true",
        "ui-acls-off | spark.x=y | spark.acls.enable=true",
        "ui-acls-off | spark.x=y | spark.ui.enabled=false",
        "event-log-off | spark.x=y | spark.eventLog.enabled=true",
        "blind-process-tree | spark.x=y | spark.executor.processTreeMetrics.enabled=true",
        "blind-polling | spark.executor.metrics.pollingInterval=0 |"
            + " spark.executor.metrics.pollingInterval=1",
        "blind-heartbeat | spark.executor.heartbeatInterval=60001ms |"
            + " spark.executor.heartbeatInterval=60s",
        "blind-stage-metrics | spark.eventLog.enabled=true |"
            + " spark.eventLog.enabled=true; spark.eventLog.logStageExecutorMetrics=true",
        "blind-blocks | spark.eventLog.enabled=true | spark.eventLog.enabled=false",
        "key-gone | spark.storage.memoryFraction=0.5 | spark.memory.storageFraction=0.5",
        "key-gone | spark.akka.heartbeat.interval=1 | spark.rpc.askTimeout=1",
        "key-renamed | spark.yarn.executor.memoryOverhead=1g | spark.executor.memoryOverhead=1g",
        "key-misspelt | spark.executor.memoryoverhed=1g | spark.executor.memoryOverhead=1g",
        "key-misspelt | spark.sql.shuffle.partition=1 | spark.sql.shuffle.mine=1",
        "key-gone | spark.executor.memory.samplingPeriodMs=1 | spark.executor.memory.mine=1",
        "gc-collector | spark.executor.memory=8g;"
            + "spark.executor.extraJavaOptions=-XX:+UseParallelGC | spark.executor.memory=8191m;"
            + "spark.executor.extraJavaOptions=-XX:+UseParallelGC",
        "jvm-heap-option | spark.executor.memory=1g; spark.executor.extraJavaOptions=-Xms1025m |"
            + " spark.executor.memory=1g; spark.executor.extraJavaOptions=-Xms1g",
      })
  void isFoundOnOneSideOnly(String check, String wrong, String right) {
    assertThat(Audited.ids(Audited.of(wrong))).contains(check);
    assertThat(Audited.ids(Audited.of(right))).doesNotContain(check);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.driver.memory=4, spark.driver.memory=4g",
    "spark.driver.memory=99, spark.driver.memory=99g",
    "spark.driver.memory=100, spark.driver.memory=1g",
    "spark.executor.memoryOverhead=99, spark.executor.memoryOverhead=99g",
    "spark.executor.memoryOverhead=100, spark.executor.memoryOverhead=100m",
    "spark.memory.offHeap.size=99999, spark.memory.offHeap.size=99999m",
    "spark.memory.offHeap.size=100000, ''",
  })
  void aSizeWithoutAUnitIsWrittenWithTheOneThatWasMeant(String wrong, String right) {
    String key = wrong.substring(0, wrong.indexOf('='));

    assertThat(
            Audited.of(wrong).findings().stream()
                .flatMap(each -> each.fix().settings().stream())
                .filter(each -> each.startsWith(key + "="))
                .collect(Collectors.joining()))
        .isEqualTo(right);
  }

  private static Audit ofSession(String... names) {
    return Audit.of(
        Audit.facts(Map.of("spark.master", "yarn"), "17", "3.5")
            .otherKeys(OtherKeys.ofSession(List.of(names))));
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.memory, spark.app.name",
    "spark.driver.memory, spark.driver.port",
    "spark.serializer, spark.sql.shuffle.partitions",
    "spark.default.parallelism, spark.scheduler.pool"
  })
  void whatASessionSetsIsTooLateWhereSparkReadsItAtItsStart(String late, String inTime) {
    assertThat(Audited.ids(ofSession(late))).contains("set-too-late");
    assertThat(Audited.ids(ofSession(inTime))).doesNotContain("set-too-late");
  }

  @ParameterizedTest
  @CsvSource({"4g, false", "8g, true"})
  void whatTheApplicationSetOfItsProcessesASessionHasToo(String ofSession, boolean late) {
    ApplicationFacts facts =
        Audit.facts(Map.of("spark.master", "yarn", "spark.executor.memory", "4g"), "17", "3.5");
    OtherKeys ofJob = OtherKeys.ofJob(Map.of("spark.executor.memory", OtherKeys.print(ofSession)));

    assertThat(
            Audited.ids(Audit.of(facts.otherKeys(facts.otherKeys().and(ofJob))))
                .contains("set-too-late"))
        .isEqualTo(late);
  }

  @Test
  void ofManySettingsThatCameTooLateSomeAreNamed() {
    assertThat(
            Audited.only(
                    ofSession(
                        "spark.task.a",
                        "spark.task.b",
                        "spark.task.c",
                        "spark.task.d",
                        "spark.task.e"),
                    AuditCheck.SET_TOO_LATE)
                .found())
        .contains("spark.task.e were set by a session");
    assertThat(
            Audited.only(
                    ofSession(
                        "spark.task.a",
                        "spark.task.b",
                        "spark.task.c",
                        "spark.task.d",
                        "spark.task.e",
                        "spark.task.f"),
                    AuditCheck.SET_TOO_LATE)
                .found())
        .contains("spark.task.e and 1 more were set by a session");
  }

  @Test
  void java8TakesAParallelCollectorByItself() {
    Map<String, String> large = Map.of("spark.master", "yarn", "spark.executor.memory", "8g");

    assertThat(Audited.ids(Audit.of(large, "1.8.0_392", "3.5"))).contains("gc-collector");
    assertThat(Audited.ids(Audit.of(large, "11", "3.5"))).doesNotContain("gc-collector");
  }

  @Test
  void g1TakesThePlaceOfACollectorThatStopsLong() {
    assertThat(g1("-XX:+UseNUMA -XX:+UseParallelGC -Da=\"b c\"", "1.8.0_392"))
        .containsExactly("spark.executor.extraJavaOptions=-XX:+UseNUMA \"-Da=b c\" -XX:+UseG1GC");
    assertThat(g1("-XX:+UseSerialGC", "17"))
        .containsExactly("spark.executor.extraJavaOptions=-XX:+UseG1GC");
    assertThat(g1("", "8")).containsExactly("spark.executor.extraJavaOptions=-XX:+UseG1GC");
  }

  private static List<String> g1(String options, String java) {
    Map<String, String> large =
        Map.of(
            "spark.master", "yarn",
            "spark.executor.memory", "16g",
            "spark.executor.extraJavaOptions", options);
    return Audit.of(large, java, "3.5").findings().stream()
        .filter(each -> each.check() == AuditCheck.GC_COLLECTOR)
        .flatMap(each -> each.fix().settings().stream())
        .toList();
  }

  @Test
  void noSparkRunsOnAJavaBefore8() {
    assertThat(Audited.ids(Audit.of(Map.of("spark.master", "yarn"), "1.7", null)))
        .contains("java-version");
    assertThat(Audited.ids(Audit.of(Map.of("spark.master", "yarn"), "1.8", null)))
        .doesNotContain("java-version");
  }

  @ParameterizedTest
  @CsvSource({
    "11, 4.0, true",
    "17, 4.0, false",
    "25, 4.1, true",
    "25, 4.2, false",
    "8, 3.5, false"
  })
  void sparkNeedsAJavaThatItRunsOn(String java, String spark, boolean wrong) {
    assertThat(
            Audited.ids(Audit.of(Map.of("spark.master", "yarn"), java, spark))
                .contains("java-version"))
        .isEqualTo(wrong);
  }

  @Test
  void partitionsByDefaultAreAHintBeforeSpark32() {
    Map<String, String> plain = Map.of("spark.master", "yarn");

    assertThat(
            Audited.only(Audit.of(plain, "8", "3.1.3"), AuditCheck.SHUFFLE_PARTITIONS_DEFAULT)
                .severity())
        .isEqualTo(Severity.INFO);
    assertThat(Audited.ids(Audit.of(plain, "8", "3.2.0")))
        .doesNotContain("shuffle-partitions-default");
  }

  @Test
  void shuffleTrackingIsOnByItselfFromSpark34On() {
    Map<String, String> dynamic =
        Map.of("spark.master", "yarn", "spark.dynamicAllocation.enabled", "true");

    assertThat(Audited.ids(Audit.of(dynamic, "17", "3.3.4"))).contains("value-refused");
    assertThat(Audited.ids(Audit.of(dynamic, "17", "3.4.0"))).doesNotContain("value-refused");
    assertThat(Audited.ids(Audit.of(dynamic, "17", null))).doesNotContain("value-refused");
  }

  @Test
  void aSizeInGibIsReadFromSpark4On() {
    Map<String, String> gib = Map.of("spark.executor.memory", "4GiB");

    assertThat(Audited.ids(Audit.of(gib, "17", "3.5"))).contains("value-unreadable");
    assertThat(Audited.ids(Audit.of(gib, "17", "4.0"))).doesNotContain("value-unreadable");
  }

  @Test
  void valuesThatCanBeSetRightAre() {
    assertThat(
            Audited.only(Audited.of("spark.executor.memory=1.5 GB"), AuditCheck.VALUE_UNREADABLE))
        .extracting(each -> each.fix().settings().get(0))
        .isEqualTo("spark.executor.memory=1536m");
    AuditFinding bare =
        Audited.only(Audited.of("spark.executor.memory=4"), AuditCheck.VALUE_REFUSED);
    assertThat(bare.found())
        .isEqualTo("spark.executor.memory=4 means 4 MiB, less than the 450 MiB that Spark needs.");
    assertThat(bare.fix().settings()).containsExactly("spark.executor.memory=4g");
  }

  @Test
  void namesSecretsAndNeverShowsThem() {
    Audit audit =
        Audited.of(
            "spark.jdbc.url=jdbc:postgresql://u:S3CR3T@db/x; spark.my.apiKey=S3CR3T;"
                + "spark.driver.extraJavaOptions=-Ddb.pwd=S3CR3T");

    assertThat(audit.findings().stream().filter(each -> each.check() == AuditCheck.SECRET_EXPOSED))
        .extracting(AuditFinding::found)
        .containsExactlyInAnyOrder(
            "spark.jdbc.url holds what looks like a secret, and Spark shows it to everybody.",
            "spark.my.apiKey holds what looks like a secret, and Spark shows it to everybody.",
            "spark.driver.extraJavaOptions holds what looks like a secret, and Spark shows it to"
                + " everybody.");
    assertThat(audit.findings())
        .noneMatch(each -> (each.found() + each.fix().settings()).contains("S3CR3T"));
  }

  @Test
  void namesAreBounded() {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    for (int i = 0; i < 3_000; i++) {
      draft.add("spark.x" + (10_000 + i), "y");
    }
    draft.add("spark." + "x".repeat(300), "y");
    OtherKeys keys = draft.keys();

    assertThat(keys.names()).hasSizeBetween(1_000, 1_200).contains("spark.x10000");
    assertThat(keys.names().size() + keys.dropped()).isEqualTo(3_001);
  }
}
