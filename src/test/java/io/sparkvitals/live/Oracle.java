package io.sparkvitals.live;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.replay.LogReader;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.json.JsonReport;
import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.FirehoseDoor;
import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.scheduler.ReplayListenerBus;

/**
 * Reads a log twice, by Spark's own {@code ReplayListenerBus} into the live door and by the agent's
 * reader, and writes what each led to. Runs with Spark's jars and the shaded jar.
 *
 * <pre>Oracle LOG BUS.json READER.json</pre>
 */
public final class Oracle {
  private Oracle() {}

  public static void main(String[] args) throws IOException {
    EventLog log = EventLog.at(args[0]);
    write(throughBus(log), Path.of(args[1]));
    write(throughReader(log), Path.of(args[2]));
  }

  private static ApplicationSnapshot throughBus(EventLog log) throws IOException {
    ApplicationTracker tracker = new ApplicationTracker();
    DoorHealth health = new DoorHealth();
    ReplayListenerBus bus = new ReplayListenerBus();
    bus.addListener(
        new FirehoseDoor(new SparkDoor(new Object(), tracker, health, System::currentTimeMillis)));
    for (EventLog.Part part : log.parts()) {
      try (InputStream in = part.open()) {
        bus.replay(in, part.name(), true, ReplayListenerBus.SELECT_ALL_FILTER());
      }
    }
    if (health.faults() > 0) {
      throw new IOException(health.faults() + " faults at the door");
    }
    return tracker.snapshot();
  }

  private static ApplicationSnapshot throughReader(EventLog log) throws IOException {
    ApplicationTracker tracker = new ApplicationTracker();
    LogReader reader =
        new LogReader(
            tracker,
            time -> {},
            fault -> {
              throw fault;
            });
    for (EventLog.Part part : log.parts()) {
      try (InputStream in = part.open()) {
        reader.read(in);
      }
    }
    return tracker.snapshot();
  }

  private static void write(ApplicationSnapshot snapshot, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      JsonReport.write(Report.live(snapshot, List.of()), out);
    }
  }
}
