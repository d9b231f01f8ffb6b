package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.io.IOException;

/** A local file: each notification is a line with the body of a webhook. Thread-safe. */
final class JsonLinesChannel implements AlertChannel {
  private final String name;
  private final ChannelMatch match;
  private final LineFile file;
  private final WebhookFormat format;

  JsonLinesChannel(String name, ChannelMatch match, LineFile file) {
    this.name = name;
    this.match = match;
    this.file = file;
    this.format = new WebhookFormat(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String integration() {
    return "file";
  }

  @Override
  public boolean wants(Notification notification) {
    return format.takes(notification.kind()) && match.test(notification);
  }

  /** A file is for machines: every notification stands in it, and none is held back. */
  @Override
  public boolean grouped() {
    return false;
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Answer deliver(Message message, Transport transport) {
    try {
      file.append(format.body(message));
      return Answer.done();
    } catch (IOException | RuntimeException e) {
      return Answer.impossible("cannot write to " + file + " (" + e + ")");
    }
  }

  @Override
  public String toString() {
    return name + " (" + integration() + ")";
  }
}
