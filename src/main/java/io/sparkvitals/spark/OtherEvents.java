package io.sparkvitals.spark;

import io.sparkvitals.model.ShownText;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.tracker.ApplicationEvents;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Reads the events of spark-sql, which are not in spark-core: getters by name, for some of them
 * come and go between versions. Guarded by the door's lock.
 */
final class OtherEvents {
  private static final String SQL = "org.apache.spark.sql.execution.ui.SparkListenerSQLExecution";
  private static final String STREAMING = "org.apache.spark.sql.streaming.StreamingQueryListener$";

  private final ApplicationEvents events;
  private final Map<String, Method> getters = new HashMap<>();

  OtherEvents(ApplicationEvents events) {
    this.events = events;
  }

  void accept(SparkListenerEvent event) {
    String name = event.getClass().getName();
    if (name.startsWith(SQL)) {
      sql(name.substring(SQL.length()), event);
    } else if (name.startsWith(STREAMING)) {
      streaming(name.substring(STREAMING.length()), event);
    }
  }

  private void sql(String what, Object event) {
    if (what.equals("Start")) {
      events.sqlExecutionStarted(number(event, "executionId"), number(event, "time"));
    } else if (what.equals("End")) {
      boolean failed = !error(event).isEmpty();
      events.sqlExecutionEnded(number(event, "executionId"), number(event, "time"), failed);
    }
  }

  /** From 3.4 on an error message, empty on success; before, and live only, the failure itself. */
  private String error(Object event) {
    String message = text(event, "errorMessage");
    return message == null ? orEmpty(text(event, "executionFailure")) : message;
  }

  private void streaming(String what, Object event) {
    if (what.equals("QueryStartedEvent")) {
      String runId = orEmpty(text(event, "runId"));
      String name = text(event, "name");
      events.streamingStarted(
          StreamingQuery.started(name == null ? runId : ShownText.raw(name), runId));
    } else if (what.equals("QueryProgressEvent")) {
      Object progress = get(event, "progress");
      if (progress != null) {
        events.streamingProgress(progress(progress));
      }
    } else if (what.equals("QueryTerminatedEvent")) {
      events.streamingTerminated(orEmpty(text(event, "runId")));
    }
  }

  private StreamingQuery progress(Object progress) {
    String runId = orEmpty(text(progress, "runId"));
    String name = text(progress, "name");
    StreamingQuery query =
        StreamingQuery.started(name == null ? runId : ShownText.raw(name), runId)
            .id(orEmpty(text(progress, "id")))
            .batch(
                number(progress, "batchId"),
                time(text(progress, "timestamp")),
                number(progress, "numInputRows"))
            .phases(phases(get(progress, "durationMs")))
            .rates(rate(progress, "inputRowsPerSecond"), rate(progress, "processedRowsPerSecond"));
    Object eventTime = get(progress, "eventTime");
    Object watermark = eventTime instanceof Map ? ((Map<?, ?>) eventTime).get("watermark") : null;
    Object operators = get(progress, "stateOperators");
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
      rows += number(each, "numRowsTotal");
      bytes += number(each, "memoryUsedBytes");
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

  private long number(Object event, String getter) {
    Object value = get(event, getter);
    return value instanceof Number ? ((Number) value).longValue() : 0;
  }

  private double rate(Object event, String getter) {
    Object value = get(event, getter);
    return value instanceof Number ? ((Number) value).doubleValue() : 0;
  }

  private @Nullable String text(Object event, String getter) {
    Object value = get(event, getter);
    return value == null ? null : value.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The value of a getter, an Option unwrapped; null where this Spark has no such getter. */
  private @Nullable Object get(Object event, String getter) {
    String key = event.getClass().getName() + '#' + getter;
    try {
      Method method = getters.get(key);
      if (method == null) {
        method = event.getClass().getMethod(getter);
        getters.put(key, method);
      }
      Object value = method.invoke(event);
      return value instanceof Option ? unwrap((Option<?>) value) : value;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable Object unwrap(Option<?> option) {
    return option.isEmpty() ? null : option.get();
  }
}
