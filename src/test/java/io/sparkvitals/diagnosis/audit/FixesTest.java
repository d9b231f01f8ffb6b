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
import org.junit.jupiter.params.provider.CsvSource;

/** What the findings of one audit advise together, for all pairs of mistakes. */
class FixesTest {
  private static final List<String> OPTIONS =
      List.of(
          "spark.executor.memory=36g; spark.executor.extraJavaOptions=-Xmx8g",
          "spark.executor.extraJavaOptions=-Xmx8g -Dspark.executor.memory=4g",
          "spark.executor.extraJavaOptions=-XX:MaxHeapSize=8g -XX:+UseG1GC -XX:+UseParallelGC",
          "spark.driver.extraJavaOptions=-XX:G1NewSizePercent=20 -XX:+PrintGCDetails");

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
