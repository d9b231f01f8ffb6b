package io.sparkvitals.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Judges many logs on this machine, as many at a time as there are threads. A log is in memory only
 * while it is read; what is kept of it is handed over at once. Its threads are daemons and end with
 * the last log.
 */
final class LocalBacktest {
  /** No machine reads more logs at a time. */
  static final int MAX_THREADS = 1_024;

  private static final long LOOK_MILLIS = 100;

  /** Heap that one log being read may need; the tracker's bounds stay below half of it. */
  private static final long BYTES_PER_LOG = 128L << 20;

  private final int threads;

  LocalBacktest(int threads) {
    this.threads = threads;
  }

  /** As many threads as there are cores, but no more than the heap has room for. */
  static int defaultThreads(int cores, long heapBytes) {
    return (int) Math.max(1, Math.min(Math.min(cores, MAX_THREADS), heapBytes / BYTES_PER_LOG));
  }

  /**
   * Judges the logs in their order, and gives each result to {@code sink} on this thread. Those for
   * which the memory was too small beside others are tried once more at the end, one by one.
   *
   * @param judge throws nothing
   * @param stopped is asked from time to time whether to give up
   */
  void run(
      List<String> logs,
      Function<String, LogResult> judge,
      Consumer<LogResult> sink,
      BooleanSupplier stopped) {
    int atATime = Math.min(threads, logs.size());
    List<String> again = new ArrayList<>();
    run(
        logs,
        atATime,
        judge,
        result -> {
          if (atATime > 1 && result.outOfMemory()) {
            again.add(result.log());
          } else {
            sink.accept(result);
          }
        },
        stopped);
    run(again, 1, judge, sink, stopped);
  }

  private static void run(
      List<String> logs,
      int atATime,
      Function<String, LogResult> judge,
      Consumer<LogResult> sink,
      BooleanSupplier stopped) {
    Queue<String> waiting = new ConcurrentLinkedQueue<>(logs);
    BlockingQueue<LogResult> results = new LinkedBlockingQueue<>(2 * Math.max(1, atATime));
    int started = logs.isEmpty() ? 0 : atATime;
    for (int number = 1; number <= started; number++) {
      Thread thread = new Thread(() -> work(waiting, judge, results), "backtest-" + number);
      thread.setDaemon(true);
      thread.start();
    }
    try {
      int left = logs.size();
      while (left > 0 && !stopped.getAsBoolean()) {
        LogResult result = results.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (result != null) {
          sink.accept(result);
          left--;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.clear();
    }
  }

  private static void work(
      Queue<String> waiting, Function<String, LogResult> judge, BlockingQueue<LogResult> results) {
    try {
      for (String log = waiting.poll(); log != null; log = waiting.poll()) {
        results.put(judge.apply(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
