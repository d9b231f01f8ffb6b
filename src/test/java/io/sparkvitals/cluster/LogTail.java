package io.sparkvitals.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file, for messages about a failure. */
public final class LogTail {

  private LogTail() {}

  /**
   * At most {@code count} last lines with the file's name above them; empty when the file has none.
   */
  public static String of(Path file, int count) {
    try {
      List<String> lines =
          List.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing().split("\n"));
      if (lines.size() == 1 && lines.get(0).isEmpty()) {
        return "";
      }
      List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
      return "--- " + file + "\n" + String.join("\n", last) + "\n";
    } catch (IOException e) {
      return "--- " + file + " cannot be read: " + e.getMessage() + "\n";
    }
  }
}
