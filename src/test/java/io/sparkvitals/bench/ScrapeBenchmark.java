package io.sparkvitals.bench;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.metrics.Exposition;
import io.sparkvitals.metrics.ExposureLimits;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.FirehoseDoor;
import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a scrape costs with 1,000 executors and 200 stages: the snapshot, for which the listener is
 * blocked, and the page as a whole.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g"})
public class ScrapeBenchmark {
  private static final int EXECUTORS = 1_000;
  private static final int STAGES = 200;
  private static final int TASKS = 5_000;

  private final ApplicationTracker tracker = new ApplicationTracker();
  private Exposition exposition;

  @Setup
  public void application() {
    DoorHealth health = new DoorHealth();
    SparkDoor door = new SparkDoor(new Object(), tracker, health, System::currentTimeMillis);
    FirehoseDoor listener = new FirehoseDoor(door);
    EventStream stream = new EventStream(EXECUTORS, TASKS);
    stream.start().forEach(event -> event.accept(listener));
    for (int i = 0; i < STAGES; i++) {
      stream.nextStage().forEach(event -> event.accept(listener));
    }
    VitalsConfig config =
        VitalsConfig.of(
            Map.of(
                "spark.vitals.metrics.maxStages", "200",
                "spark.vitals.metrics.maxSeries", "100000"),
            Environment.system());
    exposition =
        new Exposition(
            tracker::snapshot, ExposureLimits.of(config), BuildInfo.load(), System::nanoTime);
  }

  @Benchmark
  public ApplicationSnapshot snapshot() {
    tracker.tick(tracker.nowMillis() + 1);
    return tracker.snapshot();
  }

  @Benchmark
  public int page() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 20);
    exposition.write("application/openmetrics-text; version=1.0.0", page);
    return page.size();
  }
}
