package io.sparkvitals.spark;

import io.sparkvitals.tracker.ApplicationEvents;
import java.util.function.LongSupplier;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live door: takes Spark's events and hands them on as the verbs of {@link ApplicationEvents}.
 * Thread-safe: holds the lock it was given around each event.
 *
 * <p>Nothing that goes wrong behind it gets back to Spark: an exception in a listener costs a log
 * line of Spark's, but a {@link LinkageError} would stop the SparkContext.
 */
public final class SparkDoor {
  private static final Logger LOG = LoggerFactory.getLogger(SparkDoor.class);

  private final Object lock;
  private final DoorHealth health;
  private final EventTranslator translator;
  private final LongSupplier clockMillis;

  /**
   * {@code lock} is the monitor to hold, which costs Spark's thread less than a lock object while
   * the code is not compiled yet. The clock, in Unix time, tells how far events lag behind.
   */
  public SparkDoor(
      Object lock, ApplicationEvents events, DoorHealth health, LongSupplier clockMillis) {
    this.lock = lock;
    this.health = health;
    this.translator = new EventTranslator(events);
    this.clockMillis = clockMillis;
  }

  /** Takes one event of the kind that its callback stands for. Never throws. */
  public void accept(SparkEventKind kind, SparkListenerEvent event) {
    if (!health.takes(kind)) {
      return;
    }
    try {
      pass(kind, event);
    } catch (Throwable e) {
      caught(kind, e);
    }
  }

  private void pass(SparkEventKind kind, SparkListenerEvent event) {
    synchronized (lock) {
      if (health.timeNext(kind)) {
        timed(kind, event);
      } else {
        translator.translate(kind, event);
      }
    }
  }

  private void timed(SparkEventKind kind, SparkListenerEvent event) {
    long start = System.nanoTime();
    translator.translate(kind, event);
    health.timed(kind, System.nanoTime() - start);
    if (kind == SparkEventKind.TASK_END) {
      health.lag(clockMillis.getAsLong() - translator.lastFinishMillis());
    }
  }

  /** The first fault is logged whole, what it switches off in a line; the others at debug. */
  private void caught(SparkEventKind kind, Throwable fault) {
    try {
      String consequence = health.fault(kind, fault);
      if (consequence != null) {
        LOG.warn("Spark Vitals: {}. The application is not affected.", consequence, fault);
      } else if (health.faults() == 1) {
        LOG.warn(
            "Spark Vitals: an event of kind {} could not be handled; figures may be low. "
                + "The application is not affected. Further faults are logged at debug level.",
            kind.label(),
            fault);
      } else {
        LOG.debug("Spark Vitals: an event of kind {} could not be handled", kind.label(), fault);
      }
    } catch (Throwable again) {
      // Logging itself failed, most likely for want of memory: there is nobody left to tell.
      health.fault(kind, again);
    }
  }
}
