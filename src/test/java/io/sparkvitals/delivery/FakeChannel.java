package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A channel that answers as told, 200 unless told otherwise, and keeps what it got. Thread-safe.
 */
final class FakeChannel implements AlertChannel {
  private final String name;
  private final ManualTime time;
  private final Queue<Supplier<Answer>> answers = new ArrayDeque<>();
  private final List<String> got = new ArrayList<>();
  private final CountDownLatch gate;
  private final CountDownLatch started = new CountDownLatch(1);
  private boolean local;
  private long gapMillis;
  private int renewals;
  private Thread lastThread;

  private FakeChannel(String name, ManualTime time, boolean closed) {
    this.name = name;
    this.time = time;
    this.gate = new CountDownLatch(closed ? 1 : 0);
  }

  static FakeChannel open(String name, ManualTime time) {
    return new FakeChannel(name, time, false);
  }

  /** One whose first delivery waits for {@link #release}. */
  static FakeChannel closed(String name, ManualTime time) {
    return new FakeChannel(name, time, true);
  }

  FakeChannel answering(int... statuses) {
    for (int status : statuses) {
      answers.add(
          () -> status == 0 ? Answer.none(false, "no connection") : Answer.of(status, -1, ""));
    }
    return this;
  }

  FakeChannel answering(Supplier<Answer> answer) {
    answers.add(answer);
    return this;
  }

  FakeChannel atOnce() {
    local = true;
    return this;
  }

  FakeChannel withGap(long millis) {
    gapMillis = millis;
    return this;
  }

  /** One that forgets after a minute, and has something to renew so many times. */
  FakeChannel renewing(int times) {
    renewals = times;
    return this;
  }

  /** Waits until its first delivery has begun. */
  void awaitStart() {
    await(started);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void release() {
    gate.countDown();
  }

  /** Second of the delivery, kind and subject, in order. */
  synchronized List<String> got() {
    return List.copyOf(got);
  }

  synchronized Thread lastThread() {
    return lastThread;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String integration() {
    return "fake-" + name;
  }

  @Override
  public boolean wants(Notification notification) {
    return notification.kind() != Notification.Kind.EVENT_OVER;
  }

  @Override
  public boolean grouped() {
    return false;
  }

  @Override
  public boolean local() {
    return local;
  }

  @Override
  public long gapMillis() {
    return gapMillis;
  }

  @Override
  public long renewalMillis() {
    return renewals > 0 ? 60_000 : 0;
  }

  @Override
  public synchronized Optional<Answer> renew(Transport transport) {
    long renewed = got.stream().filter(each -> each.endsWith("renewed")).count();
    if (renewed >= renewals) {
      return Optional.empty();
    }
    got.add(time.elapsedMillis() / 1_000 + " renewed");
    return Optional.of(answers.isEmpty() ? Answer.done() : answers.remove().get());
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    Notification notification = message.first();
    started.countDown();
    await(gate);
    Supplier<Answer> answer;
    synchronized (this) {
      lastThread = Thread.currentThread();
      got.add(
          time.elapsedMillis() / 1_000
              + " "
              + notification.kind().label()
              + " "
              + notification.alert().finding().subject().key());
      answer = answers.isEmpty() ? Answer::done : answers.remove();
    }
    return answer.get();
  }
}
