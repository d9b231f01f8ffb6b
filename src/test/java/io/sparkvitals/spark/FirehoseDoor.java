package io.sparkvitals.spark;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFirehoseListener;
import org.apache.spark.scheduler.SparkListenerEvent;

/** Takes every event that Spark has to a door without an agent around it. */
public final class FirehoseDoor extends SparkFirehoseListener {
  private final SparkDoor door;
  private final Map<Class<?>, SparkEventKind> kinds = new ConcurrentHashMap<>();

  public FirehoseDoor(SparkDoor door) {
    this.door = door;
  }

  @Override
  public void onEvent(SparkListenerEvent event) {
    door.accept(kinds.computeIfAbsent(event.getClass(), FirehoseDoor::kind), event);
  }

  /** The kind that the event's class is named after: {@code SparkListenerTaskEnd}. */
  private static SparkEventKind kind(Class<?> event) {
    String words = event.getSimpleName().replaceFirst("^SparkListener", "").replace("RDD", "Rdd");
    String name = words.replaceAll("(?<=[a-z])([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    for (SparkEventKind each : SparkEventKind.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    return SparkEventKind.OTHER;
  }
}
