package io.sparkvitals.metrics;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The few daemon threads that answer requests. The JDK's server reads a request on such a thread,
 * so a client that sends or reads slowly holds one; whoever holds one for too long is interrupted,
 * which closes the connection, as soon as somebody else asks. Thread-safe.
 */
final class RequestPool implements Executor {
  static final int THREADS = 4;
  static final int MAX_WAITING = 64;
  static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private final Set<Request> running = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor threads;

  RequestPool(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            RequestPool::daemon);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "spark-vitals-http");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a request, or throws {@code RejectedExecutionException} where too many wait already. */
  @Override
  public void execute(Runnable work) {
    for (Request each : running) {
      each.interruptIfOverdue();
    }
    threads.execute(new Request(work));
  }

  /** Interrupts what runs, and forgets what waits. */
  void close() {
    threads.shutdownNow();
  }

  private final class Request implements Runnable {
    private final Runnable work;
    private Thread thread;
    private long startNanos;
    private boolean over;

    Request(Runnable work) {
      this.work = work;
      this.thread = Thread.currentThread();
    }

    @Override
    public void run() {
      synchronized (this) {
        thread = Thread.currentThread();
        startNanos = nanoTime.getAsLong();
      }
      running.add(this);
      try {
        work.run();
      } finally {
        running.remove(this);
        finish();
      }
    }

    /** After this no interrupt is sent that would hit the thread's next request. */
    private synchronized void finish() {
      over = true;
    }

    synchronized void interruptIfOverdue() {
      if (!over && nanoTime.getAsLong() - startNanos > MAX_NANOS) {
        thread.interrupt();
      }
    }
  }
}
