package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Signals that the settings leave in the dark, each with the line that shows them. */
final class SightChecks implements Checks {
  private static final String TREE = "spark.executor.processTreeMetrics.enabled";
  private static final String POLLING = "spark.executor.metrics.pollingInterval";
  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";
  private static final String EVENT_LOG = "spark.eventLog.enabled";
  private static final String STAGES = "spark.eventLog.logStageExecutorMetrics";
  private static final String BLOCKS = "spark.eventLog.logBlockUpdates.enabled";
  private static final long RARE_MILLIS = 60_000;

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (!settings.local()) {
      executors(settings, findings);
    }
    OptionalLong heartbeat = settings.millis(HEARTBEAT, 1);
    if (heartbeat.isPresent() && heartbeat.getAsLong() > RARE_MILLIS) {
      findings.add(
          AuditFinding.of(AuditCheck.BLIND_HEARTBEAT, settings.pair(HEARTBEAT) + " is above 60s.")
              .fix("Leave it at its default.", HEARTBEAT + "=10s"));
    }
    if (settings.on(EVENT_LOG, false)) {
      dark(AuditCheck.BLIND_STAGE_METRICS, STAGES, settings, findings);
      dark(AuditCheck.BLIND_BLOCKS, BLOCKS, settings, findings);
    }
    return findings;
  }

  private static void executors(Settings settings, List<AuditFinding> findings) {
    dark(AuditCheck.BLIND_PROCESS_TREE, TREE, settings, findings);
    if (settings.millis(POLLING, 1).orElse(0) <= 0) {
      findings.add(
          AuditFinding.of(AuditCheck.BLIND_POLLING, POLLING + "=0.")
              .fix("Read it every second.", POLLING + "=1s"));
    }
  }

  private static void dark(
      AuditCheck check, String key, Settings settings, List<AuditFinding> findings) {
    if (!settings.on(key, false)) {
      findings.add(AuditFinding.of(check, key + "=false.").fix("Switch it on.", key + "=true"));
    }
  }
}
