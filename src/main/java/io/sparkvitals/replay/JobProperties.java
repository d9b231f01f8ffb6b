package io.sparkvitals.replay;

import io.sparkvitals.model.OtherKeys;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few properties of a job that are let in, and the names of those that its session set. */
final class JobProperties {
  private final Map<String, Integer> ofProcesses = new HashMap<>();
  @Nullable String description;
  @Nullable String group;
  @Nullable String pool;
  @Nullable String muted;
  @Nullable String sqlExecution;

  void reset() {
    description = null;
    group = null;
    pool = null;
    muted = null;
    sqlExecution = null;
    ofProcesses.clear();
  }

  void read(Fields fields) throws IOException {
    reset();
    if (!fields.enter()) {
      return;
    }
    for (String name = fields.next(); name != null; name = fields.next()) {
      switch (name) {
        case "spark.job.description":
          description = Texts.cut(fields.text());
          break;
        case "spark.jobGroup.id":
          group = Texts.cut(fields.text());
          break;
        case "spark.scheduler.pool":
          pool = Texts.cut(fields.text());
          break;
        case "spark.vitals.mute":
          muted = Texts.cut(fields.text());
          break;
        case "spark.sql.execution.id":
          sqlExecution = fields.shortText();
          break;
        default:
          String value = OtherKeys.ofProcess(name) ? fields.text() : null;
          if (value != null && ofProcesses.size() < Limits.SESSION_SETTINGS) {
            ofProcesses.put(name, OtherKeys.print(value));
          } else {
            fields.skip();
          }
      }
    }
  }

  /** Properties of a query's job have all that its session set. */
  OtherKeys ofSession() {
    return sqlExecution == null ? OtherKeys.NONE : OtherKeys.ofJob(ofProcesses);
  }
}
