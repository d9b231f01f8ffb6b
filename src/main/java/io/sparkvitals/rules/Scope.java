package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule judges one by one. */
public enum Scope {
  /** Each stage attempt. */
  STAGE,
  /** Each live executor, the driver left out. */
  EXECUTOR,
  /** The application as a whole, or one job or occurrence in it. */
  APPLICATION,
  /** The driver's process. */
  DRIVER,
  /** The agent itself: whether it sees everything. */
  AGENT;

  /** The name in files, labels and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Scope each : values()) {
      labels.add(each.label());
    }
    return labels;
  }

  /** The scope of a label, or null. */
  public static @Nullable Scope parse(String label) {
    for (Scope each : values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    return null;
  }
}
