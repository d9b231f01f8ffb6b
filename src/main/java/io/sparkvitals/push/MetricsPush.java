package io.sparkvitals.push;

import io.sparkvitals.delivery.Answer;
import io.sparkvitals.delivery.Transport;
import io.sparkvitals.metrics.Component;
import io.sparkvitals.metrics.Exposition;
import io.sparkvitals.metrics.PushMeters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the metrics page at the end of the application, and now and then before if the user wants
 * it, on one daemon thread of its own. A push that fails is counted and costs a line in the log the
 * first time. Thread-safe.
 */
public final class MetricsPush {
  static final int MAX_TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(MetricsPush.class);
  private static final long TIMEOUT_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 300;
  private static final long MIN_INTERVAL_MILLIS = 1_000;

  private final PushReceiver receiver;
  private final Exposition exposition;
  private final Supplier<@Nullable String> applicationId;
  private final Transport transport;
  private final PushMeters meters;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean ending;
  private volatile boolean delivered;
  private @Nullable Future<?> repeated;
  private @Nullable Future<?> last;

  /**
   * A push that has not started.
   *
   * @param applicationId null until it is known; nothing is pushed before
   * @param transport is closed with this
   */
  public MetricsPush(
      PushReceiver receiver,
      Exposition exposition,
      Supplier<@Nullable String> applicationId,
      Transport transport) {
    this.receiver = receiver;
    this.exposition = exposition;
    this.applicationId = applicationId;
    this.transport = transport;
    this.meters = exposition.agent().pushes(receiver.label());
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "spark-vitals-push");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Pushes again and again; 0 does not. */
  public synchronized void every(long intervalMillis) {
    if (intervalMillis > 0) {
      long pause = Math.max(MIN_INTERVAL_MILLIS, intervalMillis);
      repeated =
          thread.scheduleWithFixedDelay(
              () -> push(false, TIMEOUT_MILLIS), pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  /** Begins the last push, with a few tries in all that time, and returns at once. */
  public synchronized void last(long budgetMillis) {
    ending = true;
    if (repeated != null) {
      repeated.cancel(true);
      transport.cancel();
    }
    last = thread.submit(() -> push(true, budgetMillis));
  }

  /** Waits for the last push, if there is one. Never throws. */
  public synchronized void await(long budgetMillis) {
    Future<?> waited = last;
    last = null;
    if (waited != null && !over(waited, budgetMillis)) {
      failed("no answer in time", null);
    }
  }

  /** Takes back what was pushed, if anything was. Never throws. */
  public synchronized void takeBack(long budgetMillis) {
    String id = applicationId.get();
    if (id == null || !delivered) {
      return;
    }
    if (!over(thread.submit(() -> takeBack(id, budgetMillis)), budgetMillis)) {
      LOG.warn("Spark Vitals: the {} did not delete the metrics in time", receiver.label());
    }
  }

  private void takeBack(String id, long budgetMillis) {
    try {
      Answer answer = receiver.takeBack(id, transport, budgetMillis);
      if (!answer.delivered()) {
        LOG.warn("Spark Vitals: the {} did not delete the metrics: {}", receiver.label(), answer);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("Spark Vitals: the {} did not delete the metrics", receiver.label(), e);
    }
  }

  /** Whether a task came to its end in time; one that broke is at its end too. */
  private boolean over(Future<?> task, long budgetMillis) {
    try {
      task.get(budgetMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      failed("it broke", e);
    }
    return true;
  }

  /** Ends at once; what is on its way is cut off. */
  public synchronized void close() {
    thread.shutdownNow();
    transport.cancel();
    transport.close();
  }

  /** The door: nothing that goes wrong here ends the thread. */
  private void push(boolean isLast, long budgetMillis) {
    String id = applicationId.get();
    if (id == null) {
      return;
    }
    String problem;
    Throwable error = null;
    try {
      Answer answer = send(id, isLast ? MAX_TRIES : 1, budgetMillis);
      problem = answer.delivered() ? null : answer.toString();
    } catch (IOException e) {
      problem = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "there was no time";
    } catch (RuntimeException | LinkageError e) {
      exposition.agent().error(Component.PUSH);
      problem = "it broke";
      error = e;
    }
    if (problem == null) {
      delivered = true;
      meters.pushed(true);
    } else if (isLast || !ending) {
      meters.pushed(false);
      failed(problem, error);
    }
  }

  private Answer send(String id, int tries, long budgetMillis)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    byte[] page = page();
    int tried = 0;
    while (true) {
      long left = budgetMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      long timeout = Math.max(1, Math.min(TIMEOUT_MILLIS, left));
      Answer answer = receiver.send(page, id, transport, timeout);
      long pause = PAUSE_MILLIS << tried;
      tried++;
      if (answer.delivered() || !answer.retryable() || tried == tries || left <= pause) {
        return answer;
      }
      Thread.sleep(pause);
    }
  }

  private byte[] page() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(page)) {
      exposition.write(null, gzip);
    }
    return page.toByteArray();
  }

  private void failed(String why, @Nullable Throwable e) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn("Spark Vitals: the metrics were not pushed to the {}: {}", receiver.label(), why, e);
    } else {
      LOG.debug("Spark Vitals: the metrics were not pushed: {}", why, e);
    }
  }
}
