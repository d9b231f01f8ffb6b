package io.sparkvitals.cli;

import io.sparkvitals.files.FileStores;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The files that an option such as {@code --out} names: one file, a file for each application in a
 * directory, or a name with {@code {app_id}} in it. Not thread-safe.
 */
final class ReportPaths {
  private static final String APP_ID = "{app_id}";

  /** With a number and an extension behind it, it stays below 200 bytes. */
  private static final int MAX_NAME = 180;

  /** What is kept of a longer name before its hash. */
  private static final int KEPT = 163;

  private final String pattern;
  private final Set<String> used = new HashSet<>();

  private ReportPaths(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Understands the value of an option.
   *
   * @param extension of the files in a directory, without the dot
   * @param reports how many are to come
   * @throws CliFailure where they would overwrite each other
   */
  static ReportPaths of(String option, String value, String extension, int reports) {
    if (value.contains(APP_ID)) {
      return new ReportPaths(value);
    }
    if (value.endsWith("/") || isDirectory(value)) {
      String slash = value.endsWith("/") ? "" : "/";
      return new ReportPaths(value + slash + APP_ID + "." + extension);
    }
    if (reports > 1) {
      throw new CliFailure(
          String.format(
              "%s %s: %d reports do not fit into one file; name a directory with a / at its end, or"
                  + " put {app_id} into the name",
              option, value, reports));
    }
    return new ReportPaths(value);
  }

  private static boolean isDirectory(String path) {
    try {
      return FileStores.of(path).at(path).directory();
    } catch (IOException e) {
      // Nothing is there yet, and if it cannot be written that will be said when it is tried.
      return false;
    }
  }

  /**
   * Where a report goes; a second one of the same application gets a number.
   *
   * @param log the path of the log, which stands in for an application's id that is not known
   */
  String of(Report report, String log) {
    String name = name(report.application().facts(), log);
    String path = pattern.replace(APP_ID, name);
    for (int number = 2; !used.add(path); number++) {
      path = pattern.replace(APP_ID, name + "-" + number);
    }
    return path;
  }

  /**
   * The application's id and attempt, with nothing in it that leads to another directory, hides the
   * file or is too long for a file system.
   */
  private static String name(ApplicationFacts facts, String log) {
    String id = facts.id();
    String attempt = facts.attemptId();
    String base = log.replaceAll("/+$", "").replaceAll(".*/", "");
    String name = id == null || id.trim().isEmpty() ? base : id;
    String whole = attempt == null ? name : name + "_" + attempt;
    String safe = whole.replaceAll("[^A-Za-z0-9._-]", "_");
    String visible = safe.isEmpty() || safe.startsWith(".") ? "_" + safe : safe;
    return visible.length() <= MAX_NAME ? visible : visible.substring(0, KEPT) + "-" + hash(whole);
  }

  /** At most 16 characters. */
  private static String hash(String text) {
    UUID hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(hash.getMostSignificantBits());
  }
}
