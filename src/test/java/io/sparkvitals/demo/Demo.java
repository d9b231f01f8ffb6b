package io.sparkvitals.demo;

import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.LogTail;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkHome;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.WebhookReceiver;
import io.sparkvitals.demo.Screen.Look;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a retail job with common illnesses on a small standalone cluster, watched by the agent, and
 * shows what the agent says. Needs the system properties {@code vitals.jar}, {@code spark.homes}
 * and {@code demo.reports}, a directory for the reports. {@code --conf key=value}, as often as
 * wanted, changes a setting of the job, so that advice can be tried. {@code KEEP=1} in the
 * environment keeps everything up after the job until Ctrl-C.
 *
 * <p>Exit code 0 when the job succeeded and alerts came.
 */
public final class Demo {

  private static final Duration JOB_LIMIT = Duration.ofMinutes(10);
  private static final Duration KEEP_LIMIT = Duration.ofHours(12);
  private static final int LOG_LINES = 15;
  private static final String KEEP_HINT = " (KEEP=1 keeps them)";

  private final Screen screen;
  private final Path agentJar;
  private final Path reports = Path.of(System.getProperty("demo.reports", "")).toAbsolutePath();
  private final Map<String, String> changes;
  private final boolean keep;
  private final AlertDesk desk;
  private final List<String> report = new ArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Demo(Screen screen, Path agentJar, Map<String, String> changes, boolean keep) {
    this.screen = screen;
    this.agentJar = agentJar;
    this.changes = changes;
    this.keep = keep;
    this.desk = new AlertDesk(screen);
  }

