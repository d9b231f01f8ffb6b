package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.io.IOException;
import okhttp3.Request;

/** A receiver that is told over HTTP: a format and an endpoint. Thread-safe. */
final class HttpChannel implements AlertChannel {
  private final String name;
  private final ChannelMatch match;
  private final AlertFormat format;
  private final Endpoint endpoint;
  private final long timeoutMillis;

  HttpChannel(
      String name, ChannelMatch match, AlertFormat format, Endpoint endpoint, long timeoutMillis) {
    this.name = name;
    this.match = match;
    this.format = format;
    this.endpoint = endpoint;
    this.timeoutMillis = timeoutMillis;
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
    boolean open = notification.kind() != Notification.Kind.EVENT_OVER || format.keepsIncidents();
    return open && match.test(notification);
  }

  @Override
  public boolean grouped() {
    return format.grouped();
  }

  @Override
  public boolean local() {
    return false;
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    Request request;
    try {
      request = endpoint.request(message.id(), format.body(message));
    } catch (IOException e) {
      return Answer.none(false, String.valueOf(e.getMessage()));
    }
    Answer answer = transport.send(request, timeoutMillis);
    return answer.delivered() ? answer : answer.without(endpoint.secrets());
  }

  @Override
  public String toString() {
    return name + " (" + integration() + ")";
  }
}
