package io.sparkvitals.bench;

import io.sparkvitals.diagnosis.advice.Advisor;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.FirehoseDoor;
import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a report asks of a whole run on 1,000 executors: all advice, the audit of the settings, and
 * the cost; with a tenth of the stages that are kept, and with all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g"})
public class AdviceBenchmark {
  private static final int EXECUTORS = 1_000;
  private static final int TASKS = 100;

  @Param({"1000", "10000"})
  public int stages;

  private ApplicationSnapshot snapshot;

  @Setup
  public void application() {
    ApplicationTracker tracker = new ApplicationTracker();
    SparkDoor door =
        new SparkDoor(new Object(), tracker, new DoorHealth(), System::currentTimeMillis);
    FirehoseDoor listener = new FirehoseDoor(door);
    EventStream stream = new EventStream(EXECUTORS, TASKS);
    stream.start().forEach(event -> event.accept(listener));
    tracker.environment(Map.of("spark.master", "yarn", "spark.dynamicAllocation.enabled", "true"));
    for (int i = 0; i < stages; i++) {
      stream.nextStage().forEach(event -> event.accept(listener));
    }
    snapshot = tracker.snapshot();
    if (snapshot.stages().size() != stages || snapshot.executors().size() < EXECUTORS) {
      throw new IllegalStateException("the application was not tracked");
    }
  }

  @Benchmark
  public List<Suggestion> advice() {
    return Advisor.advise(snapshot);
  }

  @Benchmark
  public Audit audit() {
    return Audit.of(snapshot.facts());
  }

  @Benchmark
  public Optional<Cost> cost() {
    return Cost.of(snapshot);
  }
}
