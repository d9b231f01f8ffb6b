package io.sparkvitals.alerts;

import java.util.List;

/** Messages of words for tests of those who send them. */
public final class Words {
  private Words() {}

  public static Message of(
      Message.Kind kind, Notification about, String title, List<String> lines) {
    return Message.words(kind, about, title, lines);
  }
}
