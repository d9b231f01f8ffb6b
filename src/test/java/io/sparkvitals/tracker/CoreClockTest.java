package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class CoreClockTest {
  private static CoreTime coreTime(Story story) {
    return story.snapshot().work().coreTime();
  }

  /** Tasks without a pause on one core, told 30 ms late, with something done at each telling. */
  private static CoreTime lateTasks(BiConsumer<Story, Double> meanwhile) {
    Story story = new Story().executor("1", 1, 0).submit(1, 0, 400, 0);
    for (int i = 0; i < 400; i++) {
      double start = 0.1 * i;
      meanwhile.accept(story, start + 0.03);
      long task = story.start(1, start);
      meanwhile.accept(story, start + 0.12);
      story.end(1, task, start, start + 0.09, sample -> {});
    }
    story.task(1, 40, 10).tracker.applicationEnded(Story.at(50), 0);
    return coreTime(story);
  }

  @Test
  void isTheSameHoweverOftenItIsLookedAt() {
    CoreTime untouched = lateTasks((story, seconds) -> {});
    CoreTime watched =
        lateTasks(
            (story, seconds) -> {
              story.tick(seconds);
              story.snapshot();
            });

    assertThat(untouched.busyMillis()).isEqualTo(400 * 90 + 10_000);
    assertThat(watched.busyMillis()).isEqualTo(untouched.busyMillis());
    assertThat(untouched.allocatedMillis()).isEqualTo(50_000);
    assertThat(watched.allocatedMillis()).isEqualTo(untouched.allocatedMillis());
  }

  @Test
  void whatWasShownNeverShrinks() {
    Story story = new Story().executor("1", 1, 0).submit(1, 0, 2, 0);
    long first = story.start(1, 0);
    assertThat(coreTime(story.tick(10)).busyMillis()).isEqualTo(10_000);

    story.end(1, first, 0, 9.9, sample -> {});
    assertThat(coreTime(story).busyMillis()).isEqualTo(10_000);

    story.task(1, 20, 2).tick(30);
    assertThat(coreTime(story).busyMillis()).isEqualTo(9_900 + 2_000);
    assertThat(coreTime(story).allocatedMillis()).isEqualTo(30_000);
  }

  @Test
  void tenSecondsAreMarkedAsTheyAreShown() {
    Story story = new Story().executor("1", 1, 0).submit(1, 0, 1, 0);
    long task = story.start(1, 0);
    for (int seconds = 10; seconds <= 700; seconds += 10) {
      story.tick(seconds);
    }

    assertThat(story.executor("1").window().coreTime().busyMillis()).isBetween(590_000L, 610_000L);

    story.end(1, task, 0, 700, sample -> {}).tick(2_000);
    assertThat(story.executor("1").window().coreTime().busyMillis()).isZero();
  }

  @Test
  void aTaskThatIsGivenUpWasBusyUntilThen() {
    Story story = new Story().executor("1", 1, 0).submit(1, 0, 1, 0);
    story.start(1, 0);
    story.tick(50).complete(1, 0, 1, 50).tick(90);
    long before = coreTime(story).busyMillis();
    for (int stage = 2; stage <= StageBook.KEEP_SETTLED + 3; stage++) {
      story.submit(stage, 0, 0, 90).complete(stage, 0, 0, 90);
    }
    assertThat(story.snapshot().work().tasks().counts().running()).isZero();

    story.task(1, 200, 1);

    assertThat(before).isEqualTo(90_000);
    assertThat(coreTime(story).busyMillis()).isEqualTo(before + 1_000);
  }

  @Test
  void aRegistrationToldTwiceCountsOnce() {
    Story story = new Story().executor("1", 2, 0).submit(1, 0, 1, 0).task(1, 1, 4);

    story.executor("1", 2, 0).tick(10);

    assertThat(coreTime(story).allocatedMillis()).isEqualTo(20_000);
    assertThat(coreTime(story).busyMillis()).isEqualTo(4_000);
  }

  @Test
  void aNewRegistrationGoesOnFromThere() {
    Story story = new Story().executor("1", 2, 0);
    story.tracker.executorRemoved("1", Story.at(10), "Executor killed by driver.");

    story.executor("1", 4, 60).tick(70);

    assertThat(coreTime(story).allocatedMillis()).isEqualTo(20_000 + 40_000);
  }
}
