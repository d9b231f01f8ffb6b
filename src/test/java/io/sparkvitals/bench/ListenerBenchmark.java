package io.sparkvitals.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one stage of 5,000 tasks on 200 executors costs a listener, in milliseconds on Spark's
 * listener thread; {@link Benchmarks} divides by the number of events. Making the events is not
 * measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 250)
@Measurement(iterations = 100)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx4g"})
public class ListenerBenchmark {
  static final int EXECUTORS = 200;
  static final int TASKS = 5_000;

  @Param({"empty", "AppStatusListener", "VitalsListener"})
  public String listener;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final EventStream stream = new EventStream(EXECUTORS, TASKS);
  private SparkListenerInterface target;
  private List<EventStream.Event> events;
  private long allocatedBefore;

  /** What was allocated and how many events there were, beside the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counts {
    public long bytes;
    public long events;
  }

  @Setup(Level.Trial)
  public void application() {
    target = Listeners.make(listener);
    stream.start().forEach(event -> event.accept(target));
  }

  @Setup(Level.Invocation)
  public void stage() {
    events = stream.nextStage();
    allocatedBefore = threads.getCurrentThreadAllocatedBytes();
  }

  @Benchmark
  public SparkListenerInterface stage(Counts counts) {
    for (int i = 0, n = events.size(); i < n; i++) {
      events.get(i).accept(target);
    }
    counts.bytes += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    counts.events += events.size();
    return target;
  }

  @TearDown(Level.Trial)
  public void end() {
    Listeners.close(target);
  }
}
