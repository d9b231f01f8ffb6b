package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit says of Java options, held against the Java that runs the tests. */
class JvmOptionsTest {
  private static final int JAVA = Runtime.version().feature();
  private static final Pattern FLAG =
      Pattern.compile("\\s*(\\w+)\\s+(\\w+)\\s+:?=\\s.*\\{([^}]*)}\\s*\\{.*", Pattern.DOTALL);

  private static String output(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-version");
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (InputStream in = java.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return java.waitFor() + "\n" + output;
  }

  /** Every option of this JVM, as {@code type kind}. */
  private static Map<String, String> flags() throws IOException, InterruptedException {
    Map<String, String> flags = new HashMap<>();
    String all =
        output(
            List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+PrintFlagsFinal"));
    for (String line : all.split("\n")) {
      Matcher flag = FLAG.matcher(line);
      if (flag.matches()) {
        flags.put(flag.group(2), flag.group(1) + " " + flag.group(3));
      }
    }
    assertThat(flags).hasSizeGreaterThan(400);
    return flags;
  }

  @Test
  void theTableIsWhatThisJavaSaysOfItself() throws Exception {
    Map<String, String> flags = flags();
    List<String> wrong = new ArrayList<>();
    for (JvmFlag each : JvmFlags.all()) {
      if (each.name().startsWith("Unlock")) {
        continue; // They lock themselves, and are open all the same.
      }
      String actual = flags.get(each.name());
      boolean there = !each.refused(JAVA) && !each.skipped(JAVA);
      if (actual == null) {
        if (there
            && !each.name().equals("UseShenandoahGC")
            && !each.name().startsWith("Shenandoah")) {
          wrong.add(each.name() + " is not there");
        }
        continue;
      }
      String lock =
          actual.contains("experimental")
              ? "EXPERIMENTAL"
              : actual.contains("diagnostic") ? "DIAGNOSTIC" : "NONE";
      boolean isSwitch = actual.startsWith("bool ");
      if (!there
          || !each.lock(JAVA).name().equals(lock)
          || isSwitch != (each.form() == JvmFlag.Form.SWITCH)) {
        wrong.add(each.name() + ": " + actual + ", table says " + each.lock(JAVA));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC -XX:MaxGCPauseMillis=200",
        "-XX:G1NewSizePercent=30",
        "-XX:G1NewSizePercent=30 -XX:+UnlockExperimentalVMOptions",
        "-XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=30",
        "-XX:+UnlockExperimentalVMOptions -XX:-UnlockExperimentalVMOptions -XX:G1NewSizePercent=9",
        "-XX:+IgnoreUnrecognizedVMOptions -XX:G1NewSizePercent=30",
        "-XX:+DebugNonSafepoints",
        "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints",
        "-XX:+PrintGCDateStamps",
        "-XX:+PrintGCDateStamps -XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+PrintGCDetails",
        "-XX:+UseConcMarkSweepGC",
        "-XX:+UseConcMarkSweepGC -XX:+UseG1GC -XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UseG1GC -XX:+UseParallelGC",
        "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:+UseParallelGC",
        "-XX:+UseG1GC -XX:-UseParallelGC",
        "-XX:+UseSerialGC -XX:-UseSerialGC -XX:+UseG1GC",
        "-XX:+UseZGC",
        "-XX:MaxPermSize=256m",
        "-XX:UseG1GC",
        "-XX:+IgnoreUnrecognizedVMOptions -XX:UseG1GC",
        "-XX:+MaxGCPauseMillis=200",
        "-XX:MaxGCPauseMillis",
        "-XX:InitiatingHeapOccupancyPercent=135",
        "-XX:InitiatingHeapOccupancyPercent=45",
        "-Xlog:gc",
        "-d64",
        "-d64 -XX:+IgnoreUnrecognizedVMOptions",
        "UseG1GC",
        "-Xms1025m",
        "-Xms512m",
        "-XX:ConcGCThreads=abc",
        "-XX:G1SummarizeRSetStatsPeriod=1",
        "-XX:MaxGCPauseMillis=200ms",
        "-XX:InitiatingHeapOccupancyPercent=35%",
        "-XX:InitiatingHeapOccupancyPercent=0.35",
        "-XX:MaxRAMPercentage=75.5",
        "-XX:NewSize=1.5g",
        "-XX:MaxDirectMemorySize=2gb",
        "-XX:MaxDirectMemorySize=2G",
        "-XX:SoftRefLRUPolicyMSPerMB=0x10",
        "-XX:SurvivorRatio=0",
        "-XX:ReservedCodeCacheSize=4g",
        "-XX:ReservedCodeCacheSize=2g",
        "-XX:ThreadStackSize=4m",
        "-XX:HeapDumpPath=/tmp/dumps",
        "-Xss512",
        "-Xss4m",
        "-Xss1mb",
        "-Xmn1.5g",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.nio",
        "--add-opens=java.base.java.nio=ALL-UNNAMED",
        "-Djava.security.manager=allow",
      })
  void theAuditSaysThatAJvmEndsWhereItDoes(String options) throws Exception {
    List<String> words = new ArrayList<>(List.of("-Xmx1024m"));
    words.addAll(Arrays.asList(options.split(" ")));
    boolean ends = !output(words).startsWith("0\n");
    Optional<AuditFinding> fatal = Audited.fatal(options, Integer.toString(JAVA), "3.2.4");

    assertThat(fatal.isPresent()).isEqualTo(ends);
    List<String> repaired = fatal.map(each -> each.fix().settings()).orElse(List.of());
    for (String each : repaired) {
      String value = each.substring(each.indexOf('=') + 1);
      List<String> again = new ArrayList<>(List.of("-Xmx1024m"));
      Arrays.stream(value.split(" ")).filter(word -> !word.isEmpty()).forEach(again::add);
      assertThat(output(again)).as(each).startsWith("0\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:MaxMetaspaceSize=256mb -Xss1mb | -XX:MaxMetaspaceSize=256m -Xss1m",
        "-XX:NewSize=1.5g -XX:InitiatingHeapOccupancyPercent=35% |"
            + " -XX:NewSize=1536m -XX:InitiatingHeapOccupancyPercent=35",
        "-XX:ConcGCThreads=abc -XX:+UseG1GC | -XX:+UseG1GC",
        "'\"-XX:+UseG1GC -XX:MaxGCPauseMillis=200\"' | -XX:+UseG1GC -XX:MaxGCPauseMillis=200",
        "-Dspark.foo=bar -Dmine=1 | -Dmine=1",
      })
  void writesWhatWasMeant(String options, String repaired) {
    assertThat(Audited.options(options, "17", "3.5").findings())
        .anyMatch(each -> each.fix().settings().contains(Audited.EXECUTORS + "=" + repaired));
  }

  @Test
  void saysOfEachOptionWhenItWent() {
    AuditFinding ignored =
        Audited.only(
            Audited.options("-XX:+UseParallelOldGC -d64 -d64", "17", "3.5"),
            AuditCheck.JVM_OPTION_IGNORED);

    assertThat(ignored.found())
        .contains("-XX:+UseParallelOldGC -d64, gone since Java 15, gone since Java 10: has");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-XX:+PrintGCDateStamps | 17 | 3.5 | info jvm-option-ignored",
        "-XX:+PrintGCDateStamps | 17 | 3.2 | critical jvm-option-refused",
        "-XX:+PrintGCDateStamps | 8 | 3.2 | ''",
        "-XX:+PrintGCDateStamps | 17 | '' | info jvm-option-ignored",
        "-XX:+UseConcMarkSweepGC | 8 | 3.5 | ''",
        "-XX:+UseConcMarkSweepGC | 11 | 3.5 | info jvm-option-deprecated",
        "-XX:+UseConcMarkSweepGC | 17 | 3.5 | warning jvm-option-ignored",
        "-XX:MaxPermSize=1g | 11 | 3.2 | warning jvm-option-ignored",
        "-XX:MaxPermSize=1g | 17 | 3.2 | critical jvm-option-refused",
        "-XX:+UseZGC | 11 | 3.5 | critical jvm-option-locked",
        "-XX:+UseZGC | 8 | 3.5 | warning jvm-option-ignored",
        "-XX:+UseZGC | 17 | 3.5 | ''",
        "-Xlog:gc* | 8 | 3.2 | critical jvm-option-refused",
        "-Xlog:gc* | 8 | 3.5 | warning jvm-option-ignored",
        "-Xlog:gc* | 11 | 3.5 | ''",
        "-Xloggc:gc.log | 8 | 3.5 | ''",
        "-Xloggc:gc.log | 17 | 3.5 | info jvm-option-deprecated",
        "-XX:G1HeapRegionSize=64m | 17 | 3.5 | critical jvm-option-malformed",
        "-XX:G1HeapRegionSize=64m | 21 | 3.5 | ''",
        "-Xmx4g | 17 | 3.5 | critical jvm-heap-option",
        "-XX:MaxHeapSize=4g | 17 | 3.5 | warning jvm-heap-option",
        "-Dspark.sql.x=1 | 17 | 3.5 | critical spark-option-in-java-options",
        "-Dmine=1 | 17 | 3.5 | ''",
        "-Dmine='a b' | 17 | 3.5 | ''",
        "-Dmine=a b | 17 | 3.5 | critical jvm-option-malformed",
        "'-Dmine=\"a b' | 17 | 3.5 | critical jvm-option-malformed",
        "--add-opens java.base/java.lang=ALL-UNNAMED | 17 | 3.5 | ''",
        "–XX:+UseG1GC | 17 | 3.5 | critical jvm-option-malformed",
        "-Djava.security.manager=allow | 23 | 4.0 | ''",
        "-Djava.security.manager=allow | 24 | 4.2 | critical jvm-option-malformed",
        "-Djava.security.manager | 25 | 4.2 | critical jvm-option-malformed",
        "-Djava.security.manager=disallow | 25 | 4.2 | ''",
        "'\"-XX:+UseG1GC -XX:MaxGCPauseMillis=200\"' | 17 | 3.5 | warning jvm-option-ignored",
        "'\"-XX:OnOutOfMemoryError=kill -9 %p\"' | 17 | 3.5 | ''",
        "-XX:MaxMetaspaceSize=256mb | 17 | 3.5 | critical jvm-option-malformed",
      })
  void sparkAndJavaTogetherDecide(String options, String java, String spark, String expected) {
    assertThat(String.join(", ", Audited.ofOptions(Audited.options(options, java, spark))))
        .isEqualTo(expected);
  }

  @Test
  void theHeapBelongsIntoItsSetting() {
    assertThat(
            Audited.only(
                    Audited.options("-Xmx4g -XX:+UseG1GC", "17", "3.5"), AuditCheck.JVM_HEAP_OPTION)
                .fix()
                .settings())
        .containsExactly(
            "spark.executor.memory=4g", "spark.executor.extraJavaOptions=-XX:+UseG1GC");
  }

  @Test
  void whatSparkAddsItselfIsNotInTheFix() {
    String live =
        "-Djava.net.preferIPv6Addresses=false -XX:+IgnoreUnrecognizedVMOptions"
            + " --add-opens=java.base/java.lang=ALL-UNNAMED"
            + " -Djdk.reflect.useDirectMethodHandle=false -XX:G1NewSizePercent=30 -Da=\"b c\"";

    assertThat(
            Audited.only(Audited.options(live, "17", "3.5"), AuditCheck.JVM_OPTION_LOCKED)
                .fix()
                .settings())
        .containsExactly(
            "spark.executor.extraJavaOptions=-XX:+UnlockExperimentalVMOptions"
                + " -XX:G1NewSizePercent=30 \"-Da=b c\"");
  }

  @Test
  void theUnlockMayStandInTheDefaultOptions() {
    Map<String, String> settings =
        Map.of(
            "spark.executor.defaultJavaOptions", "-XX:+UnlockExperimentalVMOptions",
            "spark.executor.extraJavaOptions", "-XX:G1NewSizePercent=30");

    assertThat(Audited.ofOptions(Audit.of(settings, "17", "3.5"))).isEmpty();
  }

  @Test
  void executorsWithAJavaOfTheirOwnAreJudgedByWhatHoldsForAll() {
    Map<String, String> settings =
        Map.of(
            "spark.executorEnv.JAVA_HOME", "/opt/java",
            "spark.executor.extraJavaOptions", "-XX:G1NewSizePercent=30 -XX:+PrintGCDateStamps");

    assertThat(Audited.ofOptions(Audit.of(settings, "17", "3.5")))
        .containsExactly("critical jvm-option-locked");
  }
}
