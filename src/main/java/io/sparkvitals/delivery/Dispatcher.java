package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.delivery.DeliveryListener.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Hands messages to channels: local ones at once, each other one through a courier with a queue and
 * a daemon thread of its own. Thread-safe; no call but {@link #close} waits for a network.
 */
public final class Dispatcher {
  private static final long GRACE_MILLIS = 250;

  private final Map<AlertChannel, Courier> couriers = new LinkedHashMap<>();
  private final List<AlertChannel> channels;
  private final Transport transport;
  private final Ledger ledger;

  /** Lets at most {@code queueSize} deliveries wait for each channel. Starts nothing yet. */
  public Dispatcher(
      List<AlertChannel> channels,
      int queueSize,
      Transport transport,
      Timing timing,
      DeliveryListener listener) {
    this.channels = channels;
    this.transport = transport;
    this.ledger = new Ledger(listener, new DeliveryLog());
    for (AlertChannel channel : channels) {
      if (!channel.local()) {
        couriers.put(channel, new Courier(channel, queueSize, transport, timing, ledger));
      }
    }
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
    Courier courier = couriers.get(channel);
    if (courier == null) {
      deliverNow(channel, message);
    } else {
      courier.offer(message);
    }
  }

  private void deliverNow(AlertChannel channel, Message message) {
    try {
      Answer answer = channel.deliver(message, transport);
      if (!answer.delivered()) {
        ledger.log().failed(channel, message + " for channel " + channel.name(), answer);
      }
      ledger.settled(channel, answer);
    } catch (RuntimeException e) {
      ledger.log().defect("channel " + channel.name(), e);
      ledger.settled(channel, Outcome.FAILED);
    }
  }

  /**
   * Delivers what waits, each at least once more, for at most {@code budget}, and logs what
   * remains. Later calls do nothing.
   */
  public void close(Duration budget) {
    couriers.values().forEach(courier -> courier.beginClose(budget.toMillis()));
    join(budget.toMillis());
    transport.cancel();
    join(GRACE_MILLIS);
    couriers.values().forEach(Courier::giveUp);
    ledger.log().summarize();
    transport.close();
  }

  private void join(long budgetMillis) {
    long start = System.nanoTime();
    for (Courier courier : couriers.values()) {
      long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      courier.join(budgetMillis - spent);
    }
  }
}
