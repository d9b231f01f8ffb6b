package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to channels: queues them, sends them on one daemon thread, tries again where
 * that may help, and says what could not be delivered. Thread-safe; no call but {@link #close}
 * waits for a network.
 */
public final class Dispatcher {
  private static final String THREAD = "spark-vitals-alerts";
  private static final long GRACE_MILLIS = 250;

  private final List<AlertChannel> channels;
  private final Transport transport;
  private final Timing timing;
  private final RetryPolicy retries;
  private final DeliveryListener listener;
  private final DeliveryQueue queue;
  private final DeliveryLog log = new DeliveryLog();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean closing;
  private long deadlineMillis = Long.MAX_VALUE;

  /** A dispatcher that lets at most {@code queueSize} deliveries wait. Starts nothing yet. */
  public Dispatcher(
      List<AlertChannel> channels,
      int queueSize,
      Transport transport,
      Timing timing,
      DeliveryListener listener) {
    this.channels = new ArrayList<>(channels);
    this.queue = new DeliveryQueue(queueSize);
    this.transport = transport;
    this.timing = timing;
    this.retries = new RetryPolicy(timing.random());
    this.listener = listener;
  }

  /** Hands messages to every channel that wants them; local ones get them before it returns. */
  public void send(List<Message> messages) {
    for (Message message : messages) {
      for (AlertChannel channel : channels) {
        send(channel, message);
      }
    }
  }

  private void send(AlertChannel channel, Message message) {
    if (channel.grouped()) {
      Message wanted = message.filtered(channel::wants);
      if (wanted != null) {
        hand(channel, wanted);
      }
      return;
    }
    for (Notification notification : message.notifications()) {
      if (channel.wants(notification)) {
        hand(channel, Message.of(notification));
      }
    }
  }

  private void hand(AlertChannel channel, Message message) {
    if (channel.local()) {
      deliverNow(channel, message);
    } else {
      enqueue(new Delivery(channel, message, timing.nowMillis()));
    }
  }

  private void deliverNow(AlertChannel channel, Message message) {
    try {
      Answer answer = channel.deliver(message, transport);
      settled(channel, outcome(answer));
    } catch (RuntimeException e) {
      log.defect("channel " + channel.name(), e);
      settled(channel, DeliveryListener.Outcome.FAILED);
    }
  }

  private void enqueue(Delivery delivery) {
    Delivery dropped;
    boolean late;
    lock.lock();
    try {
      late = closing;
      dropped = late ? delivery : queue.offer(delivery);
      start();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (late) {
      log.undelivered(Collections.singletonList(delivery));
    } else if (dropped != null) {
      log.dropped(dropped);
    }
    if (dropped != null) {
      settled(dropped.channel(), DeliveryListener.Outcome.DROPPED);
    }
    queued(delivery.channel());
  }

  private void start() {
    if (thread == null && !closing) {
      thread = new Thread(this::run, THREAD);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      for (Delivery next = take(); next != null; next = take()) {
        attempt(next);
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

  /** Waits for the next delivery that may go; null when there is nothing more to do. */
  private @Nullable Delivery take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = timing.nowMillis();
        Delivery ready = closing && now >= deadlineMillis ? null : queue.start(now);
        if (ready != null) {
          return ready;
        }
        long due = queue.nextDueMillis();
        if (closing && (due == Long.MAX_VALUE || due >= deadlineMillis || now >= deadlineMillis)) {
          return null;
        }
        timing.await(changed, due == Long.MAX_VALUE ? due : Math.max(1, due - now));
      }
    } finally {
      lock.unlock();
    }
  }

  private void attempt(Delivery delivery) {
    long start = timing.nowMillis();
    Answer answer = deliver(delivery);
    long now = timing.nowMillis();
    OptionalLong wait = retries.waitMillis(answer, delivery.tries(), now - delivery.queuedMillis());
    boolean empty = settle(delivery, answer, wait, now);
    try {
      listener.attempted(
          delivery.channel().integration(), answer.statusClass(), Math.max(0, now - start));
    } catch (RuntimeException e) {
      log.defect("the delivery listener", e);
    }
    if (!wait.isPresent()) {
      if (!answer.delivered()) {
        log.failed(delivery, answer);
      }
      settled(delivery.channel(), outcome(answer));
      queued(delivery.channel());
    }
    if (empty) {
      log.summarize();
    }
  }

  private Answer deliver(Delivery delivery) {
    try {
      return delivery.channel().deliver(delivery.message(), transport);
    } catch (RuntimeException | LinkageError e) {
      log.defect("channel " + delivery.channel().name(), e);
      return Answer.impossible("the channel threw " + e.getClass().getName());
    }
  }

  /** Removes a delivery or puts it back; true if nothing waits any more. */
  private boolean settle(Delivery delivery, Answer answer, OptionalLong wait, long now) {
    lock.lock();
    try {
      if (wait.isPresent()) {
        queue.retry(delivery, now + wait.getAsLong(), answer);
      } else {
        queue.remove(delivery);
      }
      return queue.size() == 0;
    } finally {
      lock.unlock();
    }
  }

  private static DeliveryListener.Outcome outcome(Answer answer) {
    if (answer.delivered()) {
      return DeliveryListener.Outcome.DELIVERED;
    }
    return answer.rateLimited()
        ? DeliveryListener.Outcome.RATE_LIMITED
        : DeliveryListener.Outcome.FAILED;
  }

  private void settled(AlertChannel channel, DeliveryListener.Outcome outcome) {
    try {
      listener.settled(channel.integration(), outcome);
    } catch (RuntimeException e) {
      log.defect("the delivery listener", e);
    }
  }

  private void queued(AlertChannel channel) {
    int waiting;
    lock.lock();
    try {
      waiting = queue.size(channel.integration());
    } finally {
      lock.unlock();
    }
    try {
      listener.queued(channel.integration(), waiting);
    } catch (RuntimeException e) {
      log.defect("the delivery listener", e);
    }
  }

  /**
   * Delivers what waits, each at least once more, for at most {@code budget}, and logs what
   * remains. Later calls do nothing.
   */
  public void close(Duration budget) {
    Thread worker = beginClose(budget);
    if (worker != null) {
      join(worker, Math.max(1, budget.toMillis()));
    }
    transport.cancel();
    if (worker != null) {
      join(worker, GRACE_MILLIS);
    }
    giveUpRest();
    transport.close();
  }

  private @Nullable Thread beginClose(Duration budget) {
    lock.lock();
    try {
      Thread worker = closing ? null : thread;
      if (!closing) {
        closing = true;
        deadlineMillis = timing.nowMillis() + budget.toMillis();
        queue.hurry(timing.nowMillis());
        changed.signalAll();
      }
      return worker;
    } finally {
      lock.unlock();
    }
  }

  private static void join(Thread worker, long millis) {
    try {
      worker.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUpRest() {
    List<Delivery> rest;
    lock.lock();
    try {
      rest = queue.drain();
    } finally {
      lock.unlock();
    }
    log.undelivered(rest);
    for (Delivery each : rest) {
      settled(each.channel(), DeliveryListener.Outcome.DROPPED);
    }
    log.summarize();
  }
}
