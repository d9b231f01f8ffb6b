package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in three sentences: what ran, what it did, what was wrong. Plain words on one line
 * each, free of control characters; whoever shows them escapes them.
 */
public final class Headline {
  private static final int MAX_TEXT = 500;

  private Headline() {}

  /** The three sentences. */
  public static List<String> sentences(Report report) {
    return Arrays.asList(whatRan(report), whatItDid(report.application()), whatWasWrong(report));
  }

  private static String whatRan(Report report) {
    ApplicationSnapshot application = report.application();
    ApplicationFacts facts = application.facts();
    String name = Texts.line(facts.name(), 80);
    StringBuilder text = new StringBuilder(name.isEmpty() ? "An application" : name);
    append(text, " (", facts.id(), ")");
    text.append(" ran");
    append(text, " on Spark ", facts.sparkVersion(), "");
    append(text, " as ", facts.user(), "");
    long end = application.untilMillis();
    if (facts.startMillis() > 0 && end >= facts.startMillis()) {
      text.append(" for ").append(Words.duration(end - facts.startMillis()));
    }
    return text.append(outcome(report)).toString();
  }

  private static void append(
      StringBuilder text, String before, @Nullable String value, String after) {
    String line = Texts.line(value, 80);
    if (!line.isEmpty()) {
      text.append(before).append(line).append(after);
    }
  }

  private static String outcome(Report report) {
    ApplicationSnapshot application = report.application();
    if (application.endMillis() > 0) {
      int code = application.exitCode().orElse(-1);
      boolean success = code == 0 && application.work().jobs().failed() == 0;
      String how = success ? " with success" : " with exit code " + code;
      return " and ended" + (application.exitCode().isPresent() ? how : "") + ".";
    }
    return report.input() == null
        ? " and still runs."
        : " until its log stops: the log tells no end, so the application still ran or was killed.";
  }

  private static String whatItDid(ApplicationSnapshot application) {
    Work work = application.work();
    TaskCounts tasks = work.tasks().counts();
    long jobs = all(work.jobs());
    long ended = tasks.succeeded() + tasks.failed() + tasks.killed();
    if (jobs == 0 && ended == 0 && tasks.unfinished() == 0) {
      return "It ran no job.";
    }
    List<String> parts =
        Arrays.asList(
            Words.count(jobs, "job") + activity(work.jobs(), 0),
            Words.count(all(work.stages()), "stage")
                + activity(work.stages(), work.events().stageRetries()),
            Words.count(ended + tasks.unfinished(), "task")
                + notes(
                    tasks.failed(), "failed",
                    tasks.killed(), "killed",
                    tasks.unfinished(), "unfinished"));
    return "It ran " + Words.list(parts) + where(application) + volumes(work.totals()) + ".";
  }

  private static long all(ActivityCounts counts) {
    return counts.succeeded() + counts.failed() + counts.active();
  }

  private static String activity(ActivityCounts counts, long retried) {
    return notes(counts.failed(), "failed", retried, "retried", counts.active(), "unfinished");
  }

  /** Numbers above 0 with their words, in brackets. */
  private static String notes(Object... numbersAndWords) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < numbersAndWords.length; i += 2) {
      long number = (Long) numbersAndWords[i];
      if (number > 0) {
        notes.add(Words.count(number) + " " + numbersAndWords[i + 1]);
      }
    }
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }

  private static String where(ApplicationSnapshot application) {
    List<ExecutorSnapshot> executors = application.executors();
    boolean local = executors.stream().allMatch(each -> each.facts().driver());
    if (local) {
      return executors.isEmpty() ? "" : " in the driver";
    }
    long seen = executors.stream().filter(each -> !each.facts().driver()).count();
    long number = Math.max(application.work().events().executorsAdded(), seen);
    return " on " + Words.count(number, "executor");
  }

  private static String volumes(TaskTotals totals) {
    List<String> volumes = new ArrayList<>();
    long runMillis = totals.get(TaskMetric.RUN_TIME_MILLIS);
    if (runMillis > 0) {
      volumes.add(Words.duration(runMillis) + " of task time");
    }
    bytes(volumes, totals.get(TaskMetric.INPUT_BYTES), "read");
    bytes(volumes, totals.get(TaskMetric.OUTPUT_BYTES), "written");
    bytes(volumes, totals.get(TaskMetric.SHUFFLE_WRITE_BYTES), "written to shuffle");
    bytes(volumes, totals.spilledBytes(), "spilled");
    return volumes.isEmpty() ? "" : ": " + String.join(", ", volumes);
  }

  private static void bytes(List<String> volumes, long bytes, String word) {
    if (bytes > 0) {
      volumes.add(Sizes.decimal(bytes) + " " + word);
    }
  }

  private static String whatWasWrong(Report report) {
    List<Alert> alerts = Ranking.alerts(report.alerts());
    if (alerts.isEmpty()) {
      return "No rule found anything wrong.";
    }
    List<String> severities = new ArrayList<>();
    for (Severity each : Arrays.asList(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
      long number = report.counts().fired(each);
      if (number > 0) {
        severities.add(Words.count(number) + " " + each.label());
      }
    }
    String worst = Texts.line(Words.summary(alerts.get(0).finding()), MAX_TEXT);
    long fired = report.counts().fired();
    return fired == 1
        ? "1 alert fired (" + alerts.get(0).severity().label() + "): " + worst
        : Words.count(fired, "alert")
            + " fired ("
            + String.join(", ", severities)
            + "), the worst: "
            + worst;
  }
}
