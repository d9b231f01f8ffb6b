package io.sparkvitals.bench;

import io.sparkvitals.VitalsListener;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.apache.spark.status.AppStatusStore;
import scala.Option;

/** The listeners that are measured side by side. */
final class Listeners {
  private Listeners() {}

  static SparkListenerInterface make(String name) {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.app.id", "app-bench")
            .set("spark.app.name", "bench")
            .set("spark.master", "local[2]")
            .set("spark.vitals.port", "0")
            .set("spark.vitals.channel.log.enabled", "false");
    return switch (name) {
      case "empty" -> new SparkListener() {};
      case "AppStatusListener" ->
          AppStatusStore.createLiveStore(conf, Option.empty()).listener().get();
      default -> new VitalsListener(conf);
    };
  }

  static void close(SparkListenerInterface listener) {
    listener.onApplicationEnd(
        SparkListenerApplicationEnd.apply(EventStream.START_MILLIS + 86_400_000));
  }
}
