package io.sparkvitals.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line and environment of one JVM that runs a Spark class from the jars alone, without
 * Spark's shell scripts. Not thread-safe.
 */
final class SparkCommand {

  /** What Spark's own scripts open on Java 17; executors get the same list from Spark itself. */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private final SparkHome home;
  private final String mainClass;
  private final List<String> jvmOptions = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  SparkCommand(SparkHome home, String mainClass) {
    this.home = home;
    this.mainClass = mainClass;
    environment.put("SPARK_HOME", home.directory().toString());
    environment.put("SPARK_SCALA_VERSION", home.scalaVersion());
    environment.put("JAVA_HOME", javaHome());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_LOCAL_HOSTNAME", "localhost");
  }

  /** Adds JVM options such as {@code -Xmx256m}. */
  SparkCommand jvmOptions(String... options) {
    jvmOptions.addAll(List.of(options));
    return this;
  }

  /** Adds arguments of the main class. */
  SparkCommand arguments(String... values) {
    arguments.addAll(List.of(values));
    return this;
  }

  SparkCommand environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /**
   * The process to start in {@code directory}. Variables of this JVM's environment that would steer
   * Spark ({@code SPARK_*}, {@code HADOOP_*}, {@code YARN_*}, JVM options) are not handed on.
   */
  ProcessBuilder processBuilder(Path directory, Path temporaryDirectory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(javaHome(), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    // Killed JVMs would leave their performance files in /tmp.
    command.add("-XX:-UsePerfData");
    command.add("-Djava.io.tmpdir=" + temporaryDirectory);
    command.add("-Djdk.reflect.useDirectMethodHandle=false");
    OPENED_PACKAGES.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(home.classPath());
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(SparkCommand::steersSpark);
    builder.environment().putAll(environment);
    return builder;
  }

  private static boolean steersSpark(String variable) {
    return variable.startsWith("SPARK_")
        || variable.startsWith("HADOOP_")
        || variable.startsWith("YARN_")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("JDK_JAVA_OPTIONS");
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }
}
