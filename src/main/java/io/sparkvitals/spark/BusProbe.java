package io.sparkvitals.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Reads what only the SparkContext knows: the listener bus's own counters and the UI's address.
 *
 * <p>It asks for the active context and never makes one: {@code getOrCreate} in a listener would
 * create a second context and kill the application.
 */
public final class BusProbe {
  private static final String PREFIX = "queue.";
  private static final String DROPPED = ".numDroppedEvents";
  private static final String SIZE = ".size";

  /** The address of the application's UI, or null where it has none or is not this one. */
  public @Nullable String uiUrl(@Nullable String applicationId) {
    SparkContext context = context(applicationId);
    Option<String> url = context == null ? Option.empty() : context.uiWebUrl();
    return url.isEmpty() ? null : url.get();
  }

  /** Events dropped so far, by queue. */
  public Map<String, Long> dropped(@Nullable String applicationId) {
    Map<String, Long> byQueue = new HashMap<>();
    for (Map.Entry<String, Counter> each : metrics(applicationId).getCounters().entrySet()) {
      String queue = queue(each.getKey(), DROPPED);
      if (queue != null) {
        byQueue.put(queue, each.getValue().getCount());
      }
    }
    return byQueue;
  }

  /** Events waiting now, by queue. */
  public Map<String, Long> waiting(@Nullable String applicationId) {
    Map<String, Long> byQueue = new HashMap<>();
    for (Map.Entry<String, ?> each : metrics(applicationId).getGauges().entrySet()) {
      String queue = queue(each.getKey(), SIZE);
      Object value = queue == null ? null : ((Gauge<?>) each.getValue()).getValue();
      if (queue != null && value instanceof Number) {
        byQueue.put(queue, ((Number) value).longValue());
      }
    }
    return byQueue;
  }

  private static @Nullable String queue(String name, String suffix) {
    return name.startsWith(PREFIX) && name.endsWith(suffix)
        ? name.substring(PREFIX.length(), name.length() - suffix.length())
        : null;
  }

  private static MetricRegistry metrics(@Nullable String applicationId) {
    SparkContext context = context(applicationId);
    return context == null
        ? new MetricRegistry()
        : context.listenerBus().metrics().metricRegistry();
  }

  private static @Nullable SparkContext context(@Nullable String applicationId) {
    Option<SparkContext> active = SparkContext$.MODULE$.getActive();
    boolean ours =
        applicationId != null
            && !active.isEmpty()
            && applicationId.equals(active.get().applicationId());
    return ours ? active.get() : null;
  }
}
