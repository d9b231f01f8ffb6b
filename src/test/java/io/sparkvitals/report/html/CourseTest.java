package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final long T0 = Cluster.T0;

  private final ApplicationTracker tracker = new ApplicationTracker();

  @Test
  void courseGoesFromStartToEnd() {
    tracker.applicationStarted("app-1", "etl", T0);
    tracker.applicationEnded(T0 + 60_000, 0);
    Course course = Course.of(tracker.snapshot());

    assertThat(course.axis().orElseThrow().from()).isEqualTo(T0);
    assertThat(course.axis().orElseThrow().to()).isEqualTo(T0 + 60_000);
    assertThat(course.ended()).isTrue();
    assertThat(course.after(T0 + 12_000)).isEqualTo("+12 s");
  }

  @Test
  void unknownStartIsTheFirstTimeOfAnything() {
    tracker.executorAdded(ExecutorFacts.of("1", "host-1", 4, 0, T0 + 5_000));
    tracker.jobStarted(JobFacts.of(0, T0 + 9_000, List.of(0)));
    tracker.tick(T0 + 20_000);
    Course course = Course.of(tracker.snapshot());

    assertThat(course.axis().orElseThrow().from()).isEqualTo(T0 + 5_000);
    assertThat(course.axis().orElseThrow().to()).isEqualTo(T0 + 20_000);
    assertThat(course.ended()).isFalse();
  }

  @Test
  void nothingHasNoTime() {
    Course course = Course.of(tracker.snapshot());

    assertThat(course.axis()).isEmpty();
    assertThat(course.after(T0)).isEmpty();
  }

  @Test
  void jobThatRunsLastsUntilItWasSeenLast() {
    tracker.applicationStarted("app-1", "etl", T0);
    tracker.jobStarted(JobFacts.of(0, T0 + 1_000, List.of(0)));
    tracker.tick(T0 + 20_000);

    assertThat(Course.of(tracker.snapshot()).of(tracker.snapshot().jobs().get(0)).millis())
        .isEqualTo(19_000);
  }
}
