package io.sparkvitals.tracker;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The running tasks of a stage attempt by task id: an open-addressing hash table with linear
 * probing (Knuth, TAOCP 3, 6.4, algorithms L and R). Guarded by the tracker's lock.
 *
 * <p>Every task passes through here twice on Spark's listener thread. A map of the JDK makes two
 * objects more for each, half of all that the agent allocates for a task: 83 bytes an event against
 * 41.
 */
final class RunningTasks {
  private static final int FIRST_CAPACITY = 16;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long[] ids = new long[FIRST_CAPACITY];
  private @Nullable RunningTask[] tasks = new RunningTask[FIRST_CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /** Returns the task that was there under the same id, or null. */
  @Nullable RunningTask put(long id, RunningTask task) {
    if (2 * (size + 1) > tasks.length) {
      grow();
    }
    int place = place(id);
    RunningTask before = tasks[place];
    ids[place] = id;
    tasks[place] = task;
    size += before == null ? 1 : 0;
    return before;
  }

  @Nullable RunningTask remove(long id) {
    int place = place(id);
    RunningTask task = tasks[place];
    if (task != null) {
      free(place);
    }
    return task;
  }

  /** Removes all that match and hands them over. */
  void removeIf(Predicate<RunningTask> which, Consumer<RunningTask> then) {
    long[] oldIds = ids;
    @Nullable RunningTask[] old = tasks;
    ids = new long[old.length];
    tasks = new RunningTask[old.length];
    size = 0;
    for (int i = 0; i < old.length; i++) {
      RunningTask task = old[i];
      if (task != null && !which.test(task)) {
        put(oldIds[i], task);
      }
    }
    for (RunningTask task : old) {
      if (task != null && which.test(task)) {
        then.accept(task);
      }
    }
  }

  /** Hands over the ids and tasks that were launched first, in that order, at most {@code most}. */
  void earliest(int most, Visitor visitor) {
    int[] places = new int[Math.min(most, size)];
    int found = 0;
    for (int i = 0; i < tasks.length; i++) {
      if (tasks[i] != null) {
        found = insert(places, found, i);
      }
    }
    for (int place : places) {
      RunningTask task = tasks[place];
      if (task != null) {
        visitor.visit(ids[place], task);
      }
    }
  }

  /** Takes a task and its id. */
  interface Visitor {
    void visit(long id, RunningTask task);
  }

  private int insert(int[] places, int found, int candidate) {
    int at = found;
    while (at > 0 && launch(candidate) < launch(places[at - 1])) {
      at--;
    }
    if (at == places.length) {
      return found;
    }
    int kept = Math.min(found, places.length - 1);
    System.arraycopy(places, at, places, at + 1, kept - at);
    places[at] = candidate;
    return kept + 1;
  }

  private long launch(int place) {
    RunningTask task = tasks[place];
    return task == null ? Long.MAX_VALUE : task.launchMillis();
  }

  /** Where the id is, or where it would be put. */
  private int place(long id) {
    int place = home(id);
    while (tasks[place] != null && ids[place] != id) {
      place = next(place);
    }
    return place;
  }

  private int home(long id) {
    return (int) ((id * GOLDEN) >>> 32) & (tasks.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (tasks.length - 1);
  }

  /** Frees a place and moves up what was put behind it for want of a better place. */
  private void free(int place) {
    int hole = place;
    for (int at = next(hole); tasks[at] != null; at = next(at)) {
      int wanted = home(ids[at]);
      boolean reaches = ((at - wanted) & (tasks.length - 1)) >= ((at - hole) & (tasks.length - 1));
      if (reaches) {
        ids[hole] = ids[at];
        tasks[hole] = tasks[at];
        hole = at;
      }
    }
    tasks[hole] = null;
    size--;
  }

  private void grow() {
    long[] oldIds = ids;
    @Nullable RunningTask[] old = tasks;
    ids = new long[2 * old.length];
    tasks = new RunningTask[2 * old.length];
    size = 0;
    for (int i = 0; i < old.length; i++) {
      RunningTask task = old[i];
      if (task != null) {
        put(oldIds[i], task);
      }
    }
  }
}
