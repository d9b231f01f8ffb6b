package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the findings of one audit advise together, for all pairs of mistakes. */
class FixesTest {
  private static final List<String> OPTIONS =
      List.of(
          "spark.executor.memory=36g; spark.executor.extraJavaOptions=-Xmx8g",
          "spark.executor.extraJavaOptions=-Xmx8g -Dspark.executor.memory=4g",
          "spark.executor.extraJavaOptions=-XX:MaxHeapSize=8g -XX:+UseG1GC -XX:+UseParallelGC",
          "spark.driver.extraJavaOptions=-XX:G1NewSizePercent=20 -XX:+PrintGCDetails");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.eventLog.enabled=yes | spark.eventLog.enabled=true",
        "spark.speculation=0 | spark.speculation=false",
        "spark.memory.fraction=60% | spark.memory.fraction=0.6",
        "spark.executor.memory='4g' | spark.executor.memory=4g",
        "spark.executor.memory=10Gi | spark.executor.memory=10g",
        "spark.executor.cores=4 # four | spark.executor.cores=4",
        "spark.network.timeout=2 min | spark.network.timeout=2min",
        "spark.memory.offHeap.enabled=true; spark.memory.offHeap.size=0.5g |"
            + " spark.memory.offHeap.size=512m",
        "spark.executor.heartbeatInterval=20 | spark.executor.heartbeatInterval=20s",
        "spark.executor.heartbeatInterval=120 | spark.executor.heartbeatInterval=10s",
      })
  void writesWhatWasMeant(String mistake, String fix) {
    assertThat(fixesAbove(mistake)).containsExactly(fix);
  }

  private static List<String> fixesAbove(String mistake) {
    return Audited.of(mistake).findings().stream()
        .filter(each -> each.severity() != Severity.INFO)
        .flatMap(each -> each.fix().settings().stream())
        .toList();
  }

  @Test
  void aValueThatCannotBeReadIsTakenAsNotSet() {
    assertThat(Audited.ids(Audited.of("spark.sql.adaptive.enabled=on")))
        .contains("value-unreadable")
        .doesNotContain("adaptive-off", "shuffle-partitions-default");
    assertThat(Audited.ids(Audited.of("spark.master=yarn; spark.executor.cores=2500m")))
        .doesNotContain("executor-cores-few");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.executor.cores=16; spark.executor.memory=48g | spark.executor.memory=15g",
        "spark.executor.cores=40 | spark.executor.memory=1g",
        "spark.executor.cores=1; spark.executor.memory=2g | spark.executor.memory=8g",
        "spark.executor.cores=1; spark.executor.memory=8g | spark.executor.memory=31g",
      })
  void memoryGoesWithCores(String mistake, String memory) {
    assertThat(Audited.of(mistake).findings())
        .anyMatch(
            each ->
                each.check().id().startsWith("executor-cores-")
                    && each.fix().settings().contains(memory));
  }

  private static List<String> mistakes() throws NoSuchMethodException {
    CsvSource rows =
        BoundsTest.class
            .getDeclaredMethod("isFoundOnOneSideOnly", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class);
    return Stream.concat(
            Arrays.stream(rows.value()).map(each -> each.split("\\|")[1].trim()), OPTIONS.stream())
        .toList();
  }

  private static Map<String, String> together(String one, String other) {
    Map<String, String> both = new TreeMap<>(Audited.settings(one));
    Audited.settings(other).forEach(both::putIfAbsent);
    return both;
  }

  private static Map<String, List<String>> fixes(Map<String, String> settings) {
    Map<String, List<String>> fixes = new HashMap<>();
    for (AuditFinding each : Audit.of(settings, "17", "3.5").findings()) {
      for (String line : each.fix().settings()) {
        List<String> values =
            fixes.computeIfAbsent(line.substring(0, line.indexOf('=')), key -> new ArrayList<>());
        if (!values.contains(line)) {
          values.add(line);
        }
      }
    }
    return fixes;
  }

  @Test
  void noKeyIsToldToHaveTwoValues() throws NoSuchMethodException {
    List<String> mistakes = mistakes();
    assertThat(mistakes).hasSizeGreaterThan(60);
    List<String> contradictions = new ArrayList<>();
    for (String one : mistakes) {
      for (String other : mistakes) {
        Map<String, String> both = together(one, other);
        fixes(both)
            .forEach(
                (key, values) -> {
                  if (values.size() > 1) {
                    contradictions.add(one + " & " + other + " -> " + values);
                  }
                });
      }
    }

    assertThat(contradictions).isEmpty();
  }

  @Test
  void whatIsAdvisedIsNoMistakeAgain() throws NoSuchMethodException {
    List<String> mistakes = mistakes();
    List<String> again = new ArrayList<>();
    for (String one : mistakes) {
      Map<String, String> settings = new TreeMap<>(Audited.settings(one));
      Map<String, List<String>> fixes = fixes(settings);
      fixes.forEach((key, lines) -> settings.put(key, lines.get(0).substring(key.length() + 1)));
      for (AuditFinding each : Audit.of(settings, "17", "3.5").findings()) {
        if (each.severity() != Severity.INFO && !each.fix().settings().isEmpty()) {
          again.add(
              one
                  + " -> "
                  + each.severity()
                  + " "
                  + each.check().id()
                  + " "
                  + each.fix().settings());
        }
      }
    }

    assertThat(again).isEmpty();
  }
}
