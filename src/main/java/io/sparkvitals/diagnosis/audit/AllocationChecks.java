package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How many executors there are, and what becomes of those that go. */
final class AllocationChecks implements Checks {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final String TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled";
  private static final String MIN = "spark.dynamicAllocation.minExecutors";
  private static final String MAX = "spark.dynamicAllocation.maxExecutors";
  private static final String INITIAL = "spark.dynamicAllocation.initialExecutors";
  private static final String DECOMMISSION = "spark.decommission.enabled";
  private static final String MOVING = "spark.storage.decommission.enabled";

  /** Names of node selectors that clouds give to nodes that may be taken away. */
  private static final Pattern SPOT =
      Pattern.compile(
          "(?i)spark\\.kubernetes\\.(?:executor\\.)?node\\.selector\\..*(?:spot|preemptible).*");

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (settings.local()) {
      return findings;
    }
    if (settings.on(DYNAMIC, false)) {
      dynamic(settings, findings);
    } else if (settings.has(MIN) || settings.has(MAX) || settings.has(INITIAL)) {
      unused(settings, findings);
    } else if (settings.yarn() || settings.kubernetes()) {
      findings.add(
          AuditFinding.of(AuditCheck.DYNAMIC_ALLOCATION_OFF, DYNAMIC + "=false.")
              .fix(
                  "Let Spark give back executors that have nothing to do.",
                  DYNAMIC + "=true",
                  TRACKING + "=true",
                  MIN + "=1",
                  MAX + "=" + settings.text("spark.executor.instances", "20"))
              .risk(
                  "New executors need some seconds to start, and Spark refuses stages in barrier mode."));
    }
    spot(settings, findings);
    if (settings.on(DECOMMISSION, false) && !settings.on(MOVING, false)) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.DECOMMISSION_WITHOUT_STORAGE,
                  DECOMMISSION + "=true without " + MOVING + "=true.")
              .fix("Let blocks be moved too.", MOVING + "=true"));
    }
    return findings;
  }

  private static void unused(Settings settings, List<AuditFinding> findings) {
    String bound = settings.has(MAX) ? MAX : settings.has(MIN) ? MIN : INITIAL;
    findings.add(
        AuditFinding.of(
                AuditCheck.DYNAMIC_ALLOCATION_UNUSED,
                settings.pair(bound) + " without " + DYNAMIC + "=true.")
            .fix("Switch it on, or take the bounds out.", DYNAMIC + "=true", TRACKING + "=true"));
  }

  private static void dynamic(Settings settings, List<AuditFinding> findings) {
    boolean tracked = settings.on(TRACKING, settings.sparkFrom(3, 4));
    boolean service = settings.on("spark.shuffle.service.enabled", false);
    boolean moved =
        settings.on(DECOMMISSION, false)
            && settings.on("spark.storage.decommission.shuffleBlocks.enabled", false);
    // One that is not set has another default before Spark 3.4: of an unknown version nothing is
    // said.
    boolean known = settings.has(TRACKING) || settings.sparkKnown();
    if (known && !tracked && !service && !moved) {
      findings.add(
          ValueChecks.refused(
                  DYNAMIC
                      + "=true with neither "
                      + TRACKING
                      + "=true nor spark.shuffle.service.enabled=true.")
              .fix(
                  "Let Spark keep the executors whose shuffle files are needed.",
                  TRACKING + "=true"));
    }
    OptionalDouble max = settings.number(MAX);
    double min = settings.number(MIN).orElse(0);
    if (!max.isPresent()) {
      if (!settings.has(MAX)) {
        findings.add(
            AuditFinding.of(
                    AuditCheck.DYNAMIC_ALLOCATION_UNBOUNDED, DYNAMIC + "=true without " + MAX + ".")
                .fix("Set the number that you would pay for.", MAX + "=50"));
      }
    } else if (min > max.getAsDouble() || max.getAsDouble() <= 0) {
      findings.add(
          ValueChecks.refused(
                  MIN
                      + "="
                      + settings.text(MIN, "0")
                      + " with "
                      + settings.pair(MAX)
                      + ": there must be room between them, and for one executor.")
              .fix("Set the maximum higher.", MAX + "=" + (long) Math.max(1, min)));
    }
  }

  private static void spot(Settings settings, List<AuditFinding> findings) {
    Optional<String> spot =
        settings.names().stream().filter(each -> SPOT.matcher(each).matches()).findFirst();
    if (spot.isPresent() && !settings.on(DECOMMISSION, false)) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.SPOT_WITHOUT_DECOMMISSION,
                  spot.get() + " is set, and " + DECOMMISSION + "=false.")
              .fix(
                  "Let executors move their blocks before their node goes.",
                  DECOMMISSION + "=true",
                  MOVING + "=true",
                  "spark.storage.decommission.shuffleBlocks.enabled=true",
                  "spark.storage.decommission.rddBlocks.enabled=true"));
    }
  }
}
