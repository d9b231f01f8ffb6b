package io.sparkvitals.cli;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.files.FileStores;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings that a command looks at, given as {@code spark-submit} takes them. */
final class ConfOptions {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = {
        "Spark properties, such as conf/spark-defaults.conf. If neither it nor --conf is given, that"
            + " of SPARK_CONF_DIR or SPARK_HOME is read."
      })
  private String file = "";

  @Option(
      names = {"-c", "--conf"},
      paramLabel = "KEY=VALUE",
      description = "A setting on top of the file; may be repeated.")
  private List<String> settings = new ArrayList<>();

  /** Where the settings come from, for people. */
  String origin() {
    String path = path();
    return path.isEmpty() ? "--conf" : path;
  }

  /**
   * All properties; those of {@code --conf} win.
   *
   * @throws IOException in one sentence where the file cannot be read
   */
  Map<String, String> properties() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    String path = path();
    if (!path.isEmpty()) {
      properties.putAll(read(path));
    }
    for (String each : settings) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new CliFailure("--conf " + each + ": expected KEY=VALUE");
      }
      properties.put(each.substring(0, equals).trim(), each.substring(equals + 1));
    }
    return properties;
  }

  /** The settings of the agent among them. */
  static VitalsConfig config(Map<String, String> properties) {
    return VitalsConfig.of(properties, Environment.system());
  }

  private String path() {
    if (!file.isEmpty() || !settings.isEmpty()) {
      return file;
    }
    String directory = System.getenv("SPARK_CONF_DIR");
    String home = System.getenv("SPARK_HOME");
    if (directory == null && home != null) {
      directory = home + File.separator + "conf";
    }
    if (directory == null) {
      throw new CliFailure(
          "name a file of Spark properties, or settings with --conf (neither SPARK_CONF_DIR nor"
              + " SPARK_HOME is set)");
    }
    return directory + File.separator + "spark-defaults.conf";
  }

  /** As Spark does: a file of Java properties in UTF-8, blanks around values do not count. */
  private static Map<String, String> read(String path) throws IOException {
    Properties properties = new Properties();
    Map<String, String> read = new TreeMap<>();
    try (Reader reader =
        new InputStreamReader(FileStores.of(path).open(path), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new CliFailure(path + ": is no file of properties (" + Errors.line(e) + ")", e);
    }
    properties
        .stringPropertyNames()
        .forEach(key -> read.put(key, properties.getProperty(key).trim()));
    return read;
  }
}
