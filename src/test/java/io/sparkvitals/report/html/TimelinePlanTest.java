package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimelinePlanTest {
  private static final long T0 = Cluster.T0;

  private final ApplicationTracker tracker = new ApplicationTracker();

  @Test
  void fewJobsStandInTheOrderOfTheirStarts() {
    job(2, 5_000, 1_000, null);
    job(1, 1_000, 9_000, null);

    assertThat(jobs(plan())).containsExactly(1, 2);
    assertThat(plan().otherJobs()).isEmpty();
    assertThat(plan().otherStages()).isEmpty();
  }

  @Test
  void failedJobAndJobOfTroubledStageAreNotLeftOut() {
    for (int i = 0; i < 100; i++) {
      job(i, i * 100L, 5_000, null);
    }
    job(200, 50, 10, "boom");
    job(201, 60, 10, null);
    TimelinePlan plan = plan(StageKey.of(201, 0));

    assertThat(jobs(plan)).hasSize(TimelinePlan.MAX_JOBS).contains(200, 201);
    assertThat(plan.otherJobs()).hasSize(102 - TimelinePlan.MAX_JOBS);
    assertThat(plan.shows(StageKey.of(201, 0))).isTrue();
    assertThat(plan.otherStages()).hasSize(102 - TimelinePlan.MAX_JOBS);
    assertThat(plan.groups().stream().filter(TimelinePlan.Group::troubled)).hasSize(2);
  }

  @Test
  void stageWithoutAKnownJobStandsAmongItsLike() {
    job(1, 1_000, 1_000, null);
    stage(7, 3_000, 2_000);
    stage(8, 4_000, 2_000);
    TimelinePlan.Group last = plan().groups().get(1);

    assertThat(last.job()).isNull();
    assertThat(last.stages()).hasSize(2);
    assertThat(last.span().from()).isEqualTo(T0 + 3_000);
    assertThat(last.span().to()).isEqualTo(T0 + 6_000);
  }

  private TimelinePlan plan(StageKey... troubled) {
    tracker.applicationEnded(T0 + 1_000_000, null);
    ApplicationSnapshot snapshot = tracker.snapshot();
    return new TimelinePlan(snapshot, Course.of(snapshot), List.of(troubled)::contains);
  }

  private static Stream<Integer> jobs(TimelinePlan plan) {
    return plan.groups().stream().map(group -> group.job().jobId());
  }

  private void job(int id, long at, long millis, String failure) {
    tracker.jobStarted(JobFacts.of(id, T0 + at, List.of(id)));
    stage(id, at, millis);
    tracker.jobEnded(id, T0 + at + millis, failure);
  }

  private void stage(int id, long at, long millis) {
    StageFacts.Draft facts = StageFacts.of(StageKey.of(id, 0), "map", 1).submitted(T0 + at);
    tracker.stageSubmitted(facts.facts());
    tracker.stageCompleted(facts.completed(T0 + at + millis).facts());
  }
}
