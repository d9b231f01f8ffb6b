package io.sparkvitals.config;

import java.io.IOException;

/**
 * A value that must not be seen: its text form is {@code ***}. Immutable and thread-safe. Secrets
 * are compared by identity, so that nothing can be learnt by comparing them.
 */
public final class Secret {
  private final String origin;
  private final Source source;

  private Secret(String origin, Source source) {
    this.origin = origin;
    this.source = source;
  }

  /** A secret that the setting {@code key}, or the variable that it names, holds. */
  static Secret of(String key, String value) {
    return new Secret(key, () -> value);
  }

  /** A secret in a file, which is read at each use, so that it can be replaced meanwhile. */
  static Secret inFile(String key, String path, Environment environment) {
    return new Secret(key, () -> environment.read(path));
  }

  /**
   * The value, without blanks around it. Call it only where it is used, and keep it nowhere.
   *
   * @throws IOException if its file cannot be read or nothing is in it; the message names the
   *     setting, never the value
   */
  public String reveal() throws IOException {
    String value;
    try {
      value = source.read().trim();
    } catch (IOException e) {
      throw new IOException(
          origin + ": cannot read the file that it names (" + e.getClass().getSimpleName() + ")",
          e);
    }
    if (value.isEmpty()) {
      throw new IOException(origin + ": there is nothing in it");
    }
    return value;
  }

  /** The setting that it comes from, for messages to people. */
  public String origin() {
    return origin;
  }

  @Override
  public String toString() {
    return "***";
  }

  private interface Source {
    String read() throws IOException;
  }
}
