package io.sparkvitals;

/** Names of files that are called after an application. */
final class FileName {
  private static final int MAX_LENGTH = 150;

  private FileName() {}

  /** The text with nothing in it that leads to another directory or hides the file; cut. */
  static String of(String text) {
    String name = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.", "_");
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }
}
