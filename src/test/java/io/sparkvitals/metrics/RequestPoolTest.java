package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestPoolTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RequestPool pool = new RequestPool(nanos::get);
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void threadsAreDaemons() throws InterruptedException {
    pool.execute(() -> events.add(Thread.currentThread().isDaemon() ? "daemon" : "user"));

    assertThat(next()).isEqualTo("daemon");
  }

  @Test
  void requestThatHoldsItsThreadForTooLongMakesWayForTheNext() throws InterruptedException {
    holdAllThreads();
    nanos.addAndGet(RequestPool.MAX_NANOS + 1);

    pool.execute(() -> events.add("next"));

    assertThat(new String[] {next(), next(), next(), next(), next()})
        .containsOnly("interrupted", "next")
        .contains("next");
  }

  @Test
  void requestIsNotInterruptedBeforeItsTimeIsUp() throws InterruptedException {
    holdAllThreads();
    nanos.addAndGet(RequestPool.MAX_NANOS);

    pool.execute(() -> events.add("next"));
    end.countDown();

    for (int i = 0; i < RequestPool.THREADS; i++) {
      assertThat(next()).isIn("done", "next");
    }
  }

  @Test
  void lateInterruptDoesNotReachTheNextRequestOfTheThread() throws InterruptedException {
    holdAllThreads();
    nanos.addAndGet(RequestPool.MAX_NANOS + 1);
    for (int i = 0; i < 2 * RequestPool.THREADS; i++) {
      pool.execute(
          () -> events.add(Thread.currentThread().isInterrupted() ? "interrupted early" : "clean"));
    }

    for (int i = 0; i < 3 * RequestPool.THREADS; i++) {
      assertThat(next()).isIn("interrupted", "clean");
    }
  }

  @Test
  void refusesMoreThanCanWait() throws InterruptedException {
    holdAllThreads();
    for (int i = 0; i < RequestPool.MAX_WAITING; i++) {
      pool.execute(() -> {});
    }

    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }

  private void holdAllThreads() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(RequestPool.THREADS);
    for (int i = 0; i < RequestPool.THREADS; i++) {
      pool.execute(
          () -> {
            started.countDown();
            hold();
          });
    }
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void hold() {
    try {
      end.await();
      events.add("done");
    } catch (InterruptedException e) {
      events.add("interrupted");
    }
  }

  private String next() throws InterruptedException {
    return events.poll(10, TimeUnit.SECONDS);
  }
}
