package io.sparkvitals.model;

/** What a streaming query said of its newest batch. Immutable. */
public final class StreamingQuery {
  private final String name;
  private final String runId;
  private final long batchId;
  private final long progressMillis;
  private final long inputRows;
  private final double inputRowsPerSecond;
  private final double processedRowsPerSecond;
  private final long batchDurationMillis;

  private StreamingQuery(
      String name,
      String runId,
      long batchId,
      long progressMillis,
      long inputRows,
      double[] rates,
      long batchDurationMillis) {
    this.name = name;
    this.runId = runId;
    this.batchId = batchId;
    this.progressMillis = progressMillis;
    this.inputRows = inputRows;
    this.inputRowsPerSecond = rates[0];
    this.processedRowsPerSecond = rates[1];
    this.batchDurationMillis = batchDurationMillis;
  }

  /** A query that started; {@code name} is its run id where it was given none. */
  public static StreamingQuery started(String name, String runId) {
    return new StreamingQuery(name, runId, -1, 0, 0, new double[2], 0);
  }

  /** The same after a batch of {@code rows} rows that took {@code durationMillis}. */
  public StreamingQuery batch(long newBatchId, long timeMillis, long rows, long durationMillis) {
    double[] rates = {inputRowsPerSecond, processedRowsPerSecond};
    return new StreamingQuery(
        name, runId, newBatchId, timeMillis, inputRows + Math.max(0, rows), rates, durationMillis);
  }

  /** The same with the rates of the newest batch, in rows per second; 0 where none is known. */
  public StreamingQuery rates(double input, double processed) {
    double[] rates = {finite(input), finite(processed)};
    return new StreamingQuery(
        name, runId, batchId, progressMillis, inputRows, rates, batchDurationMillis);
  }

  private static double finite(double rate) {
    return Double.isNaN(rate) || Double.isInfinite(rate) ? 0 : rate;
  }

  public String name() {
    return name;
  }

  public String runId() {
    return runId;
  }

  /** Number of the newest batch, or -1 before the first. */
  public long batchId() {
    return batchId;
  }

  /** When the newest batch was reported, as Unix milliseconds, or 0. */
  public long progressMillis() {
    return progressMillis;
  }

  /** Rows read since the query was first seen. */
  public long inputRows() {
    return inputRows;
  }

  public double inputRowsPerSecond() {
    return inputRowsPerSecond;
  }

  public double processedRowsPerSecond() {
    return processedRowsPerSecond;
  }

  public long batchDurationMillis() {
    return batchDurationMillis;
  }
}
