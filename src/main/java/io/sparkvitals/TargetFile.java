package io.sparkvitals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.files.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of targets for Prometheus' {@code file_sd}: it is there as long as the endpoint is.
 * Prometheus reads it as soon as it changes. Not thread-safe.
 */
final class TargetFile {
  private final Path file;

  private TargetFile(Path file) {
    this.file = file;
  }

  /**
   * Writes {@code <application id>.json}, whole or not at all. It tells the scheme, and no label:
   * the page has those of the application, and those of the same name from here would displace
   * them.
   *
   * @throws IOException in one sentence where it cannot be written
   */
  static TargetFile write(String directory, String applicationId, EndpointAddress address)
      throws IOException {
    Path file;
    try {
      file = Paths.get(directory, FileName.of(applicationId) + ".json");
    } catch (InvalidPathException e) {
      throw new IOException("it is no path of this machine", e);
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("targets", Collections.singletonList(address.target()));
    if (!address.scheme().equals("http")) {
      group.put("labels", Collections.singletonMap("__scheme__", address.scheme()));
    }
    byte[] content = new ObjectMapper().writeValueAsBytes(Collections.singletonList(group));
    FileStores.of(file.toString()).write(file.toString(), content);
    return new TargetFile(file);
  }

  /** Says that the endpoint is there no more. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
