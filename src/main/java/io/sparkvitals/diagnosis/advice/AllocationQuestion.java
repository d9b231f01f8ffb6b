package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Are there as many executors as there is work for, and do they stay as long? */
final class AllocationQuestion implements Question {
  @Override
  public Topic topic() {
    return Topic.DYNAMIC_ALLOCATION;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    ClusterSettings settings = ClusterSettings.of(snapshot);
    List<Suggestion> all = new ArrayList<>();
    if (!settings.cluster()) {
      return all;
    }
    if (settings.on(ClusterSettings.DYNAMIC)) {
      Optional<Suggestion> shortLives = ShortLives.advice(snapshot, settings);
      // Executors that are given back too soon often are before they ran a task.
      add(all, shortLives.isPresent() ? shortLives : UnusedExecutors.advice(snapshot, settings));
      add(all, ExecutorLimit.advice(snapshot, settings));
      add(all, CacheHolders.advice(snapshot, settings));
    } else {
      add(all, FixedExecutors.advice(snapshot, settings));
    }
    return all;
  }

  private static void add(List<Suggestion> all, Optional<Suggestion> one) {
    if (one.isPresent()) {
      all.add(one.get());
    }
  }
}
