package io.sparkvitals.replay;

import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of tasks, of which a log mostly consists: read into one reused sample. */
final class TaskReadings {
  private TaskReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "TaskStart", new Started(),
        "TaskEnd", new Ended(),
        "SpeculativeTaskSubmitted", new Speculative());
  }

  /** Who, where and when: what the start and the end of a task share. */
  private abstract static class TaskReading implements LogEvents.Reading {
    final TaskSample sample = new TaskSample();
    int stageId;
    int stageAttempt;
    boolean staged;
    boolean identified;
    long taskId;
    int index;
    int attempt;
    boolean speculative;
    String executorId = "";
    String host = "";
    String locality = "";
    long launchMillis;
    long finishMillis;
    long gettingResultMillis;

    void reset() {
      stageAttempt = 0;
      staged = false;
      identified = false;
      taskId = -1;
      index = -1;
      attempt = 0;
      speculative = false;
      executorId = "";
      host = "";
      locality = "";
      launchMillis = 0;
      finishMillis = 0;
      gettingResultMillis = 0;
    }

    /** Takes a member that start and end share; steps over any other. */
    void stage(String name, Fields fields) throws IOException {
      if (name.equals("Stage ID")) {
        stageId = fields.integer();
        staged = true;
      } else if (name.equals("Stage Attempt ID")) {
        stageAttempt = fields.integerOr(0);
      } else {
        fields.skip();
      }
    }

    void info(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Task ID":
            taskId = fields.number();
            identified = true;
            break;
          case "Index":
            index = fields.integerOr(-1);
            break;
          case "Attempt":
            attempt = fields.integerOr(0);
            break;
          case "Launch Time":
            launchMillis = fields.number();
            break;
          case "Finish Time":
            finishMillis = fields.number();
            break;
          case "Getting Result Time":
            gettingResultMillis = fields.numberOr(0);
            break;
          default:
            place(name, fields);
        }
      }
    }

    private void place(String name, Fields fields) throws IOException {
      switch (name) {
        case "Executor ID":
          executorId = orEmpty(fields.shortText());
          break;
        case "Host":
          host = orEmpty(fields.shortText());
          break;
        case "Locality":
          locality = orEmpty(fields.shortText());
          break;
        case "Speculative":
          speculative = fields.flag();
          break;
        default:
          fields.skip();
      }
    }

    private static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }

    TaskSample describe() {
      return sample
          .task(taskId, index, attempt, speculative)
          .place(executorId, host, Locality.parse(locality))
          .times(launchMillis, finishMillis);
    }
  }

  private static final class Started extends TaskReading {
    @Override
    public void read(Fields fields) throws IOException {
      reset();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Task Info")) {
          if (fields.enter()) {
            info(fields);
          }
        } else {
          stage(name, fields);
        }
      }
      fields.unusableUnless(staged && identified);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reachesTask(launchMillis, launchMillis);
      sample.reset(stageId, stageAttempt);
      events.taskStarted(describe());
    }
  }

  private static final class Ended extends TaskReading {
    private final EndReason reason = new EndReason();

    @Override
    public void read(Fields fields) throws IOException {
      reset();
      reason.reset();
      sample.reset(0, 0);
      sample.executorPeaks().clear();
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Task Info":
            if (fields.enter()) {
              info(fields);
            }
            break;
          case "Task End Reason":
            if (fields.enter()) {
              reason.read(fields);
            }
            break;
          case "Task Metrics":
            TaskFigures.read(fields, sample);
            break;
          case "Task Executor Metrics":
            if (fields.enter() && ExecutorReadings.metrics(fields, sample.executorPeaks())) {
              sample.markPolled();
            }
            break;
          default:
            stage(name, fields);
        }
      }
      fields.unusableUnless(staged);
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reachesTask(launchMillis, finishMillis);
      reason.say(describe().at(stageId, stageAttempt));
      if (sample.measured()) {
        sample.waited(gettingResultMillis);
      }
      events.taskEnded(sample);
    }
  }

  private static final class Speculative implements LogEvents.Reading {
    private int stageId;
    private int attempt;

    @Override
    public void read(Fields fields) throws IOException {
      stageId = 0;
      attempt = 0;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Stage ID")) {
          stageId = fields.integerOr(0);
        } else if (name.equals("Stage Attempt ID")) {
          attempt = fields.integerOr(0);
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.speculativeTaskSubmitted(StageKey.of(Math.max(0, stageId), Math.max(0, attempt)));
    }
  }
}
