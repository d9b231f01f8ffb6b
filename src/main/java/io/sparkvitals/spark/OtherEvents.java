package io.sparkvitals.spark;

import io.sparkvitals.model.ShownText;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.tracker.ApplicationEvents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of spark-sql, which are not in spark-core: getters by name, for some of them
 * come and go between versions. Guarded by the door's lock.
 */
final class OtherEvents {
  private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListener";
  private static final String STREAMING = "org.apache.spark.sql.streaming.StreamingQueryListener$";

  private final ApplicationEvents events;
  private final Getters getters = new Getters();
  private final SqlEvents sql;

  OtherEvents(ApplicationEvents events) {
    this.events = events;
    this.sql = new SqlEvents(events, getters);
  }

  void accept(SparkListenerEvent event) {
    String name = event.getClass().getName();
    if (name.startsWith(SQL)) {
      sql.accept(name.substring(SQL.length()), event);
    } else if (name.startsWith(STREAMING)) {
      streaming(name.substring(STREAMING.length()), event);
    }
  }

  private void streaming(String what, Object event) {
    if (what.equals("QueryStartedEvent")) {
      String runId = getters.textOrEmpty(event, "runId");
      String name = getters.text(event, "name");
      events.streamingStarted(
          StreamingQuery.started(name == null ? runId : ShownText.raw(name), runId));
    } else if (what.equals("QueryProgressEvent")) {
      Object progress = getters.get(event, "progress");
      if (progress != null) {
        events.streamingProgress(progress(progress));
      }
    } else if (what.equals("QueryTerminatedEvent")) {
      events.streamingTerminated(getters.textOrEmpty(event, "runId"));
    }
  }

  private StreamingQuery progress(Object progress) {
    String runId = getters.textOrEmpty(progress, "runId");
    String name = getters.text(progress, "name");
    StreamingQuery query =
        StreamingQuery.started(name == null ? runId : ShownText.raw(name), runId)
            .id(getters.textOrEmpty(progress, "id"))
            .batch(
                getters.number(progress, "batchId"),
                time(getters.text(progress, "timestamp")),
                getters.number(progress, "numInputRows"))
            .phases(phases(getters.get(progress, "durationMs")))
            .rates(
                getters.decimal(progress, "inputRowsPerSecond"),
                getters.decimal(progress, "processedRowsPerSecond"));
    Object eventTime = getters.get(progress, "eventTime");
    Object watermark = eventTime instanceof Map ? ((Map<?, ?>) eventTime).get("watermark") : null;
    Object operators = getters.get(progress, "stateOperators");
    return state(query.watermark(watermark == null ? 0 : time(watermark.toString())), operators);
  }

  private static Map<String, Long> phases(@Nullable Object durations) {
    Map<String, Long> phases = new HashMap<>();
    if (durations instanceof Map) {
      for (String phase : StreamingQuery.PHASES) {
        Object millis = ((Map<?, ?>) durations).get(phase);
        if (millis instanceof Number) {
          phases.put(phase, ((Number) millis).longValue());
        }
      }
    }
    return phases;
  }

  private StreamingQuery state(StreamingQuery query, @Nullable Object operators) {
    if (!(operators instanceof Object[]) || ((Object[]) operators).length == 0) {
      return query;
    }
    long rows = 0;
    long bytes = 0;
    for (Object each : (Object[]) operators) {
      rows += getters.number(each, "numRowsTotal");
      bytes += getters.number(each, "memoryUsedBytes");
    }
    return query.state(rows, bytes);
  }

  private static long time(@Nullable String timestamp) {
    try {
      return timestamp == null ? 0 : Instant.parse(timestamp).toEpochMilli();
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
