package io.sparkvitals;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageFigures;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent reads of earlier runs and leaves for later ones. Used by the agent's thread. */
final class EarlierRuns {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierRuns.class);

  private final String directory;

  /** An empty directory remembers nothing. */
  EarlierRuns(String directory) {
    this.directory = directory;
  }

  boolean off() {
    return directory.isEmpty();
  }

  /** Earlier runs, oldest first. Never throws; what cannot be read costs one line in the log. */
  List<Map<String, StageFigures>> recall(String applicationName) {
    try {
      return BaselineFiles.of(directory, applicationName).read(EarlierRuns::problem);
    } catch (IOException | RuntimeException | LinkageError e) {
      problem("earlier runs cannot be read: " + e);
      return Collections.emptyList();
    }
  }

  /** Leaves a run that ended well. Never throws. */
  void leave(ApplicationSnapshot run, Map<String, StageFigures> stages) {
    ApplicationFacts facts = run.facts();
    String name = facts.name();
    if (off() || name == null || stages.isEmpty() || !succeeded(run)) {
      return;
    }
    String attempt = facts.attemptId() == null ? "" : "_" + facts.attemptId();
    try {
      BaselineFiles.of(directory, name).write(run.endMillis(), facts.id() + attempt, stages);
    } catch (IOException | RuntimeException | LinkageError e) {
      problem("this run is not remembered: " + e);
    }
  }

  /** Only a run without a failed job tells how long its stages take. */
  static boolean succeeded(ApplicationSnapshot run) {
    return run.endMillis() > 0 && run.exitCode().orElse(0) == 0 && run.work().jobs().failed() == 0;
  }

  private static void problem(String line) {
    LOG.warn("Spark Vitals: {}: {}", ConfigKey.BASELINE_DIR.key(), line);
  }
}
