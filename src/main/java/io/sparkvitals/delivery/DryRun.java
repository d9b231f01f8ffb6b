package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.rules.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a channel would send, without secrets, to a file or the log. Thread-safe. */
final class DryRun {
  private final String channel;
  private final String type;
  private final @Nullable LineFile file;
  private final AlertLog log;

  /** Without a file, the log it is. */
  DryRun(String channel, String type, @Nullable LineFile file, AlertLog log) {
    this.channel = channel;
    this.type = type;
    this.file = file;
    this.log = log;
  }

  Answer write(String path, byte[] body, List<String> secrets) {
    ObjectNode line = Json.object();
    line.put("channel", channel);
    line.put("type", type);
    if (!path.isEmpty()) {
      line.put("path", path);
    }
    line.set("body", Json.masked(Json.parse(body), secrets));
    byte[] bytes = Json.bytes(line);
    if (file == null) {
      log.write(
          Severity.INFO, "Spark Vitals, dry run: " + new String(bytes, StandardCharsets.UTF_8));
      return Answer.done();
    }
    try {
      file.append(bytes);
      return Answer.done();
    } catch (IOException | RuntimeException e) {
      return Answer.impossible("cannot write to " + file + " (" + e + ")");
    }
  }
}
