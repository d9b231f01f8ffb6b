package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Recommendation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Whether executors could run more tasks at a time, for those that hold their cores wait. */
final class ExecutorCoresQuestion implements Question {
  @Override
  public Topic topic() {
    return Topic.EXECUTOR_CORES;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    ExecutorSettings settings = ExecutorSettings.of(snapshot);
    RightSizing sizing = RightSizing.of(snapshot);
    if (!settings.known() || settings.local() || sizing.cores() <= sizing.presentCores()) {
      return Collections.emptyList();
    }
    return Collections.singletonList(more(sizing, CoreUse.of(snapshot, sizing)));
  }

  private Suggestion more(RightSizing sizing, CoreUse use) {
    return Suggestion.of(
            topic(),
            MemoryWords.about(sizing),
            Certainty.LOW,
            "Tasks keep "
                + Phrases.percent(use.busyRatio())
                + " of the cores busy and compute for "
                + Phrases.percent(use.cpuRatio())
                + " of their run time: they wait for storage, services or locks.",
            Arrays.asList(
                Phrases.split(sizing.trouble().totals())
                    + " of "
                    + Phrases.seconds(sizing.trouble().totals().get(TaskMetric.RUN_TIME_MILLIS))
                    + " task run time",
                Phrases.count(use.endedTasks(), "task")
                    + " on "
                    + Phrases.count(sizing.executors(), "executor")
                    + " of "
                    + Phrases.count(sizing.presentCores(), "core"),
                "unified memory at most "
                    + Phrases.percent(sizing.demand().unifiedRatio())
                    + " full, nothing spilled: there is memory for more tasks"))
        .recommending(
            Recommendation.of(
                "Look at what the tasks wait for first. If it can bear more requests at a time, let"
                    + " executors run more tasks than they have processors; on Kubernetes keep what"
                    + " the pod asks for with spark.kubernetes.executor.request.cores="
                    + sizing.presentCores()
                    + ".",
                Collections.singletonList("spark.executor.cores=" + sizing.cores()),
                "Up to a third of the executors' time.",
                "Storage or a service that is slow for too many requests gets slower; more tasks"
                    + " share the memory."));
  }
}
