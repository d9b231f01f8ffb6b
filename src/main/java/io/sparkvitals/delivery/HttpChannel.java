package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.io.IOException;

/** A receiver that is told over HTTP: a format and an address. Thread-safe. */
final class HttpChannel implements AlertChannel {
  private final String name;
  private final ChannelMatch match;
  private final AlertFormat format;
  private final HttpReceiver receiver;

  HttpChannel(String name, ChannelMatch match, AlertFormat format, HttpReceiver receiver) {
    this.name = name;
    this.match = match;
    this.format = format;
    this.receiver = receiver;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String integration() {
    return format.integration();
  }

  @Override
  public boolean wants(Notification notification) {
    return format.takes(notification.kind()) && match.test(notification);
  }

  @Override
  public boolean grouped() {
    return format.grouped();
  }

  @Override
  public boolean local() {
    return receiver.dry();
  }

  @Override
  public long gapMillis() {
    return format.gapMillis();
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    byte[] body;
    try {
      body = format.body(message);
    } catch (IOException e) {
      return Answer.none(false, String.valueOf(e.getMessage()));
    }
    return receiver
        .post(message.id(), format.path(message), body, transport)
        .limitedFor(format.limitedMillis());
  }

  @Override
  public String toString() {
    return name + " (" + integration() + ")";
  }
}
