package io.sparkvitals.replay;

import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.ResourceProfileFacts;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of the application as a whole. */
final class ApplicationReadings {
  private ApplicationReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "LogStart", new LogStarted(),
        "ApplicationStart", new Started(),
        "ApplicationEnd", new Ended(),
        "EnvironmentUpdate", new Environment(),
        "ResourceProfileAdded", new Profile());
  }

  private static final class LogStarted implements LogEvents.Reading {
    private @Nullable String version;

    @Override
    public void read(Fields fields) throws IOException {
      version = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Spark Version")) {
          version = fields.shortText();
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      if (version != null) {
        events.sparkVersion(version);
      }
    }
  }

  private static final class Started implements LogEvents.Reading {
    private @Nullable String id;
    private @Nullable String appName;
    private @Nullable String user;
    private @Nullable String attemptId;
    private long timeMillis;

    @Override
    public void read(Fields fields) throws IOException {
      id = null;
      appName = null;
      user = null;
      attemptId = null;
      timeMillis = 0;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "App ID":
            id = fields.shortText();
            break;
          case "App Name":
            appName = fields.shortText();
            break;
          case "User":
            user = fields.shortText();
            break;
          case "App Attempt ID":
            attemptId = fields.shortText();
            break;
          case "Timestamp":
            timeMillis = fields.numberOr(0);
            break;
          default:
            fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.applicationStarted(id, appName, timeMillis);
      events.applicationOwner(user, attemptId);
    }
  }

  private static final class Ended implements LogEvents.Reading {
    private long timeMillis;
    private @Nullable Integer exitCode;

    @Override
    public void read(Fields fields) throws IOException {
      timeMillis = 0;
      exitCode = null;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Timestamp")) {
          timeMillis = fields.numberOr(0);
        } else if (name.equals("ExitCode")) {
          long code = fields.numberOr(Long.MIN_VALUE);
          exitCode = code == (int) code ? Integer.valueOf((int) code) : null;
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.applicationEnded(timeMillis, exitCode);
    }
  }

  private static final class Environment implements LogEvents.Reading {
    private Map<String, String> properties = new HashMap<>();
    private OtherKeys.Draft names = new OtherKeys.Draft();

    @Override
    public void read(Fields fields) throws IOException {
      properties = new HashMap<>();
      names = new OtherKeys.Draft();
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Spark Properties") && fields.enter()) {
          spark(fields);
        } else if (name.equals("JVM Information") && fields.enter()) {
          jvm(fields);
        } else {
          fields.skip();
        }
      }
    }

    private void spark(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        boolean known = EnvironmentKeys.all().contains(name);
        String value = known ? fields.text() : fields.shortText();
        if (value != null) {
          names.add(name, value);
        }
        if (known && value != null) {
          properties.put(name, value);
        }
      }
    }

    private void jvm(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        String key =
            name.equals("Java Version")
                ? EnvironmentKeys.JAVA_VERSION
                : name.equals("Scala Version") ? EnvironmentKeys.SCALA_VERSION : null;
        String value = key == null ? null : fields.text();
        if (key != null && value != null) {
          properties.put(key, value);
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.environment(properties);
      events.otherKeys(names.keys());
    }
  }

  private static final class Profile implements LogEvents.Reading {
    private int id;
    private Map<String, Long> amounts = new HashMap<>();
    private double taskCpus;

    @Override
    public void read(Fields fields) throws IOException {
      id = 0;
      amounts = new HashMap<>();
      taskCpus = 0;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Resource Profile Id")) {
          id = fields.integer();
        } else if (name.equals("Executor Resource Requests") && fields.enter()) {
          executor(fields);
        } else if (name.equals("Task Resource Requests") && fields.enter()) {
          task(fields);
        } else {
          fields.skip();
        }
      }
    }

    private void executor(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        double amount = amount(fields);
        if (amounts.size() < Limits.RESOURCES && name.length() <= Limits.SHORT_TEXT) {
          amounts.put(name, (long) amount);
        } else {
          fields.cutList(1);
        }
      }
    }

    private void task(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        double amount = amount(fields);
        if (name.equals("cpus")) {
          taskCpus = amount;
        }
      }
    }

    private static double amount(Fields fields) throws IOException {
      double amount = 0;
      if (fields.enter()) {
        for (String name = fields.next(); name != null; name = fields.next()) {
          if (name.equals("Amount")) {
            amount = fields.decimal();
          } else {
            fields.skip();
          }
        }
      }
      return amount;
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      events.resourceProfile(ResourceProfileFacts.of(id, amounts, taskCpus));
    }
  }
}
