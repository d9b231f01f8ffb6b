package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import java.util.List;

/** Messages of words for tests of those who send them. */
public final class Words {
  private Words() {}

  public static Message of(
      Message.Kind kind, ApplicationSnapshot snapshot, String title, List<String> lines) {
    return Message.words(kind, snapshot, Story.LINKS, title, lines);
  }
}
