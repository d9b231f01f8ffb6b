package io.sparkvitals.model;

import java.util.OptionalDouble;

/** Core-milliseconds that were allocated, and that were busy with tasks. Immutable. */
public final class CoreTime {
  public static final CoreTime ZERO = new CoreTime(0, 0);

  private final long allocatedMillis;
  private final long busyMillis;

  private CoreTime(long allocatedMillis, long busyMillis) {
    this.allocatedMillis = allocatedMillis;
    this.busyMillis = busyMillis;
  }

  public static CoreTime of(long allocatedMillis, long busyMillis) {
    return new CoreTime(allocatedMillis, busyMillis);
  }

  public CoreTime plus(CoreTime other) {
    return of(allocatedMillis + other.allocatedMillis, busyMillis + other.busyMillis);
  }

  public CoreTime minus(CoreTime earlier) {
    return of(allocatedMillis - earlier.allocatedMillis, busyMillis - earlier.busyMillis);
  }

  /** Registered cores times milliseconds. */
  public long allocatedMillis() {
    return allocatedMillis;
  }

  /** Running tasks times {@code spark.task.cpus}, at most the cores, times milliseconds. */
  public long busyMillis() {
    return busyMillis;
  }

  /** 1 less busy per allocated; absent while nothing is allocated. */
  public OptionalDouble idleRatio() {
    return allocatedMillis > 0
        ? OptionalDouble.of((double) Math.max(0, allocatedMillis - busyMillis) / allocatedMillis)
        : OptionalDouble.empty();
  }
}