  public static void main(String[] args) throws InterruptedException {
    Screen screen = Screen.ofTerminal(System.getenv());
    Path agentJar = Path.of(System.getProperty("vitals.jar", "")).toAbsolutePath();
    if (!Files.isRegularFile(agentJar)) {
      screen.plain("No agent jar at " + agentJar + ". Run: make demo");
      System.exit(2);
    }
    boolean keep = System.getenv().getOrDefault("KEEP", "").equals("1");
    Map<String, String> changes;
    try {
      changes = DemoSettings.changes(args);
    } catch (IllegalArgumentException e) {
      screen.plain(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Demo(screen, agentJar, changes, keep).run());
  }

  private int run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping.set(true), "demo-stop"));
    screen.heading("Spark Vitals: a sick job and what the agent says about it");
    screen.plain("About two minutes. Ctrl-C ends it and cleans up.");
    screen.blank();
    try (WebhookReceiver receiver = WebhookReceiver.start(desk::receive)) {
      SparkHome home = SparkHome.require("3.5.9", "2.12");
      JobJar job = JobJar.of("RetailJob", home);
      screen.say("demo", Look.FAINT, "starting a cluster of " + home + " ...");
      try (SparkCluster cluster = SparkCluster.start(home, SparkCluster.Size.small())) {
        return watch(cluster, job, receiver);
      }
    } catch (IOException | IllegalStateException e) {
      return failed(e.getMessage());
    }
  }

  private int watch(SparkCluster cluster, JobJar job, WebhookReceiver receiver)
      throws IOException, InterruptedException {
    if (keep) {
      cluster.workspace().keepLogs();
    }
    int uiPort = freePort(4040);
    int metricsPort = freePort(4090);
    URI metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    showAddresses(cluster, uiPort, metrics);
    showLowered();
    showChanges();
    SparkSubmission submission =
        cluster
            .submission()
            .name("driver")
            .job(job)
            .driverMemory("768m")
            .jar(agentJar)
            .conf(DemoSettings.spark())
            .executorJavaOptions("-XX:TieredStopAtLevel=4")
            .conf(DemoSettings.agent(metricsPort, receiver.uri("/alerts").toString()))
            .conf("spark.ui.port", Integer.toString(uiPort))
            .conf("spark.vitals.report.dir", reports.toString())
            .conf(changes)
            .arguments("--data", cluster.workspace().newDirectory("data").toString())
            .arguments(stayArguments(cluster))
            .onStdout(this::jobLine)
            .start();
    try (LiveFigures figures = new LiveFigures(metrics, screen)) {
      figures.start();
      submission.awaitLine("JOB done", JOB_LIMIT);
    } catch (IllegalStateException e) {
      return jobFailed(cluster, submission);
    }
    try {
      return keep ? stay(cluster, submission) : finish(cluster, submission);
    } catch (IllegalStateException e) {
      return jobFailed(cluster, submission);
    }
  }

  private void showAddresses(SparkCluster cluster, int uiPort, URI metrics) {
    screen.say("demo", Look.FAINT, "executors that are too small for the job");
    screen.more("Spark UI", Look.FAINT, "http://127.0.0.1:" + uiPort);
    screen.more("metrics ", Look.FAINT, metrics.toString());
    screen.more("logs    ", Look.FAINT, cluster.workspace().logs() + (keep ? "" : KEEP_HINT));
    screen.blank();
  }

  private void showLowered() {
    screen.plain("These settings let the agent judge so small a job; all others are the defaults:");
    int column = 2 + DemoSettings.LOWERED.stream().mapToInt(s -> name(s).length()).max().orElse(0);
    DemoSettings.LOWERED.forEach(s -> screen.entry(name(s), column, s.meaning()));
    screen.blank();
  }

  private void showChanges() {
    if (!changes.isEmpty()) {
      screen.plain("And these, as you asked:");
      changes.forEach((key, value) -> screen.plain("  " + key + "=" + value));
      screen.blank();
    }
  }

  private static String name(DemoSettings.Lowered setting) {
    return setting.key() + "=" + setting.value();
  }

  private String[] stayArguments(SparkCluster cluster) {
    Path never = cluster.workspace().directory().resolve("stop-the-job");
    return keep ? new String[] {"--stay-until", never.toString()} : new String[0];
  }

  private void jobLine(String line) {
    if (line.startsWith("REPORT ")) {
      report.add(line.substring("REPORT ".length()));
    } else if (line.startsWith("[")) {
      screen.say("job", Look.BOLD, line);
    } else if (line.startsWith(" ")) {
      screen.more("", Look.PLAIN, line.strip());
    }
  }

  private int finish(SparkCluster cluster, SparkSubmission submission) throws InterruptedException {
    int exitCode = submission.await(Duration.ofMinutes(1));
    if (exitCode != 0) {
      return jobFailed(cluster, submission);
    }
    screen.say("job", Look.BOLD, "done");
    int code = summary(cluster, submission);
    if (code == 0) {
      showReport();
      new Summary(screen, agentJar).next();
    }
    return code;
  }

  private int stay(SparkCluster cluster, SparkSubmission submission) throws InterruptedException {
    screen.say("job", Look.BOLD, "done; everything stays up until Ctrl-C");
    int code = summary(cluster, submission);
    submission.await(KEEP_LIMIT);
    return code;
  }

  private int summary(SparkCluster cluster, SparkSubmission submission) {
    new Summary(screen, agentJar).show(report, desk.firedByRule());
    if (desk.firedByRule().isEmpty()) {
      cluster.workspace().keepLogs();
      return failed("no alert came; driver log: " + submission.stderr());
    }
    return 0;
  }

  private void showReport() {
    try {
      DemoReport.newest(reports).show(screen);
    } catch (IOException e) {
      screen.plain("No report: " + e.getMessage());
    }
  }

  private int jobFailed(SparkCluster cluster, SparkSubmission submission) {
    if (stopping.get()) {
      return 130;
    }
    cluster.workspace().keepLogs();
    screen.blank();
    screen.raw(LogTail.of(submission.stdout(), 5) + LogTail.of(submission.stderr(), LOG_LINES));
    return failed("the job did not succeed; logs: " + cluster.workspace().logs());
  }

  private int failed(String message) {
    if (!stopping.get()) {
      screen.blank();
      screen.say("FAILED", Look.RED, message.lines().findFirst().orElse(""));
      screen.raw(message.lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
    }
    return 1;
  }

  /** The first free port from {@code wanted} on, as Spark itself searches. */
  private static int freePort(int wanted) throws IOException {
    for (int port = wanted; port < wanted + 16; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try the next one.
      }
    }
    throw new IOException(String.format(Locale.ROOT, "no free port from %d on", wanted));
  }
}
