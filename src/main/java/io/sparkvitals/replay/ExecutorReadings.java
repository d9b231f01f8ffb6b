package io.sparkvitals.replay;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of executors and their memory. */
final class ExecutorReadings {
  private ExecutorReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "ExecutorAdded", new Added(),
        "ExecutorRemoved", new Removed(),
        "ExecutorExcluded", new Excluded(true),
        "ExecutorBlacklisted", new Excluded(true),
        "ExecutorUnexcluded", new Excluded(false),
        "ExecutorUnblacklisted", new Excluded(false),
        "NodeExcluded", new Excluded(true),
        "NodeBlacklisted", new Excluded(true),
        "NodeUnexcluded", new Excluded(false),
        "NodeUnblacklisted", new Excluded(false),
        "StageExecutorMetrics", new Peaks());
  }

  /** Reads metrics by Spark's names; says whether any was above 0, that is, polled. */
  static boolean metrics(Fields fields, ExecutorMetrics.Accumulator into) throws IOException {
    into.clear();
    boolean polled = false;
    for (String name = fields.next(); name != null; name = fields.next()) {
      ExecutorMetric metric = ExecutorMetric.ofSparkName(name);
      if (metric == null) {
        fields.skip();
      } else {
        long value = fields.number();
        into.set(metric, value);
        polled |= value > 0;
      }
    }
    return polled;
  }

  private static final class Added implements LogEvents.Reading {
    private @Nullable String id;
    private long timeMillis;
    private String host = "";
    private int cores;
    private int resourceProfileId;
    private Map<String, String> attributes = Collections.emptyMap();

    @Override
    public void read(Fields fields) throws IOException {
      id = null;
      timeMillis = 0;
      host = "";
      cores = -1;
      resourceProfileId = 0;
      attributes = Collections.emptyMap();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Executor ID")) {
          id = fields.shortText();
        } else if (name.equals("Timestamp")) {
          timeMillis = fields.numberOr(0);
        } else if (name.equals("Executor Info") && fields.enter()) {
          info(fields);
        } else {
          fields.skip();
        }
      }
      fields.unusableUnless(id != null);
    }

    private void info(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Host":
            host = Texts.orEmpty(fields.shortText());
            break;
          case "Total Cores":
            cores = fields.integerOr(-1);
            break;
          case "Resource Profile Id":
            resourceProfileId = fields.integerOr(0);
            break;
          case "Attributes":
            if (fields.enter()) {
              attributes(fields);
            }
            break;
          default:
            fields.skip();
        }
      }
    }

    private void attributes(Fields fields) throws IOException {
      Map<String, String> all = new LinkedHashMap<>();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (all.size() < ExecutorFacts.MAX_ATTRIBUTES) {
          all.put(name, Texts.orEmpty(fields.shortText()));
        } else {
          fields.skip();
        }
      }
      attributes = all;
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.executorAdded(
          ExecutorFacts.of(Texts.orEmpty(id), host, cores, resourceProfileId, timeMillis)
              .attributes(attributes));
    }
  }

  private static final class Removed implements LogEvents.Reading {
    private @Nullable String id;
    private long timeMillis;
    private @Nullable String reason;

    @Override
    public void read(Fields fields) throws IOException {
      id = null;
      timeMillis = 0;
      reason = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Executor ID":
            id = fields.shortText();
            break;
          case "Timestamp":
            timeMillis = fields.numberOr(0);
            break;
          case "Removed Reason":
            reason = fields.text();
            break;
          default:
            fields.skip();
        }
      }
      fields.unusableUnless(id != null);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.executorRemoved(
          Texts.orEmpty(id), timeMillis, Texts.cutFailure(Texts.orEmpty(reason)));
    }
  }

  /** An executor or a node that gets no more tasks, or gets them again. */
  private static final class Excluded implements LogEvents.Reading {
    private final boolean excluded;
    private @Nullable String executorId;
    private @Nullable String host;

    Excluded(boolean excluded) {
      this.excluded = excluded;
    }

    @Override
    public void read(Fields fields) throws IOException {
      executorId = null;
      host = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("executorId") || name.equals("Executor ID")) {
          executorId = fields.shortText();
        } else if (name.equals("hostId")) {
          host = fields.shortText();
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      if (executorId != null) {
        events.executorExcluded(executorId, excluded);
      } else if (host != null) {
        events.nodeExcluded(host, excluded);
      }
    }
  }

  /** Peaks over a stage: only a log has them. */
  private static final class Peaks implements LogEvents.Reading {
    private final ExecutorMetrics.Accumulator peaks = new ExecutorMetrics.Accumulator();
    private @Nullable String id;

    @Override
    public void read(Fields fields) throws IOException {
      id = null;
      peaks.clear();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Executor ID")) {
          id = fields.shortText();
        } else if (name.equals("Executor Metrics") && fields.enter()) {
          metrics(fields, peaks);
        } else {
          fields.skip();
        }
      }
      fields.unusableUnless(id != null);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.executorPeaks(Texts.orEmpty(id), peaks.metrics());
    }
  }
}
