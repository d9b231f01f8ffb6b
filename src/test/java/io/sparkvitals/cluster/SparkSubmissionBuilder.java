package io.sparkvitals.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What {@code spark-submit} is told. Not thread-safe.
 *
 * <p>Driver and executors compile with C1 only unless told otherwise ({@code
 * -XX:TieredStopAtLevel=4}): a short job on few cores would spend half of its time in C2.
 */
public final class SparkSubmissionBuilder {

  private static final String QUICK_JIT = "-XX:TieredStopAtLevel=1";

  private final SparkHome home;
  private final Workspace workspace;
  private final Map<String, String> conf = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Path> jars = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> driverJavaOptions = new ArrayList<>();
  private String name = "job";
  private String master = "local[2]";
  private String driverMemory = "512m";
  private String mainClass = "";
  private Path jobJar = Path.of("");
  private Consumer<String> onStdout = line -> {};

  SparkSubmissionBuilder(SparkHome home, Workspace workspace) {
    this.home = home;
    this.workspace = workspace;
    conf.put("spark.driver.host", "127.0.0.1");
    conf.put("spark.driver.bindAddress", "127.0.0.1");
    conf.put("spark.ui.port", "0");
    conf.put("spark.ui.showConsoleProgress", "false");
    conf.put("spark.sql.warehouse.dir", workspace.directory().resolve("warehouse").toString());
    conf.put(
        "spark.executor.extraJavaOptions",
        QUICK_JIT + " -XX:-UsePerfData -Djava.io.tmpdir=" + workspace.temporaryDirectory());
  }

  /** Names the log files; a random part makes them unique. Default {@code job}. */
  public SparkSubmissionBuilder name(String value) {
    name = value;
    return this;
  }

  /** Default {@code local[2]}, or the cluster that made this builder. */
  public SparkSubmissionBuilder master(String url) {
    master = url;
    return this;
  }

  /** Maximum heap of the driver, default {@code 512m}. */
  public SparkSubmissionBuilder driverMemory(String value) {
    driverMemory = value;
    return this;
  }

  /** Adds options to the driver's JVM. */
  public SparkSubmissionBuilder driverJavaOptions(String... options) {
    driverJavaOptions.addAll(List.of(options));
    return this;
  }

  public SparkSubmissionBuilder mainClass(String value) {
    mainClass = value;
    return this;
  }

  /** The jar with the main class. */
  public SparkSubmissionBuilder jobJar(Path jar) {
    jobJar = jar;
    return this;
  }

  /** The class and the jar of one file in {@code src/test/jobs}. */
  public SparkSubmissionBuilder job(JobJar job) {
    return mainClass(job.mainClass()).jobJar(job.path());
  }

  /** Adds to {@code --jars}. */
  public SparkSubmissionBuilder jar(Path jar) {
    jars.add(jar);
    return this;
  }

  /** Adds {@code --conf key=value}; the last value of a key counts. */
  public SparkSubmissionBuilder conf(String key, String value) {
    conf.put(key, value);
    return this;
  }

  /** Adds many settings. */
  public SparkSubmissionBuilder conf(Map<String, String> settings) {
    conf.putAll(settings);
    return this;
  }

  /** Adds options to the executors' JVMs, after the harness' own. */
  public SparkSubmissionBuilder executorJavaOptions(String options) {
    conf.merge("spark.executor.extraJavaOptions", options, (mine, more) -> mine + " " + more);
    return this;
  }

  /** Adds arguments of the job. */
  public SparkSubmissionBuilder arguments(String... values) {
    arguments.addAll(List.of(values));
    return this;
  }

  /** Adds a variable to the driver's environment. */
  public SparkSubmissionBuilder environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Is given each line of the driver's stdout as it comes, on a thread of the harness. */
  public SparkSubmissionBuilder onStdout(Consumer<String> consumer) {
    onStdout = consumer;
    return this;
  }

  /** Starts the driver and returns at once. */
  public SparkSubmission start() throws IOException {
    SparkCommand command =
        new SparkCommand(home, "org.apache.spark.deploy.SparkSubmit")
            .environment(environment)
            .jvmOptions("-Xmx" + driverMemory, QUICK_JIT)
            .jvmOptions(driverJavaOptions.toArray(String[]::new))
            .arguments("--master", master, "--deploy-mode", "client", "--class", mainClass);
    conf.forEach((key, value) -> command.arguments("--conf", key + "=" + value));
    if (!jars.isEmpty()) {
      String list = jars.stream().map(Path::toString).collect(Collectors.joining(","));
      command.arguments("--jars", list);
    }
    command.arguments(jobJar.toString());
    command.arguments(arguments.toArray(String[]::new));
    String unique = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    return SparkSubmission.of(SparkProcess.start(unique, command, workspace, onStdout));
  }
}
