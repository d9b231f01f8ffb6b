package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskSample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever an application does, the tracker's memory is bounded and says what it dropped. */
class BoundsTest {
  private final Story story = new Story();

  @Test
  void pushesOutTheOldestStages() {
    int stages = StageBook.MAX_STAGES + 30;
    for (int stage = 0; stage < stages; stage++) {
      story.submit(stage, 0, 1, stage).task(stage, stage, 0.1).complete(stage, 0, 1, stage + 0.2);
    }

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.stages()).hasSize(StageBook.MAX_STAGES);
    assertThat(application.stages().get(0).key()).isEqualTo(StageKey.of(30, 0));
    assertThat(application.losses().evicted()).containsEntry("stages", 30L);
    assertThat(application.work().stages().succeeded()).isEqualTo(stages);
    assertThat(application.work().tasks().counts().succeeded()).isEqualTo(stages);
  }

  @Test
  void stagesWhoseEndWasDroppedAreArchivedWithTheirTasksGivenUp() {
    for (int stage = 0; stage < StageBook.MAX_LIVE + 10; stage++) {
      story.submit(stage, 0, 1, stage);
      story.start(stage, stage);
    }

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.work().tasks().counts().running()).isEqualTo(StageBook.MAX_LIVE);
    assertThat(application.work().tasks().counts().unfinished()).isEqualTo(StageBook.MAX_LIVE + 10);
  }

  @Test
  void keepsLiveExecutorsAsLongAsRemovedOnesCanGo() {
    int live = ExecutorBook.MAX_EXECUTORS - 10;
    for (int i = 0; i < live + 100; i++) {
      story.tracker.executorAdded(ExecutorFacts.of("e" + i, "h", 1, 0, Story.at(1)));
      if (i >= live) {
        story.tracker.executorRemoved("e" + i, Story.at(2), "Executor killed by driver.");
      }
    }

    assertThat(story.snapshot().executors().stream().filter(each -> each.active()).count())
        .isEqualTo(live);
  }

  @Test
  void pushesOutTheOldestRemovedExecutors() {
    int executors = ExecutorBook.MAX_EXECUTORS + 5;
    for (int i = 0; i < executors; i++) {
      story.tracker.executorAdded(ExecutorFacts.of("e" + i, "h", 1, 0, Story.at(i)));
      story.tracker.executorRemoved("e" + i, Story.at(i + 1), "Executor killed by driver.");
    }

    ApplicationSnapshot application = story.snapshot();

    int kept = application.executors().size();
    assertThat(kept).isBetween(ExecutorBook.MAX_EXECUTORS - 50, ExecutorBook.MAX_EXECUTORS);
    assertThat(application.losses().evicted()).containsEntry("executors", (long) executors - kept);
    assertThat(application.executors().get(0).id()).isEqualTo("e" + (executors - kept));
    assertThat(application.work().coreTime().allocatedMillis()).isEqualTo(executors * 1000L);
  }

  @Test
  void keepsAThousandJobs() {
    for (int job = 0; job < JobBook.MAX_JOBS + 7; job++) {
      story.job(job, job);
      story.tracker.jobEnded(job, Story.at(job), null);
    }

    assertThat(story.snapshot().jobs()).hasSize(JobBook.MAX_JOBS);
    assertThat(story.snapshot().losses().evicted()).containsEntry("jobs", 7L);
    assertThat(story.snapshot().work().jobs().succeeded()).isEqualTo(JobBook.MAX_JOBS + 7);
  }

  private void names(int job, int first, int stages) {
    List<Integer> ids = IntStream.range(first, first + stages).boxed().toList();
    story.tracker.jobStarted(JobFacts.of(job, Story.at(job), ids));
  }

  @Test
  void theOldestEndedJobsLoseTheListOfTheirStagesFirst() {
    names(0, 0, 100_000);
    names(1, 100_000, 100_000);
    story.tracker.jobEnded(1, Story.at(2), null);
    for (int job = 2; job < 6; job++) {
      names(job, 100_000 * job, 99_999);
    }

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.jobs())
        .extracting(each -> each.facts().stageIds().size())
        .containsExactly(100_000, 0, 99_999, 99_999, 99_999, 99_999);
    assertThat(application.losses().evicted()).containsEntry("stageIds", 100_000L);
    names(6, 600_000, 1_000);
    assertThat(story.snapshot().jobs().get(6).facts().stageIds()).hasSize(4);
    assertThat(story.snapshot().losses().evicted()).containsEntry("stageIds", 100_996L);
  }

  @Test
  void everyStageThatWasNamedAndNeverSeenIsCounted() {
    for (int job = 0; job < 3; job++) {
      names(job, 60_000 * job, 70_000);
    }
    story.submit(5, 0, 1, 1);
    names(3, JobBook.MAX_FOLLOWED - 2, 5);

    assertThat(story.snapshot().work().events().stagesOnlyAnnounced()).isEqualTo(190_001);
    assertThat(story.snapshot().losses().evicted()).containsEntry("skippedStages", 3L);
  }

  @Test
  void startsWithoutEndsAreGivenUpBeyondTheBound() {
    TaskSample sample = new TaskSample();
    story.submit(1, 0, StageFlow.MAX_RUNNING_TASKS, 0);
    for (int i = 0; i <= StageFlow.MAX_RUNNING_TASKS; i++) {
      story.tracker.taskStarted(sample.reset(1, 0).task(i, i, 0, false).times(Story.at(1), 0));
    }

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.work().tasks().counts().running()).isEqualTo(1);
    assertThat(application.losses().evicted()).containsEntry("tasks", 1L);
  }

  @Test
  void countsBlocksBeyondTheBound() {
    for (int i = 0; i < BlockBook.MAX_BLOCKS + 3; i++) {
      story.tracker.blockUpdated("1", "rdd_1_" + i, 1, 0);
    }

    assertThat(story.snapshot().losses().evicted()).containsEntry("blocks", 3L);
  }

  @Test
  void failureTextsOfOneStageAreFew() {
    story.submit(1, 0, 100, 0);
    for (int i = 0; i < 50; i++) {
      String text = "Exception" + i;
      story.task(1, 0, 1, task -> task.failed(io.sparkvitals.model.FailureReason.EXCEPTION, text));
    }

    assertThat(story.stage(1, 0).tasks().failureTexts()).hasSize(9).containsEntry("other", 42L);
  }

  @Test
  void dataSetsBeyondTheBoundAreLeftOutAndCounted() {
    Story story = new Story();
    for (int i = 0; i < CacheBook.MAX_RDDS + 3; i++) {
      story.tracker.blockUpdated("1", "rdd_" + i + "_0", 1, 0);
    }

    assertThat(story.snapshot().cached()).hasSize(CacheBook.MAX_RDDS);
    assertThat(story.snapshot().losses().evicted()).containsEntry("blocks", 3L);
  }
}
