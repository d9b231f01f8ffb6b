package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunningTasksTest {
  private final RunningTasks running = new RunningTasks();
  private final ExecutorTracker executor = new ExecutorTracker(0, "1", "host");

  private RunningTask launched(long millis) {
    return new RunningTask(executor, new TaskSample().reset(1, 0).times(millis, 0));
  }

  private List<Long> earliest(int most) {
    List<Long> ids = new ArrayList<>();
    running.earliest(most, (id, task) -> ids.add(id));
    return ids;
  }

  @Test
  void agreesWithAMapOfTheJdkWhateverHappens() {
    Random random = new Random(7);
    Map<Long, RunningTask> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      // Few ids, some far apart and some next to each other, so that places collide.
      long id = random.nextInt(300) * (random.nextBoolean() ? 1L : 1L << 32) - 3;
      if (random.nextInt(5) < 3) {
        RunningTask task = launched(i);
        assertThat(running.put(id, task)).isSameAs(expected.put(id, task));
      } else {
        assertThat(running.remove(id)).isSameAs(expected.remove(id));
      }
      assertThat(running.size()).isEqualTo(expected.size());
    }
    expected.forEach((id, task) -> assertThat(running.remove(id)).isSameAs(task));
    assertThat(running.size()).isZero();
  }

  @Test
  void namesThoseThatWereLaunchedFirstInTheirOrder() {
    long[] launches = {50, 10, 40, 20, 60, 30};
    for (int id = 0; id < launches.length; id++) {
      running.put(id, launched(launches[id]));
    }

    assertThat(earliest(3)).containsExactly(1L, 3L, 5L);
    assertThat(earliest(10)).containsExactly(1L, 3L, 5L, 2L, 0L, 4L);
    assertThat(earliest(0)).isEmpty();
  }

  @Test
  void removesAllThatMatchAndKeepsTheRest() {
    for (int id = 0; id < 1_000; id++) {
      running.put(id, launched(id));
    }
    List<RunningTask> removed = new ArrayList<>();

    running.removeIf(task -> task.launchMillis() % 2 == 0, removed::add);

    assertThat(removed).hasSize(500);
    assertThat(running.size()).isEqualTo(500);
    assertThat(running.remove(4)).isNull();
    assertThat(running.remove(5)).isNotNull();
  }
}
