package io.sparkvitals.replay;

import io.sparkvitals.model.OtherKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few properties of a job that are let in, and the names of those that its session set. */
final class JobProperties {
  private final List<String> names = new ArrayList<>();
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
    names.clear();
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
          if (OtherKeys.ofProcess(name) && names.size() < Limits.SESSION_SETTINGS) {
            names.add(name);
          }
          fields.skip();
      }
    }
  }

  /** Properties of a query's job have all that its session set. */
  OtherKeys ofSession() {
    return sqlExecution == null ? OtherKeys.NONE : OtherKeys.ofSession(names);
  }
}
