package io.sparkvitals.replay;

import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of streaming queries. */
final class StreamingReadings {
  private StreamingReadings() {}

  /** By the last part of the event's name. */
  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "QueryStartedEvent", new QueryStarted(),
        "QueryProgressEvent", new QueryProgress(),
        "QueryTerminatedEvent", new QueryTerminated());
  }

  private static final class QueryStarted implements LogEvents.Reading {
    private String runId = "";
    private @Nullable String queryName;

    @Override
    public void read(Fields fields) throws IOException {
      runId = "";
      queryName = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("runId")) {
          runId = Texts.orEmpty(fields.shortText());
        } else if (name.equals("name")) {
          queryName = Texts.cut(fields.text());
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.streamingStarted(StreamingQuery.started(queryName == null ? runId : queryName, runId));
    }
  }

  private static final class QueryProgress implements LogEvents.Reading {
    private String runId = "";
    private @Nullable String queryName;
    private long batchId;
    private long timeMillis;
    private long rows;
    private double inputRate;
    private double processedRate;
    private final Map<String, Long> phases = new HashMap<>();
    private String id = "";
    private long watermarkMillis;
    private long stateRows;
    private long stateBytes;

    @Override
    public void read(Fields fields) throws IOException {
      runId = "";
      queryName = null;
      batchId = -1;
      timeMillis = 0;
      rows = 0;
      inputRate = 0;
      processedRate = 0;
      phases.clear();
      id = "";
      watermarkMillis = 0;
      stateRows = -1;
      stateBytes = -1;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("progress") && fields.enter()) {
          progress(fields);
        } else {
          fields.skip();
        }
      }
    }

    private void progress(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "runId":
            runId = Texts.orEmpty(fields.shortText());
            break;
          case "id":
            id = Texts.orEmpty(fields.shortText());
            break;
          case "name":
            queryName = Texts.cut(fields.text());
            break;
          case "timestamp":
            timeMillis = time(fields.text());
            break;
          case "batchId":
            batchId = fields.numberOr(-1);
            break;
          default:
            figures(name, fields);
        }
      }
    }

    private void figures(String name, Fields fields) throws IOException {
      switch (name) {
        case "numInputRows":
          rows = fields.numberOr(0);
          break;
        case "inputRowsPerSecond":
          inputRate = fields.decimal();
          break;
        case "processedRowsPerSecond":
          processedRate = fields.decimal();
          break;
        case "durationMs":
          if (fields.enter()) {
            durations(fields);
          }
          break;
        case "eventTime":
          if (fields.enter()) {
            eventTime(fields);
          }
          break;
        case "stateOperators":
          if (fields.enterArray()) {
            operators(fields);
          }
          break;
        default:
          fields.skip();
      }
    }

    private void eventTime(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("watermark")) {
          watermarkMillis = time(fields.text());
        } else {
          fields.skip();
        }
      }
    }

    private void operators(Fields fields) throws IOException {
      while (fields.element()) {
        if (fields.enter()) {
          operator(fields);
        }
      }
    }

    private void operator(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("numRowsTotal")) {
          stateRows = Math.max(0, stateRows) + fields.numberOr(0);
        } else if (name.equals("memoryUsedBytes")) {
          stateBytes = Math.max(0, stateBytes) + fields.numberOr(0);
        } else {
          fields.skip();
        }
      }
    }

    private void durations(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (StreamingQuery.PHASES.contains(name)) {
          phases.put(name, fields.numberOr(0));
        } else {
          fields.skip();
        }
      }
    }

    private static long time(@Nullable String timestamp) {
      try {
        return timestamp == null ? 0 : Instant.parse(timestamp).toEpochMilli();
      } catch (DateTimeException | ArithmeticException e) {
        return 0;
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.streamingProgress(
          StreamingQuery.started(queryName == null ? runId : queryName, runId)
              .id(id)
              .batch(batchId, timeMillis, rows)
              .phases(phases)
              .rates(inputRate, processedRate)
              .watermark(watermarkMillis)
              .state(stateRows, stateBytes));
    }
  }

  private static final class QueryTerminated implements LogEvents.Reading {
    private String runId = "";

    @Override
    public void read(Fields fields) throws IOException {
      runId = "";
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("runId")) {
          runId = Texts.orEmpty(fields.shortText());
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.streamingTerminated(runId);
    }
  }
}
