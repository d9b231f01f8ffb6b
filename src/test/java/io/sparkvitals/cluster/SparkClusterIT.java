package io.sparkvitals.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SparkClusterIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  @Test
  void jobRunsOnTheClusterAndItsLinesArrive() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    SparkCluster cluster = SPARK.cluster();
    assertThat(cluster.aliveWorkers()).isEqualTo(2);

    try (SparkSubmission submission =
        cluster
            .submission()
            .job(JobJar.of("HealthyJob", SPARK.home()))
            .conf("spark.executor.memory", "512m")
            .onStdout(lines::add)
            .start()) {
      assertThat(submission.await(PATIENCE)).isZero();
      assertThat(Files.readString(submission.stderr())).contains("Submitted application: healthy");
    }

    assertThat(lines).contains("JOB done");
  }

  @Test
  void nothingIsLeftOfAClosedCluster() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    SparkCluster cluster = SparkCluster.start(SPARK.home(), new SparkCluster.Size(1, 1, "1g"));
    List<ProcessHandle> started =
        ProcessHandle.current().descendants().filter(p -> !before.contains(p)).toList();
    assertThat(started).hasSizeGreaterThanOrEqualTo(2);

    cluster.close();

    assertThat(cluster.workspace().directory()).doesNotExist();
    Await.until(
        "end of all processes",
        PATIENCE,
        () -> started.stream().filter(ProcessHandle::isAlive).count(),
        alive -> alive == 0);
  }
}
