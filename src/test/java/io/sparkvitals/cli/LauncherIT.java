package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code agent/bin/spark-vitals}, run by the shell that a user has. */
class LauncherIT {
  private static final String PATH = "/usr/bin:/bin";
  private static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private Path launcher;

  @BeforeEach
  void copyOfTheLauncherFarFromAnyJar() throws IOException {
    launcher = directory.resolve("home/agent/bin/spark-vitals");
    Files.createDirectories(launcher.getParent());
    Files.copy(
        Path.of(System.getProperty("basedir", ""), "agent/bin/spark-vitals").toAbsolutePath(),
        launcher,
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    environment.put("PATH", PATH);
    environment.put("JAVA_HOME", CommandRun.javaHome().toString());
  }

  private CommandRun run(Path script, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    return CommandRun.start(environment, command);
  }

  private Path script(String path, String content) throws IOException {
    Path script = directory.resolve(path);
    Files.createDirectories(script.getParent());
    Files.writeString(script, content);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private void linkJar(String path) throws IOException {
    Path link = directory.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, CommandRun.jar());
  }

  /** A spark-submit that says what it was told. */
  private void fakeSpark() throws IOException {
    script("spark/bin/spark-submit", "#!/bin/sh\nfor each; do echo \"<$each>\"; done\n");
    environment.put("SPARK_HOME", directory.resolve("spark").toString());
  }

  @Test
  void runsTheJarThatTheEnvironmentNames() throws Exception {
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    String log = SampleLog.of("app 1", 0.4).writeTo(directory).toString();
    try (CommandRun run = run(launcher, "replay", log, "--fail-on", "critical")) {
      assertThat(run.status()).as(run.messages()).isEqualTo(1);
      assertThat(run.out()).contains("job of app 1").doesNotContain("\u001b[");
    }
  }

  @Test
  void findsTheJarBesideItself() throws Exception {
    for (String place :
        List.of(
            "home/agent/bin/spark-vitals.jar",
            "home/agent/spark-vitals-1.2.jar",
            "home/target/spark-vitals-1.2.jar")) {
      linkJar(place);
      try (CommandRun run = run(launcher, "version")) {
        assertThat(run.status()).as(place + ": " + run.messages()).isZero();
      }
      Files.delete(directory.resolve(place));
    }
  }

  @Test
  void findsTheJarInSparksHome() throws Exception {
    fakeSpark();
    linkJar("spark/jars/spark-vitals-1.2.jar");
    try (CommandRun run = run(launcher, "version")) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.out()).startsWith("spark-vitals ");
    }
  }

  @Test
  void findsItsPlaceThroughLinks() throws Exception {
    linkJar("home/agent/bin/spark-vitals.jar");
    Path link = Files.createSymbolicLink(directory.resolve("vitals"), Path.of("home/agent/bin/x"));
    Files.createSymbolicLink(directory.resolve("home/agent/bin/x"), launcher);
    try (CommandRun run = run(link, "version")) {
      assertThat(run.status()).as(run.messages()).isZero();
    }
  }

  @Test
  void usesTheJavaOfThePath() throws Exception {
    environment.remove("JAVA_HOME");
    environment.put("PATH", CommandRun.javaHome().resolve("bin") + ":" + PATH);
    linkJar("home/agent/bin/spark-vitals.jar");
    environment.put("SPARK_VITALS_OPTS", "-Xmx64m -Dx=y");
    try (CommandRun run = run(launcher, "version")) {
      assertThat(run.status()).as(run.messages()).isZero();
    }
  }

  /** A Java that starts nothing but says what it was told, after the given line of the script. */
  private void fakeJava(String line) throws IOException {
    script("java/bin/java", "#!/bin/sh\n" + line + "\nfor each; do echo \"<$each>\"; done\n");
    environment.put("JAVA_HOME", directory.resolve("java").toString());
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    environment.put("SPARK_VITALS_OPTS", "-Xmx64m -Dx=y");
  }

  @Test
  void allowsJavaWhatItWouldWarnOf() throws Exception {
    fakeJava("");
    assertStarted(UNSAFE, "-Xmx64m", "-Dx=y", "-jar", CommandRun.jar().toString(), "help");
  }

  @Test
  void sparesAnOlderJavaTheOptionThatItDoesNotKnow() throws Exception {
    fakeJava("case $* in *--sun-misc*) echo Unrecognized option >&2; exit 1 ;; esac");
    assertStarted("-Xmx64m", "-Dx=y", "-jar", CommandRun.jar().toString(), "help");
  }

  private void assertStarted(String... args) throws Exception {
    try (CommandRun run = run(launcher, "help")) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.messages()).isEmpty();
      assertThat(run.out().lines())
          .containsExactlyElementsOf(Stream.of(args).map(each -> "<" + each + ">").toList());
    }
  }

  @Test
  void readsCompressedLogsWithoutAWarning() throws Exception {
    assertReadsWithoutAWord(CommandRun.javaHome());
  }

  @Test
  void readsCompressedLogsWithoutAWarningOfAJavaThatWarns() throws Exception {
    Path newer;
    try (Stream<Path> installed = Files.list(CommandRun.javaHome().toRealPath().getParent())) {
      newer = installed.filter(LauncherIT::warns).findFirst().orElse(null);
    }
    assumeTrue(newer != null, "no Java of 24 or later beside " + CommandRun.javaHome());
    assertReadsWithoutAWord(newer);
  }

  private static boolean warns(Path home) {
    try {
      Matcher version =
          Pattern.compile("JAVA_VERSION=\"(\\d+)")
              .matcher(Files.readString(home.resolve("release")));
      return version.find() && Integer.parseInt(version.group(1)) >= 24;
    } catch (IOException e) {
      return false;
    }
  }

  private void assertReadsWithoutAWord(Path javaHome) throws Exception {
    environment.put("JAVA_HOME", javaHome.toString());
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    byte[] log = SampleLog.of("app-1", 0).text().getBytes(StandardCharsets.UTF_8);
    Path compressed = Files.write(directory.resolve("app-1.zstd"), Zstd.compress(log));
    try (CommandRun run = run(launcher, "replay", compressed.toString())) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.out()).contains("job of app-1");
      assertThat(run.messages()).isEmpty();
    }
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws Exception {
    assertRefusal("no spark-vitals-*.jar beside " + launcher.getParent(), "version");
    environment.put("SPARK_VITALS_JAR", "/nowhere.jar");
    assertRefusal("SPARK_VITALS_JAR is /nowhere.jar, and no file is there", "version");
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    environment.put("JAVA_HOME", "/nowhere");
    assertRefusal("JAVA_HOME is /nowhere, and there is no bin/java in it", "version");
    assertRefusal("hdfs:///logs/app-1 needs Spark: set SPARK_HOME", "replay", "hdfs:///logs/app-1");
    assertRefusal("--master yarn needs Spark: set SPARK_HOME", "backtest", "d", "--master", "yarn");
    environment.put("SPARK_HOME", "/nowhere");
    assertRefusal("SPARK_HOME is /nowhere, and there is no", "replay", "hdfs:///logs/app-1");
  }

  private void assertRefusal(String sentence, String... args) throws Exception {
    try (CommandRun run = run(launcher, args)) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages()).startsWith("spark-vitals: " + sentence).hasLineCount(1);
    }
  }

  @Test
  void hadoopPathsGoThroughSparkSubmit() throws Exception {
    fakeSpark();
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    List<String> head = List.of("--master", "local[*]", "--deploy-mode", "client");
    for (String[] args :
        List.of(
            new String[] {"replay", "s3a://b/a b"},
            new String[] {"replay", "x", "--out=hdfs:///r/"},
            new String[] {"replay", "x", "--rules", "abfss://c@a.net/r.yml"})) {
      assertSubmitted(head, args);
    }
  }

  @Test
  void masterGoesToSparkSubmitToo() throws Exception {
    fakeSpark();
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    List<String> head = List.of("--master", "spark://h:7077", "--deploy-mode", "client");

    assertSubmitted(head, "backtest", "d", "--master", "spark://h:7077");
    assertSubmitted(head, "backtest", "d", "--master=spark://h:7077");
  }

  private void assertSubmitted(List<String> head, String... args) throws Exception {
    List<String> expected =
        Stream.of(
                head.stream(),
                Stream.of("--class", "io.sparkvitals.cli.Main", CommandRun.jar().toString()),
                Stream.of(args))
            .flatMap(each -> each)
            .map(each -> "<" + each + ">")
            .toList();
    try (CommandRun run = run(launcher, args)) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.out().lines()).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void localPathsNeedNoSpark() throws Exception {
    environment.put("SPARK_HOME", "/nowhere");
    environment.put("SPARK_VITALS_JAR", CommandRun.jar().toString());
    String log = SampleLog.of("app-1", 0).writeTo(directory).toUri().toString();
    try (CommandRun run = run(launcher, "replay", log.replace("file:/", "file:///"))) {
      assertThat(run.status()).as(run.messages()).isZero();
    }
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    boolean there =
        Stream.of(PATH.split(":")).anyMatch(d -> Files.exists(Path.of(d, "shellcheck")));
    assertThat(there || !"true".equals(System.getenv("CI")))
        .as("shellcheck is missing: apt-get install shellcheck")
        .isTrue();
    assumeTrue(there, "shellcheck is missing: apt-get install shellcheck");
    try (CommandRun run =
        CommandRun.start(environment, List.of("shellcheck", launcher.toString()))) {
      assertThat(run.status()).as(run.out()).isZero();
    }
  }
}
