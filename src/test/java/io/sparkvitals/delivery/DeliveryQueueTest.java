package io.sparkvitals.delivery;

import static io.sparkvitals.delivery.Told.critical;
import static io.sparkvitals.delivery.Told.over;
import static io.sparkvitals.delivery.Told.warning;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.alerts.Message;
import org.junit.jupiter.api.Test;

class DeliveryQueueTest {
  private final ManualTime time = new ManualTime();
  private final AlertChannel a = FakeChannel.open("a", time);

  @Test
  void theOldestOfTheLeastSevereGoes() {
    DeliveryQueue queue = new DeliveryQueue(3);
    Delivery newer = new Delivery(a, Message.of(warning(1)), 20);
    Delivery older = new Delivery(a, Message.of(warning(2)), 10);
    queue.offer(older);
    queue.offer(newer);
    queue.offer(new Delivery(a, Message.of(critical(3)), 5));

    assertThat(queue.offer(new Delivery(a, Message.of(warning(4)), 30))).isSameAs(older);
    assertThat(queue.offer(new Delivery(a, Message.of(warning(5)), 40))).isSameAs(newer);
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void whatIsBeingSentIsNotDropped() {
    DeliveryQueue queue = new DeliveryQueue(1);
    Delivery sent = new Delivery(a, Message.of(warning(1)), 10);
    queue.offer(sent);
    assertThat(queue.start(10)).isSameAs(sent);
    Delivery late = new Delivery(a, Message.of(warning(2)), 20);

    assertThat(queue.offer(late)).isSameAs(late);
  }

  @Test
  void whatClosesAnAlertIsDroppedAfterWhatOpensOne() {
    DeliveryQueue queue = new DeliveryQueue(1);
    Delivery over = new Delivery(a, Message.of(over(1)), 10);
    Delivery opens = new Delivery(a, Message.of(warning(2)), 20);
    queue.offer(over);

    assertThat(queue.offer(opens)).isSameAs(opens);
    assertThat(queue.start(30)).isSameAs(over);
  }

  @Test
  void aPauseIsNotShortenedByALaterOne() {
    DeliveryQueue queue = new DeliveryQueue(1);
    queue.offer(new Delivery(a, Message.of(warning(1)), 10));
    queue.pause(500, true);
    queue.pause(400, false);
    queue.hurry(20);

    assertThat(queue.nextDueMillis()).isEqualTo(500);
  }

  @Test
  void knowsWhenTheNextMayGo() {
    DeliveryQueue queue = new DeliveryQueue(10);
    Delivery delivery = new Delivery(a, Message.of(warning(1)), 10);
    queue.offer(delivery);
    queue.start(10);
    queue.retry(delivery, 500, Answer.of(500, -1, ""));

    assertThat(queue.nextDueMillis()).isEqualTo(500);
    assertThat(queue.start(499)).isNull();
    assertThat(queue.start(500)).isSameAs(delivery);
    queue.remove(delivery);
    assertThat(queue.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
  }

  private Delivery waitingAfter(DeliveryQueue queue, Answer answer) {
    Delivery delivery = new Delivery(a, Message.of(warning(1)), 10);
    queue.offer(delivery);
    queue.start(10);
    queue.retry(delivery, 500, answer);
    queue.hurry(20);
    return delivery;
  }

  @Test
  void aHurryEndsTheWaitForAReceiverThatCouldNotBeReached() {
    DeliveryQueue queue = new DeliveryQueue(10);
    Delivery delivery = waitingAfter(queue, Answer.none(false, "no connection"));

    assertThat(queue.start(20)).isSameAs(delivery);
  }

  @Test
  void aHurryLeavesAReceiverAloneThatAskedForIt() {
    DeliveryQueue queue = new DeliveryQueue(10);
    waitingAfter(queue, Answer.of(429, 490, ""));

    assertThat(queue.start(499)).isNull();
  }

  @Test
  void forgetsADrainedDeliveryOnlyOnce() {
    DeliveryQueue queue = new DeliveryQueue(10);
    Delivery delivery = new Delivery(a, Message.of(warning(1)), 10);
    queue.offer(delivery);

    assertThat(queue.drain()).containsExactly(delivery);
    queue.remove(delivery);
    assertThat(queue.size()).isZero();
  }
}
