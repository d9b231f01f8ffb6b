package io.sparkvitals.diagnosis.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a user wants of the executors and the driver, whatever they are sized from. Immutable. */
public final class Wishes {
  private static final long DEFAULT_STEP_MIB = 1_024;

  private final Platform platform;
  private final boolean python;
  private final boolean client;
  private final boolean fixed;
  private final OptionalInt executorCores;
  private final OptionalLong driverMib;
  private final long offHeapMib;
  private final long pysparkMib;
  private final long stepMib;

  private Wishes(Draft draft) {
    platform = draft.platform;
    python = draft.python;
    client = draft.client;
    fixed = draft.fixed;
    executorCores = draft.executorCores;
    driverMib = draft.driverMib;
    offHeapMib = draft.offHeapMib;
    pysparkMib = draft.pysparkMib;
    stepMib = draft.stepMib;
  }

  public static Draft on(Platform platform) {
    return new Draft(platform);
  }

  Platform platform() {
    return platform;
  }

  /** Whether Python workers run beside the JVM of each executor. */
  boolean python() {
    return python;
  }

  /** Whether the driver runs outside of the cluster. */
  boolean client() {
    return client;
  }

  /** Whether the number of executors does not follow the load. */
  boolean fixed() {
    return fixed;
  }

  /** Absent where the plan chooses. */
  OptionalInt executorCores() {
    return executorCores;
  }

  /** Heap of the driver; absent where the plan chooses. */
  OptionalLong driverMib() {
    return driverMib;
  }

  /** {@code spark.memory.offHeap.size}. */
  long offHeapMib() {
    return offHeapMib;
  }

  /** {@code spark.executor.pyspark.memory}; 0 leaves Python to the overhead. */
  long pysparkMib() {
    return pysparkMib;
  }

  /** What YARN rounds containers up to; 1 elsewhere. */
  long stepMib() {
    return platform == Platform.YARN ? stepMib : 1;
  }

  /** Collects wishes. */
  public static final class Draft {
    private final Platform platform;
    private boolean python;
    private boolean client;
    private boolean fixed;
    private OptionalInt executorCores = OptionalInt.empty();
    private OptionalLong driverMib = OptionalLong.empty();
    private long offHeapMib;
    private long pysparkMib;
    private long stepMib = DEFAULT_STEP_MIB;

    private Draft(Platform platform) {
      this.platform = platform;
    }

    public Draft python(boolean workers) {
      python = workers;
      return this;
    }

    public Draft client(boolean outside) {
      client = outside;
      return this;
    }

    public Draft fixed(boolean number) {
      fixed = number;
      return this;
    }

    public Draft executorCores(int cores) {
      executorCores = OptionalInt.of(cores);
      return this;
    }

    public Draft driverMib(long heap) {
      driverMib = OptionalLong.of(heap);
      return this;
    }

    public Draft offHeapMib(long size) {
      offHeapMib = size;
      return this;
    }

    public Draft pysparkMib(long size) {
      pysparkMib = size;
      return this;
    }

    /** {@code yarn.scheduler.minimum-allocation-mb}, 1024 by default. */
    public Draft stepMib(long size) {
      stepMib = size;
      return this;
    }

    public Wishes wishes() {
      return new Wishes(this);
    }
  }
}
