package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Severity;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One replica of an Alertmanager, over its API v2. It forgets an alert that is not told again, so
 * that alerts of a driver that died are over by themselves. Thread-safe.
 */
final class AlertmanagerChannel implements AlertChannel {

  static final String PATH = "/api/v2/alerts";

  /** Alerts in one request: some 100 KB at most. */
  private static final int BATCH = 50;

  private final String name;
  private final ChannelMatch match;
  private final HttpReceiver receiver;
  private final AlertmanagerTimes times;
  private final OpenAlerts open;
  private final LongSupplier clockMillis;
  private final AlertLog log;
  private final AtomicBoolean full = new AtomicBoolean();

  /** The clock is in Unix time, and should agree with the receiver's. */
  AlertmanagerChannel(
      String name,
      ChannelMatch match,
      HttpReceiver receiver,
      AlertmanagerTimes times,
      LongSupplier clockMillis,
      AlertLog log) {
    this.name = name;
    this.match = match;
    this.receiver = receiver;
    this.times = times;
    this.open = new OpenAlerts(times);
    this.clockMillis = clockMillis;
    this.log = log;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String integration() {
    return "alertmanager";
  }

  /** Events end by themselves. */
  @Override
  public boolean wants(Notification notification) {
    return notification.kind() != Notification.Kind.EVENT_OVER && match.test(notification);
  }

  @Override
  public boolean grouped() {
    return false;
  }

  @Override
  public boolean local() {
    return receiver.dry();
  }

  @Override
  public long renewalMillis() {
    return times.renewalMillis();
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    ArrayNode alerts = open.update(message.first(), clockMillis.getAsLong());
    if (open.forgotten() > 0 && full.compareAndSet(false, true)) {
      log.write(
          Severity.WARNING,
          "Spark Vitals: more alerts are open than channel "
              + name
              + " keeps: some end too early there");
    }
    return receiver.post(message.id(), PATH, Json.bytes(alerts), transport);
  }

  @Override
  public Optional<Answer> renew(Transport transport) {
    ArrayNode alerts = open.again(clockMillis.getAsLong());
    Answer worst = null;
    for (int from = 0; from < alerts.size(); from += BATCH) {
      ArrayNode batch = Json.array();
      for (int i = from; i < Math.min(from + BATCH, alerts.size()); i++) {
        batch.add(alerts.get(i));
      }
      Answer answer = receiver.post("renewal", PATH, Json.bytes(batch), transport);
      if (!answer.delivered() && answer.pausesChannel()) {
        return Optional.of(answer);
      }
      worst = worst == null || worst.delivered() ? answer : worst;
    }
    return Optional.ofNullable(worst);
  }

  @Override
  public String toString() {
    return name + " (" + integration() + ")";
  }
}
