package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.cluster.WebhookReceiver;
import io.sparkvitals.cluster.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is wrong with the agent or around it, the application's result is the same and its
 * driver exits by itself.
 */
class HarmlessnessIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String RESULT =
      "round 1: 3,199,995 sold\nround 2: 3,199,995 sold\nJOB done\n";

  private Workspace workspace;

  @BeforeEach
  void makeWorkspace() throws IOException {
    workspace = Workspace.create("harmless");
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  private SparkSubmissionBuilder healthy() throws IOException {
    return SparkSubmission.builder(SPARK.home(), workspace)
        .name("healthy")
        .master("local[2]")
        .job(JobJar.of("HealthyJob", SPARK.home()))
        .conf("spark.ui.enabled", "false");
  }

  /** Runs it to its own end and returns the driver's log. */
  private static String unharmed(SparkSubmissionBuilder submission) throws Exception {
    return unharmed(submission, RESULT);
  }

  private static String unharmed(SparkSubmissionBuilder submission, String result)
      throws Exception {
    try (SparkSubmission application = submission.start()) {
      int exit = application.await(WatchedApplication.LONG);
      assertThat(exit).as(application.tail()).isZero();
      assertThat(Files.readString(application.stdout())).isEqualTo(result);
      return Files.readString(application.stderr());
    }
  }

  private SparkSubmissionBuilder with(Path brokenJar) throws IOException {
    return healthy()
        .jar(brokenJar)
        .conf("spark.extraListeners", "io.sparkvitals.VitalsListener")
        .conf("spark.vitals.port", "0")
        .conf("spark.vitals.interval", "1s");
  }

  private Path broken() {
    return workspace.directory().resolve("broken.jar");
  }

  @ParameterizedTest
  @CsvSource({
    "io.sparkvitals.Vitals",
    "io.sparkvitals.spark.SparkDoor",
    "io.sparkvitals.spark.TaskReader",
    "io.sparkvitals.tracker.ApplicationTracker",
    "io.sparkvitals.config.VitalsConfig",
    "io.sparkvitals.Watch",
    "io.sparkvitals.metrics.MetricsServer",
    "io.sparkvitals.alerts.AlertBook",
  })
  void aMissingClassHarmsNothing(String missing) throws Exception {
    String log = unharmed(with(BrokenJar.without(missing, broken())));

    assertThat(log).doesNotContain("stopping SparkContext");
  }

  @ParameterizedTest
  @CsvSource({
    "io.sparkvitals.tracker.ApplicationTracker, taskEnded, java/lang/NoSuchMethodError",
    "io.sparkvitals.tracker.ApplicationTracker, taskStarted, java/lang/IllegalStateException",
    "io.sparkvitals.tracker.ApplicationTracker, applicationEnded, java/lang/NoSuchFieldError",
    "io.sparkvitals.tracker.ApplicationTracker, snapshot, java/lang/StackOverflowError",
    "io.sparkvitals.spark.TaskReader, ended, java/lang/OutOfMemoryError",
    "io.sparkvitals.Vitals, close, java/lang/IllegalAccessError",
    "io.sparkvitals.Vitals, needs, java/lang/NoSuchMethodError",
    "io.sparkvitals.rules.RuleEngine, evaluate, java/lang/IllegalStateException",
  })
  void anErrorInACallbackOrBehindItHarmsNothing(String owner, String method, String error)
      throws Exception {
    String log = unharmed(with(BrokenJar.throwing(owner, method, error, broken())));

    assertThat(log).doesNotContain("stopping SparkContext");
  }

  @Test
  void takenPortsCostOneLine() throws Exception {
    List<ServerSocket> taken = new ArrayList<>();
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = Math.min(first.getLocalPort(), 65_000);
      for (int i = 0; i < 16; i++) {
        occupy(port + i, taken);
      }
      String log =
          unharmed(
              WatchedApplication.watched(healthy())
                  .conf("spark.vitals.port", Integer.toString(port)));

      assertThat(log.lines().filter(line -> line.contains("The metrics endpoint is off")))
          .singleElement()
          .asString()
          .contains("spark.vitals.port");
    } finally {
      for (ServerSocket each : taken) {
        each.close();
      }
    }
  }

  private static void occupy(int port, List<ServerSocket> taken) {
    try {
      taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      // Somebody else has it: it is taken all the same.
    }
  }

  @Test
  void badSettingsCostALineEach() throws Exception {
    String log =
        unharmed(
            WatchedApplication.watched(healthy())
                .conf("spark.vitals.port", "many")
                .conf("spark.vitals.interval", "soon")
                .conf("spark.vitals.intervall", "1s")
                .conf("spark.vitals.rule.gc-time-high.threshold", "lots")
                .conf("spark.vitals.rule.gc-time-hihg.threshold", "0.2")
                .conf("spark.vitals.channel.ops.type", "slack")
                .conf("spark.vitals.channel.duty.type", "pager"));

    assertThat(log)
        .contains("spark.vitals.port", "\"many\"")
        .contains("did you mean spark.vitals.interval?")
        .contains("\"lots\"")
        .contains("gc-time-high")
        .contains("spark.vitals.channel.ops")
        .contains("spark.vitals.channel.duty.type");
  }

  @Test
  void theKillSwitchLeavesNoTrace() throws Exception {
    String log =
        unharmed(WatchedApplication.watched(healthy()).conf("spark.vitals.enabled", "false"));

    assertThat(log).contains("Spark Vitals is off").doesNotContain("metrics at");
  }

  @Test
  void deadAndHangingReceiversDoNotKeepTheDriverAlive() throws Exception {
    try (WebhookReceiver hanging = WebhookReceiver.start()) {
      for (int i = 0; i < 50; i++) {
        hanging.answer(WebhookReceiver.Answer.of(200).after(Duration.ofMinutes(10)));
      }
      String log =
          unharmed(
              failing(
                  WatchedApplication.watched(failingJob())
                      .conf("spark.vitals.channel.slow.type", "webhook")
                      .conf("spark.vitals.channel.slow.secretUrl", hanging.uri("/x").toString())
                      .conf("spark.vitals.channel.dead.type", "webhook")
                      .conf("spark.vitals.channel.dead.secretUrl", "http://127.0.0.1:9/secret-path")
                      .conf("spark.vitals.channel.far.type", "slack")
                      .conf("spark.vitals.channel.far.secretUrl", "https://192.0.2.1/hunter2")),
              "caught\nJOB done\n");

      assertThat(hanging.requests()).isNotEmpty();
      assertThat(log).contains("job-failed").doesNotContain("secret-path", "hunter2");
    }
  }

  private static SparkSubmissionBuilder failing(SparkSubmissionBuilder submission) {
    return submission.conf("spark.vitals.shutdown.timeout", "2s");
  }

  private SparkSubmissionBuilder failingJob() throws IOException {
    return healthy().name("failing").job(JobJar.of("FailingJob", SPARK.home()));
  }

  @Test
  void contextsOneAfterTheOtherAndAgentsSideBySideDoNotMeet() throws Exception {
    String log =
        unharmed(
            WatchedApplication.watched(healthy())
                .job(JobJar.of("TwoContextsJob", SPARK.home()))
                .conf(
                    "spark.extraListeners",
                    "io.sparkvitals.VitalsListener,io.sparkvitals.VitalsListener"),
            "context 1: 100\ncontext 2: 100\nJOB done\n");

    assertThat(log.lines().filter(line -> line.contains("metrics at http"))).hasSize(4);
  }

  @Test
  void twoContextsAtOnceHaveAnAgentEach() throws Exception {
    String log =
        unharmed(
            WatchedApplication.watched(healthy())
                .job(JobJar.of("ContextsAtOnceJob", SPARK.home()))
                // The cleaner of one context would remove the broadcasts of the other.
                .conf("spark.cleaner.referenceTracking", "false")
                .conf("spark.vitals.channel.log.enabled", "false"),
            "first: 3\nsecond: 4\nJOB done\n");

    List<String> watching = log.lines().filter(line -> line.contains("metrics at http")).toList();
    assertThat(watching).hasSize(2);
    assertThat(watching.get(0).replaceAll(".*watches (\\S+) .*", "$1"))
        .isNotEqualTo(watching.get(1).replaceAll(".*watches (\\S+) .*", "$1"));
  }

  @Test
  void everyThreadIsADaemonAndNoneIsLeftAfterTheEnd() throws Exception {
    try (SparkSubmission application =
        WatchedApplication.watched(healthy()).job(JobJar.of("ThreadsJob", SPARK.home())).start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
      List<String> out = Files.readAllLines(application.stdout());

      assertThat(out).anyMatch(line -> line.startsWith("running spark-vitals daemon=true"));
      assertThat(out).noneMatch(line -> line.contains("daemon=false"));
      assertThat(out).noneMatch(line -> line.startsWith("left spark-vitals"));
    }
  }
}
