package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of an application say of how ready it is: a list of findings and a score. A
 * pure function of the settings. Immutable.
 */
public final class Audit {
  /** No application has so many; what is beyond is counted. */
  static final int MAX_FINDINGS = 100;

  private static final int CRITICAL_POINTS = 40;
  private static final int WARNING_POINTS = 10;
  private static final int MAX_INFO_POINTS = 10;

  private static final List<Checks> CHECKS =
      Collections.unmodifiableList(
          Arrays.asList(
              new JavaVersionChecks(),
              new JavaChecks(),
              new ValueChecks(),
              new WordChecks(),
              new StartChecks(),
              new KeyChecks(),
              new LateChecks(),
              new MemoryChecks(),
              new AllocationChecks(),
              new QueryChecks(),
              new SecurityChecks(),
              new SightChecks()));

  /** Of settings that are not known. */
  public static final Audit NONE = new Audit(Collections.emptyList(), 0);

  private final List<AuditFinding> findings;
  private final int unlisted;

  private Audit(List<AuditFinding> findings, int unlisted) {
    this.findings = findings;
    this.unlisted = unlisted;
  }

  /** Of a running application, or of one that ran; of one without properties nothing is said. */
  public static Audit of(ApplicationFacts facts) {
    return facts.environment().isEmpty() ? NONE : of(Settings.of(facts));
  }

  /**
   * Of settings that nothing runs with yet.
   *
   * @param java version such as {@code 17}
   * @param spark version such as {@code 3.5}; null for any from 3.3 on
   */
  public static Audit of(Map<String, String> properties, String java, @Nullable String spark) {
    return of(facts(properties, java, spark));
  }

  /** Settings that nothing runs with yet, as a running application would have them. */
  static ApplicationFacts facts(
      Map<String, String> properties, String java, @Nullable String spark) {
    Map<String, String> known = new HashMap<>();
    OtherKeys.Draft names = new OtherKeys.Draft();
    properties.forEach(
        (key, value) -> {
          names.add(key, value);
          if (EnvironmentKeys.all().contains(key) || WordChecks.all().containsKey(key)) {
            known.put(key, value);
          }
        });
    known.put(EnvironmentKeys.JAVA_VERSION, java);
    return ApplicationFacts.UNKNOWN.sparkVersion(spark).environment(known).otherKeys(names.keys());
  }

  private static Audit of(Settings settings) {
    List<AuditFinding> all = new ArrayList<>();
    for (Checks each : CHECKS) {
      all.addAll(each.of(settings));
    }
    all.sort(
        Comparator.comparing(AuditFinding::severity, Comparator.reverseOrder())
            .thenComparing(AuditFinding::check));
    // What is copied line by line must not set a key twice: the more severe finding has its way.
    Map<String, String> fixes = new HashMap<>();
    all.replaceAll(each -> each.after(fixes));
    int listed = Math.min(MAX_FINDINGS, all.size());
    return new Audit(
        Collections.unmodifiableList(new ArrayList<>(all.subList(0, listed))), all.size() - listed);
  }

  /** The most severe first, then in the order of {@link AuditCheck}. */
  public List<AuditFinding> findings() {
    return findings;
  }

  /** How many more there are than are listed. */
  public int unlisted() {
    return unlisted;
  }

  /** How many of those that are listed have a severity. */
  public int count(Severity severity) {
    return (int) findings.stream().filter(each -> each.severity() == severity).count();
  }

  /**
   * From 0 to 100: 100 less 40 for each critical finding, 10 for each warning, and 1 for each hint,
   * of which ten count.
   */
  public int score() {
    int points =
        CRITICAL_POINTS * count(Severity.CRITICAL)
            + WARNING_POINTS * count(Severity.WARNING)
            + Math.min(MAX_INFO_POINTS, count(Severity.INFO));
    return Math.max(0, 100 - points);
  }

  /** What keeps executors from starting, if something does; cheaper than a whole audit. */
  public static Optional<AuditFinding> executorsCannotStart(ApplicationFacts facts) {
    return facts.environment().isEmpty()
        ? Optional.empty()
        : new JavaChecks()
            .of(Settings.of(facts)).stream()
                .filter(each -> each.severity() == Severity.CRITICAL)
                .filter(JavaChecks::ofExecutors)
                .findFirst();
  }

  /** The score and the counts on one line, for people. */
  public String summary() {
    List<String> counts = new ArrayList<>();
    for (Severity each : Arrays.asList(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
      if (count(each) > 0) {
        counts.add(count(each) + " " + each.label());
      }
    }
    return "readiness score "
        + score()
        + " of 100"
        + (counts.isEmpty()
            ? ", nothing to say"
            : counts.stream().collect(Collectors.joining(", ", " (", ")")));
  }
}
