package io.sparkvitals.replay;

import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.PlanNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of SQL executions. */
final class SqlReadings {
  private SqlReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "SQLExecutionStart", new Started(),
        "SQLAdaptiveExecutionUpdate", new Replanned(),
        "DriverAccumUpdates", new DriverSizes(),
        "SQLExecutionEnd", new Ended());
  }

  private static final class Started implements LogEvents.Reading {
    private long executionId;
    private long timeMillis;
    private final List<String> set = new ArrayList<>();
    private @Nullable String description;
    private @Nullable String threshold;
    private @Nullable PlanNode plan;

    @Override
    public void read(Fields fields) throws IOException {
      executionId = -1;
      timeMillis = 0;
      set.clear();
      description = null;
      threshold = null;
      plan = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "executionId":
            executionId = fields.numberOr(-1);
            break;
          case "time":
            timeMillis = fields.numberOr(0);
            break;
          case "description":
            description = Texts.cut(fields.text());
            break;
          case "sparkPlanInfo":
            plan = fields.enter() ? new PlanReading(fields).node(1) : null;
            break;
          case "modifiedConfigs":
            if (fields.enter()) {
              configs(fields);
            }
            break;
          default:
            fields.skip();
        }
      }
    }

    private void configs(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (set.size() < Limits.SESSION_SETTINGS) {
          set.add(name);
        }
        if (name.equals(EnvironmentKeys.BROADCAST_THRESHOLD)) {
          threshold = fields.shortText();
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.sqlExecutionStarted(executionId, timeMillis, description);
      events.otherKeys(OtherKeys.ofSession(set));
      if (plan != null) {
        events.sqlPlan(executionId, threshold, plan);
      }
    }
  }

  /** Adaptive execution has put another plan in the place of the last one. */
  private static final class Replanned implements LogEvents.Reading {
    private long executionId;
    private @Nullable PlanNode plan;

    @Override
    public void read(Fields fields) throws IOException {
      executionId = -1;
      plan = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("executionId")) {
          executionId = fields.numberOr(-1);
        } else if (name.equals("sparkPlanInfo") && fields.enter()) {
          plan = new PlanReading(fields).node(1);
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      if (plan != null) {
        events.sqlPlan(executionId, null, plan);
      }
    }
  }

  /** What the driver counted itself, as the sizes of what it broadcasts. */
  private static final class DriverSizes implements LogEvents.Reading {
    private final Map<Long, Long> sizes = new LinkedHashMap<>();

    @Override
    public void read(Fields fields) throws IOException {
      sizes.clear();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("accumUpdates") && fields.enterArray()) {
          while (fields.element()) {
            update(fields);
          }
        } else {
          fields.skip();
        }
      }
    }

    /** A pair of id and value. */
    private void update(Fields fields) throws IOException {
      if (!fields.enterArray()) {
        return;
      }
      long id = -1;
      long value = -1;
      for (int i = 0; fields.element(); i++) {
        long number = fields.numberOr(-1);
        id = i == 0 ? number : id;
        value = i == 1 ? number : value;
      }
      if (sizes.size() < Limits.EXCHANGES) {
        sizes.put(id, value);
      } else {
        fields.cutList(1);
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      sizes.forEach((id, value) -> events.dataSize(id, -1, value));
    }
  }

  private static final class Ended implements LogEvents.Reading {
    private long executionId;
    private long timeMillis;
    private boolean failed;

    @Override
    public void read(Fields fields) throws IOException {
      executionId = -1;
      timeMillis = 0;
      failed = false;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "executionId":
            executionId = fields.numberOr(-1);
            break;
          case "time":
            timeMillis = fields.numberOr(0);
            break;
          case "errorMessage":
            failed = !Texts.orEmpty(fields.text()).isEmpty();
            break;
          default:
            fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.sqlExecutionEnded(executionId, timeMillis, failed);
    }
  }
}
