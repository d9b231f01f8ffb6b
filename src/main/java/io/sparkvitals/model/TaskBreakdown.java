package io.sparkvitals.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Task attempts of a stage or an application, and why the failed ones failed. Immutable. */
public final class TaskBreakdown {
  public static final TaskBreakdown EMPTY =
      new TaskBreakdown(
          TaskCounts.ZERO,
          Collections.emptyMap(),
          Collections.emptyMap(),
          Collections.emptyMap(),
          TaskTime.ZERO);

  private final TaskCounts counts;
  private final Map<FailureReason, Long> failures;
  private final Map<String, Long> failureTexts;
  private final Map<Locality, Long> localities;
  private final TaskTime time;

  private TaskBreakdown(
      TaskCounts counts,
      Map<FailureReason, Long> failures,
      Map<String, Long> failureTexts,
      Map<Locality, Long> localities,
      TaskTime time) {
    this.counts = counts;
    this.failures = failures;
    this.failureTexts = failureTexts;
    this.localities = localities;
    this.time = time;
  }

  public TaskCounts counts() {
    return counts;
  }

  public long failures(FailureReason reason) {
    return failures.getOrDefault(reason, 0L);
  }

  /**
   * Failed attempts by exception class or Spark's words: the first few texts seen, then "other".
   */
  public Map<String, Long> failureTexts() {
    return failureTexts;
  }

  /** What most attempts failed of, and how many; empty where none did. */
  public Optional<Map.Entry<String, Long>> commonestFailure() {
    return failureTexts.entrySet().stream().max(Map.Entry.comparingByValue());
  }

  /** How long the attempts that ended took. */
  public TaskTime time() {
    return time;
  }

  /** Ended attempts by locality. */
  public long localities(Locality locality) {
    return localities.getOrDefault(locality, 0L);
  }

  /** Counts attempts. Not thread-safe. */
  public static final class Accumulator {
    private static final int MAX_TEXTS = 8;

    private final TaskCounts.Accumulator counts = new TaskCounts.Accumulator();
    private final TaskTime.Accumulator time = new TaskTime.Accumulator();
    private final long[] localities = new long[LOCALITIES.length];
    private Map<FailureReason, Long> failures = Collections.emptyMap();
    private Map<String, Long> texts = Collections.emptyMap();

    public TaskCounts.Accumulator counts() {
      return counts;
    }

    /** Counts an end; {@code wasRunning} says whether its start is still counted as running. */
    @SuppressWarnings("EnumOrdinal")
    public void end(TaskSample task, boolean wasRunning) {
      counts.end(task.outcome(), wasRunning);
      localities[task.locality().ordinal()]++;
      time.add(task);
      FailureReason reason = task.failureReason();
      if (reason != null) {
        fail(reason, Objects.requireNonNull(task.failureText()));
      }
    }

    private void fail(FailureReason reason, String text) {
      if (failures.isEmpty()) {
        failures = new EnumMap<>(FailureReason.class);
        texts = new LinkedHashMap<>();
      }
      failures.merge(reason, 1L, Long::sum);
      texts.merge(
          texts.containsKey(text) || texts.size() < MAX_TEXTS ? text : "other", 1L, Long::sum);
    }

    /** Takes over what was counted before; running tasks are not taken over. */
    public void add(TaskBreakdown other) {
      counts.add(other.counts);
      time.add(other.time);
      for (Locality each : LOCALITIES) {
        localities[index(each)] += other.localities(each);
      }
      if (!other.failures.isEmpty()) {
        failures = new EnumMap<>(other.failures);
        texts = new LinkedHashMap<>(other.failureTexts);
      }
    }

    public TaskBreakdown breakdown() {
      Map<Locality, Long> byLocality = new EnumMap<>(Locality.class);
      for (Locality each : LOCALITIES) {
        if (localities[index(each)] > 0) {
          byLocality.put(each, localities[index(each)]);
        }
      }
      return new TaskBreakdown(
          counts.counts(),
          failures.isEmpty() ? failures : new EnumMap<>(failures),
          texts.isEmpty() ? texts : Collections.unmodifiableMap(new LinkedHashMap<>(texts)),
          byLocality,
          time.time());
    }

    @SuppressWarnings("EnumOrdinal")
    private static int index(Locality locality) {
      return locality.ordinal();
    }

    private static final Locality[] LOCALITIES = Locality.values();
  }
}
