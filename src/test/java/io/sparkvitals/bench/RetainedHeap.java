package io.sparkvitals.bench;

import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.FirehoseDoor;
import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.Locale;

/**
 * Prints how much heap the agent's state holds after 1, 5 and 10 million tasks in 1,000, 5,000 and
 * 10,000 stages on 1,000 executors. Runs in a JVM of its own, started by {@link Benchmarks}.
 */
public final class RetainedHeap {
  private static final int EXECUTORS = 1_000;
  private static final int TASKS = 1_000;

  private RetainedHeap() {}

  public static void main(String[] args) {
    EventStream stream = new EventStream(EXECUTORS, TASKS);
    long before = usedBytes();
    ApplicationTracker tracker = new ApplicationTracker();
    SparkDoor door =
        new SparkDoor(new Object(), tracker, new DoorHealth(), System::currentTimeMillis);
    FirehoseDoor listener = new FirehoseDoor(door);
    stream.start().forEach(event -> event.accept(listener));
    for (int stage = 1; stage <= 10_000; stage++) {
      stream.nextStage().forEach(event -> event.accept(listener));
      if (stage == 1_000 || stage == 5_000 || stage == 10_000) {
        double mebibytes = (usedBytes() - before) / 1048576.0;
        System.out.printf(
            Locale.ROOT,
            "%d million tasks, %,d stages: %.1f MiB%n",
            stage / 1_000,
            stage,
            mebibytes);
      }
    }
    if (tracker.snapshot().stages().isEmpty()) {
      throw new IllegalStateException("the stages were not tracked");
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
