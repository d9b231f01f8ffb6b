package io.sparkvitals.model;

/** What Spark says of an executor when it registers. Immutable. */
public final class ExecutorFacts {
  /** The id under which the driver reports, and under which tasks run in local mode. */
  public static final String DRIVER = "driver";

  private final String id;
  private final String host;
  private final int cores;
  private final int resourceProfileId;
  private final long addedMillis;

  private ExecutorFacts(
      String id, String host, int cores, int resourceProfileId, long addedMillis) {
    this.id = id;
    this.host = host;
    this.cores = cores;
    this.resourceProfileId = resourceProfileId;
    this.addedMillis = addedMillis;
  }

  /** {@code cores} is -1 and {@code addedMillis} 0 where no registration was seen. */
  public static ExecutorFacts of(
      String id, String host, int cores, int resourceProfileId, long addedMillis) {
    return new ExecutorFacts(id, host, cores, resourceProfileId, addedMillis);
  }

  public String id() {
    return id;
  }

  public boolean driver() {
    return id.equals(DRIVER);
  }

  public String host() {
    return host;
  }

  /** Task slots in cores, or -1 where no registration was seen. */
  public int cores() {
    return cores;
  }

  public int resourceProfileId() {
    return resourceProfileId;
  }

  /** Unix time in milliseconds, or 0 where unknown. */
  public long addedMillis() {
    return addedMillis;
  }
}
