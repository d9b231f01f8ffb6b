package io.sparkvitals.replay;

import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of jobs and stages. */
final class JobReadings {
  private JobReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "JobStart", new JobStarted(),
        "JobEnd", new JobEnded(),
        "StageSubmitted", new Stage(false),
        "StageCompleted", new Stage(true));
  }

  private static final class JobStarted implements LogEvents.Reading {
    private final JobProperties properties = new JobProperties();
    private Set<Integer> stageIds = Collections.emptySet();
    private int jobId;
    private boolean identified;
    private long startMillis;
    private long leftOut;
    private int lastStage;
    private @Nullable String lastStageName;

    @Override
    public void read(Fields fields) throws IOException {
      stageIds = new LinkedHashSet<>();
      identified = false;
      startMillis = 0;
      leftOut = 0;
      lastStage = -1;
      lastStageName = null;
      properties.reset();
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Job ID":
            jobId = fields.integer();
            identified = true;
            break;
          case "Submission Time":
            startMillis = fields.numberOr(0);
            break;
          case "Stage Infos":
            stages(fields);
            break;
          case "Stage IDs":
            stageIds(fields);
            break;
          case "Properties":
            properties.read(fields);
            break;
          default:
            fields.skip();
        }
      }
      fields.unusableUnless(identified);
      fields.cutList(leftOut);
    }

    private void stageIds(Fields fields) throws IOException {
      if (!fields.enterArray()) {
        return;
      }
      long tooMany = 0;
      while (fields.element()) {
        tooMany += add(fields.integer()) ? 0 : 1;
      }
      leftOut = Math.max(leftOut, tooMany);
    }

    /** False where there are too many; every stage is named twice, so they are counted once. */
    private boolean add(int stageId) {
      if (stageIds.size() < Limits.STAGES) {
        stageIds.add(stageId);
        return true;
      }
      return stageIds.contains(stageId);
    }

    private void stages(Fields fields) throws IOException {
      if (!fields.enterArray()) {
        return;
      }
      long tooMany = 0;
      while (fields.element()) {
        if (fields.enter()) {
          tooMany += stage(fields) ? 0 : 1;
        }
      }
      leftOut = Math.max(leftOut, tooMany);
    }

    /** Spark's UI names a job after its stage with the highest id. */
    private boolean stage(Fields fields) throws IOException {
      String stageName = null;
      int stageId = -1;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Stage ID")) {
          stageId = fields.integer();
        } else if (name.equals("Stage Name")) {
          stageName = Texts.cut(fields.text());
        } else {
          fields.skip();
        }
      }
      fields.unusableUnless(stageId >= 0);
      if (stageId > lastStage) {
        lastStage = stageId;
        lastStageName = stageName;
      }
      return add(stageId);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(startMillis);
      events.jobStarted(
          JobFacts.of(jobId, startMillis, new ArrayList<>(stageIds))
              .named(lastStageName, properties.description, properties.group)
              .muted(properties.muted)
              .sqlExecution(properties.sqlExecution));
      events.otherKeys(properties.ofSession());
    }
  }

  private static final class JobEnded implements LogEvents.Reading {
    private int jobId;
    private boolean identified;
    private long endMillis;
    private @Nullable String result;
    private @Nullable String message;

    @Override
    public void read(Fields fields) throws IOException {
      identified = false;
      endMillis = 0;
      result = null;
      message = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Job ID":
            jobId = fields.integer();
            identified = true;
            break;
          case "Completion Time":
            endMillis = fields.numberOr(0);
            break;
          case "Job Result":
            if (fields.enter()) {
              result(fields);
            }
            break;
          default:
            fields.skip();
        }
      }
      fields.unusableUnless(identified);
    }

    private void result(Fields fields) throws IOException {
      result = null;
      message = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Result")) {
          result = fields.shortText();
        } else if (name.equals("Exception") && fields.enter()) {
          exception(fields);
        } else {
          fields.skip();
        }
      }
    }

    private void exception(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Message")) {
          message = fields.text();
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(endMillis);
      String why = message == null ? "unknown" : Texts.cutFailure(message);
      events.jobEnded(jobId, endMillis, "JobSucceeded".equals(result) ? null : why);
    }
  }

  private static final class Stage implements LogEvents.Reading {
    private final boolean completed;
    private final StageInfo info;
    private final JobProperties properties = new JobProperties();
    private boolean informed;

    Stage(boolean completed) {
      this.completed = completed;
      this.info = new StageInfo(completed);
    }

    @Override
    public void read(Fields fields) throws IOException {
      informed = false;
      info.reset();
      properties.reset();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Stage Info")) {
          informed = fields.enter();
          if (informed) {
            info.read(fields);
          }
        } else if (name.equals("Properties")) {
          properties.read(fields);
        } else {
          fields.skip();
        }
      }
      fields.unusableUnless(informed);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      StageFacts facts =
          info.facts()
              .job(properties.description, properties.group, properties.pool)
              .muted(properties.muted)
              .sqlExecution(properties.sqlExecution)
              .facts();
      if (completed) {
        clock.reaches(facts.completionMillis());
        events.stageCompleted(facts);
        info.dataSizes(events);
      } else {
        clock.reaches(facts.submissionMillis());
        events.stageSubmitted(facts);
        info.cachedRdds(events);
      }
    }
  }
}
