package io.sparkvitals.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Version and source revision of the agent, from the jar. Immutable. */
public final class BuildInfo {
  private static final String RESOURCE = "/io/sparkvitals/version.properties";
  private static final String UNKNOWN = "unknown";

  private final String version;
  private final String revision;

  private BuildInfo(String version, String revision) {
    this.version = version;
    this.revision = revision;
  }

  public static BuildInfo of(String version, String revision) {
    return new BuildInfo(version, revision);
  }

  /** What the jar says; {@code unknown} where it says nothing. */
  public static BuildInfo load() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return of(UNKNOWN, UNKNOWN);
    }
    return of(
        properties.getProperty("version", UNKNOWN), properties.getProperty("revision", UNKNOWN));
  }

  public String version() {
    return version;
  }

  public String revision() {
    return revision;
  }
}
