package io.sparkvitals.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The last lines of a log file, for messages about a failure. */
public final class LogTail {

  private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ more)");

  private LogTail() {}

  /**
   * At most {@code count} last lines with the file's name above them, stack frames left out; empty
   * when the file has none.
   */
  public static String of(Path file, int count) {
    try {
      List<String> lines =
          Files.readString(file, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !FRAME.matcher(line).lookingAt())
              .toList();
      if (lines.isEmpty()) {
        return "";
      }
      List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
      return "--- " + file + "\n" + String.join("\n", last) + "\n";
    } catch (IOException e) {
      return "--- " + file + " cannot be read: " + e.getMessage() + "\n";
    }
  }
}
