package io.sparkvitals.live;

import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.MetricsPage;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkHome;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real application with the agent's jar, submitted as a user would. */
final class WatchedApplication {
  static final Duration LONG = Duration.ofMinutes(5);
  private static final Pattern ADDRESS = Pattern.compile("metrics at (http://\\S+/metrics)");

  private WatchedApplication() {}

  static Path agentJar() {
    String jar = System.getProperty("vitals.jar", "target/spark-vitals-0.1.0-SNAPSHOT.jar");
    Path path = Path.of(jar).toAbsolutePath();
    if (!Files.exists(path)) {
      throw new IllegalStateException("no agent jar at " + path + "; run: make build");
    }
    return path;
  }

  /** With {@code --jars} and {@code spark.extraListeners}, on any free port of loopback. */
  static SparkSubmissionBuilder watched(SparkSubmissionBuilder submission) {
    return submission
        .jar(agentJar())
        .conf("spark.extraListeners", "io.sparkvitals.VitalsListener")
        .conf("spark.vitals.port", "0")
        .conf("spark.vitals.host", "127.0.0.1")
        .conf("spark.vitals.interval", "1s");
  }

  static SparkSubmissionBuilder watched(SparkCluster cluster, String job) throws IOException {
    return watched(cluster.submission().name(job).job(JobJar.of(job, cluster.home())));
  }

  static JobJar job(String name, SparkHome home) throws IOException {
    return JobJar.of(name, home);
  }

  /** Where the running driver says that its metrics are. */
  static URI metrics(SparkSubmission application) throws InterruptedException {
    String line = application.awaitLogLine("metrics at http", Duration.ofMinutes(1));
    Matcher address = ADDRESS.matcher(line);
    if (!address.find()) {
      throw new IllegalStateException("no address in: " + line);
    }
    return URI.create(address.group(1));
  }

  static MetricsPage page(SparkSubmission application) throws IOException, InterruptedException {
    return MetricsPage.fetch(metrics(application));
  }
}
