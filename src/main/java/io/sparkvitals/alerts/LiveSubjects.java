package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Scope;
import io.sparkvitals.rules.Subject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stages and executors of a snapshot that an alert can still be about. Not thread-safe. */
final class LiveSubjects {
  private final ApplicationSnapshot snapshot;
  private @Nullable Set<StageKey> stages;
  private @Nullable Set<String> executors;

  LiveSubjects(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** False for a settled stage, a removed executor, and those that are no longer known. */
  boolean contains(Subject subject) {
    StageKey stage = subject.stage();
    String executor = subject.executorId();
    if (stage != null) {
      return stages().contains(stage);
    }
    return subject.scope() != Scope.EXECUTOR
        || (executor != null && executors().contains(executor));
  }

  private Set<StageKey> stages() {
    if (stages == null) {
      stages = new HashSet<>();
      for (StageSnapshot stage : snapshot.stages()) {
        if (!stage.settled()) {
          stages.add(stage.key());
        }
      }
    }
    return stages;
  }

  private Set<String> executors() {
    if (executors == null) {
      executors = new HashSet<>();
      for (ExecutorSnapshot executor : snapshot.executors()) {
        if (executor.active()) {
          executors.add(executor.id());
        }
      }
    }
    return executors;
  }
}
