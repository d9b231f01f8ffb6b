package io.sparkvitals.diagnosis.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Settings that only count when the application starts, and that a session set while it ran. */
final class LateChecks implements Checks {
  private static final int MAX_NAMED = 5;

  /**
   * Of these Spark looks at none again. Others, such as names of applications, may change; hosts
   * and ports are not what was asked for even where they were asked for in time.
   */
  private static final List<String> AT_START =
      Collections.unmodifiableList(
          Arrays.asList(
              "spark.cores.max",
              "spark.decommission.",
              "spark.default.parallelism",
              "spark.driver.cores",
              "spark.driver.extra",
              "spark.driver.maxResultSize",
              "spark.driver.memory",
              "spark.dynamicAllocation.",
              "spark.eventLog.",
              "spark.executor.",
              "spark.executorEnv.",
              "spark.extraListeners",
              "spark.jars",
              "spark.kryo",
              "spark.kubernetes.",
              "spark.locality.wait",
              "spark.memory.",
              "spark.network.",
              "spark.serializer",
              "spark.shuffle.",
              "spark.speculation",
              "spark.storage.",
              "spark.task.",
              "spark.vitals.",
              "spark.yarn."));

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<String> late =
        settings.ofSession().stream().filter(LateChecks::atStart).collect(Collectors.toList());
    if (late.isEmpty()) {
      return Collections.emptyList();
    }
    boolean one = late.size() == 1;
    String named = String.join(", ", late.subList(0, Math.min(MAX_NAMED, late.size())));
    String more = late.size() > MAX_NAMED ? " and " + (late.size() - MAX_NAMED) + " more" : "";
    return Collections.singletonList(
        AuditFinding.of(
                AuditCheck.SET_TOO_LATE,
                named
                    + more
                    + (one ? " was" : " were")
                    + " set by a session while the application ran, which has no effect.")
            .todo(
                (one ? "Set it" : "Set them")
                    + " where the application starts: in spark-defaults.conf, by --conf, or in the"
                    + " builder of the first session (spark.driver.memory: only by the first two)."));
  }

  private static boolean atStart(String name) {
    return AT_START.stream().anyMatch(name::startsWith);
  }
}
