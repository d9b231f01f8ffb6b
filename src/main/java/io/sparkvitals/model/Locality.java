package io.sparkvitals.model;

import java.util.Locale;

/** How near a task ran to its data. */
public enum Locality {
  PROCESS_LOCAL,
  NODE_LOCAL,
  NO_PREF,
  RACK_LOCAL,
  ANY;

  /** The value of the metric label {@code locality}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Spark's name of a locality; {@link #ANY} for a name that is not known. */
  public static Locality parse(String name) {
    for (Locality each : VALUES) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return ANY;
  }

  private static final Locality[] VALUES = values();
}
