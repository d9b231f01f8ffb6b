package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Numbers and modes that {@code spark-submit} ({@code SparkSubmitArguments}), the context or the
 * first query refuses.
 */
final class StartChecks implements Checks {
  private static final String CORES = "spark.executor.cores";
  private static final String CPUS = "spark.task.cpus";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String MODE = "spark.submit.deployMode";

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (settings.running()) {
      return findings; // It has started: nobody refused it.
    }
    positive(CORES, "4", settings, findings);
    positive(PARTITIONS, "200", settings, findings);
    if (!settings.on("spark.dynamicAllocation.enabled", false)) {
      positive(INSTANCES, "2", settings, findings);
    }
    if (!settings.local()) {
      cpus(settings, findings);
    }
    String mode = settings.text(MODE, "client");
    if (!mode.equals("client") && !mode.equals("cluster")) {
      findings.add(
          ValueChecks.refused(settings.pair(MODE) + " is neither client nor cluster.")
              .todo("Write client or cluster."));
    }
    return findings;
  }

  private static void positive(
      String key, String usual, Settings settings, List<AuditFinding> findings) {
    OptionalDouble number = settings.number(key);
    if (number.isPresent() && number.getAsDouble() <= 0) {
      findings.add(
          ValueChecks.refused(settings.pair(key) + " is not above 0.")
              .fix("Give it a number.", key + "=" + usual));
    }
  }

  private static void cpus(Settings settings, List<AuditFinding> findings) {
    OptionalDouble cpus = settings.number(CPUS);
    boolean one = !settings.has(CORES) && (settings.yarn() || settings.kubernetes());
    OptionalDouble cores = one ? OptionalDouble.of(1) : settings.number(CORES);
    if (cpus.isPresent()
        && cores.isPresent()
        && cores.getAsDouble() > 0
        && cpus.getAsDouble() > cores.getAsDouble()) {
      findings.add(
          ValueChecks.refused(
                  settings.pair(CPUS)
                      + " with "
                      + CORES
                      + "="
                      + settings.text(CORES, "1")
                      + ": no executor has room for a task.")
              .fix("Give an executor the cores of a task.", CORES + "=" + settings.text(CPUS, "")));
    }
  }
}
