package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.delivery.DeliveryListener.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers to one channel on a daemon thread of its own, so that no receiver waits for another:
 * queues, sends, tries again where that may help. Thread-safe.
 */
final class Courier {
  private static final String THREAD = "spark-vitals-alerts-";

  private final AlertChannel channel;
  private final DeliveryQueue queue;
  private final Transport transport;
  private final Timing timing;
  private final RetryPolicy retries;
  private final Ledger ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean closing;
  private boolean gone;
  private long deadlineMillis = Long.MAX_VALUE;
  private long renewalMillis = Long.MAX_VALUE;

  Courier(AlertChannel channel, int queueSize, Transport transport, Timing timing, Ledger ledger) {
    this.channel = channel;
    this.queue = new DeliveryQueue(queueSize);
    this.transport = transport;
    this.timing = timing;
    this.retries = new RetryPolicy(timing.random());
    this.ledger = ledger;
  }

  /** Takes a message; starts the thread with the first one. */
  void offer(Message message) {
    Delivery delivery = new Delivery(channel, message, timing.nowMillis());
    Delivery dropped;
    boolean late;
    boolean off;
    lock.lock();
    try {
      late = closing;
      off = gone;
      dropped = late || off ? delivery : queue.offer(delivery);
      start();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (late && !off) {
      ledger.log().undelivered(Collections.singletonList(delivery));
    } else if (dropped != null && !off) {
      ledger.log().dropped(dropped);
    }
    if (dropped != null) {
      ledger.settled(channel, Outcome.DROPPED);
    }
    tellWaiting();
  }

  private void start() {
    if (thread == null && !closing && !gone) {
      thread = new Thread(this::run, THREAD + channel.name());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      for (Runnable next = take(); next != null; next = take()) {
        next.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended();
    }
  }

  /** Lets the next delivery start a new thread, whatever this one died of. */
  private void ended() {
    lock.lock();
    try {
      thread = null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next thing to do; null when there is nothing more. */
  private @Nullable Runnable take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!gone) {
        long now = timing.nowMillis();
        boolean over = closing && now >= deadlineMillis;
        Delivery ready = over ? null : queue.start(now);
        if (ready != null) {
          return () -> attempt(ready);
        }
        if (!closing && renewalDueMillis() <= now) {
          return this::renew;
        }
        long due = closing ? queue.nextDueMillis() : nextMillis();
        if (over || (closing && due >= deadlineMillis)) {
          return null;
        }
        timing.await(changed, due == Long.MAX_VALUE ? due : Math.max(1, due - now));
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private long nextMillis() {
    return Math.min(queue.nextDueMillis(), renewalDueMillis());
  }

  private long renewalDueMillis() {
    return Math.max(renewalMillis, queue.pausedUntilMillis());
  }

  private void attempt(Delivery delivery) {
    long start = timing.nowMillis();
    Answer answer = deliver(delivery);
    long now = timing.nowMillis();
    OptionalLong wait = retries.waitMillis(answer, delivery.tries(), now - delivery.queuedMillis());
    boolean empty = settle(delivery, answer, wait, now);
    ledger.attempted(channel, answer, now - start);
    if (!wait.isPresent()) {
      if (!answer.delivered() && !answer.gone()) {
        ledger.log().failed(delivery, answer);
      }
      ledger.settled(channel, answer);
      tellWaiting();
    }
    if (answer.gone()) {
      switchOff(answer);
    }
    if (empty) {
      ledger.log().summarize();
    }
  }

  private Answer deliver(Delivery delivery) {
    try {
      return channel.deliver(delivery.message(), transport);
    } catch (RuntimeException | LinkageError e) {
      return defect(e);
    }
  }

  private Answer defect(Throwable thrown) {
    ledger.log().defect("channel " + channel.name(), thrown);
    return Answer.impossible("the channel threw " + thrown.getClass().getName());
  }

  /** Removes a delivery or puts it back; true if nothing waits any more. */
  private boolean settle(Delivery delivery, Answer answer, OptionalLong wait, long now) {
    lock.lock();
    try {
      if (channel.gapMillis() > 0 && !closing) {
        queue.pause(now + channel.gapMillis(), false);
      }
      if (wait.isPresent()) {
        queue.retry(delivery, now + wait.getAsLong(), answer);
      } else {
        queue.remove(delivery);
        rest(answer, now);
      }
      if (channel.renewalMillis() > 0 && renewalMillis == Long.MAX_VALUE) {
        renewalMillis = now + channel.renewalMillis();
      }
      return queue.size() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Leaves the receiver alone for as long as it wants it. */
  private void rest(Answer answer, long now) {
    if (answer.asksToWait()) {
      queue.pause(now + retries.pauseMillis(answer), true);
    }
  }

  private void renew() {
    long start = timing.nowMillis();
    Optional<Answer> answer = renewed();
    long now = timing.nowMillis();
    lock.lock();
    try {
      renewalMillis = answer.isPresent() ? start + channel.renewalMillis() : Long.MAX_VALUE;
      answer.ifPresent(each -> rest(each, now));
    } finally {
      lock.unlock();
    }
    if (answer.isPresent()) {
      ledger.attempted(channel, answer.get(), now - start);
      if (!answer.get().delivered()) {
        ledger.log().notRenewed(channel, answer.get());
      }
    }
  }

  private Optional<Answer> renewed() {
    try {
      return channel.renew(transport);
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(defect(e));
    }
  }

  /** The receiver is there no more, and says so: nothing is sent to it any more. */
  private void switchOff(Answer answer) {
    List<Delivery> rest;
    lock.lock();
    try {
      gone = true;
      rest = queue.drain();
    } finally {
      lock.unlock();
    }
    ledger.log().gone(channel, answer, rest.size());
    dropped(rest);
  }

  private void dropped(List<Delivery> rest) {
    rest.forEach(each -> ledger.settled(channel, Outcome.DROPPED));
    tellWaiting();
  }

  private void tellWaiting() {
    ledger.waiting(channel, locked(queue::size));
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }

  /** Lets what waits go once more, until {@code budgetMillis} are over; takes nothing new. */
  void beginClose(long budgetMillis) {
    lock.lock();
    try {
      if (!closing) {
        closing = true;
        deadlineMillis = timing.nowMillis() + budgetMillis;
        queue.hurry(timing.nowMillis());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the thread to end. */
  void join(long millis) {
    Thread worker;
    lock.lock();
    try {
      worker = thread;
    } finally {
      lock.unlock();
    }
    if (worker != null) {
      try {
        worker.join(Math.max(1, millis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Logs and counts what waits, and forgets it. */
  void giveUp() {
    List<Delivery> rest = locked(queue::drain);
    if (!rest.isEmpty()) {
      ledger.log().undelivered(rest);
      dropped(rest);
    }
  }
}
