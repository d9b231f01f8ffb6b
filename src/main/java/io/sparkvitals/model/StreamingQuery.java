package io.sparkvitals.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a streaming query said of its newest batch. Immutable. */
public final class StreamingQuery {
  /** The key of {@link #phaseMillis} under which the whole batch stands. */
  public static final String WHOLE = "triggerExecution";

  /** Spark's words for the phases of a batch that are kept, the whole of it first. */
  public static final List<String> PHASES =
      Collections.unmodifiableList(
          Arrays.asList(
              WHOLE, "addBatch", "getBatch", "queryPlanning", "walCommit", "latestOffset"));

  private final String name;
  private final String runId;
  private String id = "";
  private long batchId = -1;
  private long progressMillis;
  private long inputRows;
  private double inputRowsPerSecond;
  private double processedRowsPerSecond;
  private Map<String, Long> phaseMillis = Collections.emptyMap();
  private long watermarkMillis;
  private long stateRows = -1;
  private long stateMemoryBytes = -1;

  private StreamingQuery(String name, String runId) {
    this.name = name;
    this.runId = runId;
  }

  /** A query that started; {@code name} is its run id where it was given none. */
  public static StreamingQuery started(String name, String runId) {
    return new StreamingQuery(name, runId);
  }

  /** The same under another name. */
  public StreamingQuery named(String newName) {
    return copy(newName);
  }

  private StreamingQuery copy() {
    return copy(name);
  }

  private StreamingQuery copy(String newName) {
    StreamingQuery copy = new StreamingQuery(newName, runId);
    copy.id = id;
    copy.batchId = batchId;
    copy.progressMillis = progressMillis;
    copy.inputRows = inputRows;
    copy.inputRowsPerSecond = inputRowsPerSecond;
    copy.processedRowsPerSecond = processedRowsPerSecond;
    copy.phaseMillis = phaseMillis;
    copy.watermarkMillis = watermarkMillis;
    copy.stateRows = stateRows;
    copy.stateMemoryBytes = stateMemoryBytes;
    return copy;
  }

  /** The same with its id, which stays when it is started again from its checkpoint. */
  public StreamingQuery id(String newId) {
    StreamingQuery copy = copy();
    copy.id = newId;
    return copy;
  }

  /** The same after a batch of {@code rows} rows. */
  public StreamingQuery batch(long newBatchId, long timeMillis, long rows) {
    StreamingQuery copy = copy();
    copy.batchId = newBatchId;
    copy.progressMillis = timeMillis;
    copy.inputRows = inputRows + Math.max(0, rows);
    return copy;
  }

  /** The same with how long the newest batch took, by Spark's words for its phases. */
  public StreamingQuery phases(Map<String, Long> millis) {
    StreamingQuery copy = copy();
    copy.phaseMillis = Collections.unmodifiableMap(new TreeMap<>(millis));
    return copy;
  }

  /** The same with the rates of the newest batch, in rows per second; 0 where none is known. */
  public StreamingQuery rates(double input, double processed) {
    StreamingQuery copy = copy();
    copy.inputRowsPerSecond = finite(input);
    copy.processedRowsPerSecond = finite(processed);
    return copy;
  }

  /** The same with its watermark, as Unix milliseconds, or 0. */
  public StreamingQuery watermark(long millis) {
    StreamingQuery copy = copy();
    copy.watermarkMillis = Math.max(0, millis);
    return copy;
  }

  /** The same with the sums over its stateful operators; -1 where it has none. */
  public StreamingQuery state(long rows, long memoryBytes) {
    StreamingQuery copy = copy();
    copy.stateRows = rows;
    copy.stateMemoryBytes = memoryBytes;
    return copy;
  }

  /** The newest batch of {@code newest}, rows added to those of this one. */
  public StreamingQuery followedBy(StreamingQuery newest) {
    StreamingQuery copy = newest.copy();
    copy.inputRows = inputRows + newest.inputRows;
    copy.id = newest.id.isEmpty() ? id : newest.id;
    return copy;
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

  /** Its id over all its runs, or empty. */
  public String id() {
    return id;
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

  /** How long the newest batch took, in milliseconds, or 0. */
  public long batchDurationMillis() {
    return phaseMillis.getOrDefault(WHOLE, 0L);
  }

  /** How long each phase of the newest batch took, by Spark's words for them. */
  public Map<String, Long> phaseMillis() {
    return phaseMillis;
  }

  /** Unix milliseconds, or 0 where it has none. */
  public long watermarkMillis() {
    return watermarkMillis;
  }

  /** Over its stateful operators, or -1 where it has none. */
  public long stateRows() {
    return stateRows;
  }

  /** Over its stateful operators, or -1 where it has none. */
  public long stateMemoryBytes() {
    return stateMemoryBytes;
  }
}
