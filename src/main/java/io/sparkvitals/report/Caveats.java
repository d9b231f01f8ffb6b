package io.sparkvitals.report;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why figures of a report may not be what they seem, a plain sentence for each reason. */
public final class Caveats {
  private static final int MAX_STAGES = 5;
  private static final String SKIPPED = "skippedStages";
  private static final String BESIDE =
      "The collector (ZGC or Shenandoah) runs beside tasks: GC figures are those of whole cycles, in"
          + " which tasks run on.";
  private static final Map<String, String> KINDS = kinds();

  private Caveats() {}

  /** None where everything was seen. */
  public static List<String> of(Report report) {
    List<String> caveats = new ArrayList<>();
    input(report.input(), caveats);
    caveats.addAll(report.remarks());
    unlisted(report.counts(), caveats);
    ApplicationSnapshot application = report.application();
    dropped(application.losses().droppedEvents(), caveats);
    misdated(application.losses().misdatedTasks(), caveats);
    if (application.facts().collectsBesideTasks()) {
      caveats.add(BESIDE);
    }
    incompleteStages(application.stages(), caveats);
    evicted(application.losses().evicted(), caveats);
    return caveats;
  }

  private static void input(@Nullable InputFacts input, List<String> caveats) {
    if (input == null) {
      return;
    }
    if (input.truncated()) {
      caveats.add("The log breaks off: what came after its last whole line is not in the figures.");
    }
    long malformed = input.malformedLines();
    if (malformed > 0) {
      caveats.add(
          Words.count(malformed, "line")
              + (malformed == 1
                  ? " of the log is no event and was"
                  : " of the log are no events and were")
              + " skipped.");
    }
    if (input.unusableEvents() > 0) {
      caveats.add(
          Words.count(input.unusableEvents(), "event")
              + " of the log could not be used, for something in it is missing or of a wrong type.");
    }
    if (input.cutValues() > 0) {
      caveats.add(
          Words.count(input.cutValues(), "value")
              + " of the log, such as long texts and lists, were too long and are not kept whole.");
    }
  }

  private static void unlisted(AlertTotals counts, List<String> caveats) {
    List<String> severities = new ArrayList<>();
    long all = 0;
    for (Severity each : Arrays.asList(Severity.CRITICAL, Severity.WARNING, Severity.INFO)) {
      long unlisted = counts.unlisted(each);
      all += unlisted;
      if (unlisted > 0) {
        severities.add(Words.count(unlisted) + " " + each.label());
      }
    }
    if (all > 0) {
      caveats.add(
          Words.count(all, "alert")
              + (all == 1 ? " that fired is" : " that fired are")
              + " counted but not listed, for there are too many ("
              + String.join(", ", severities)
              + "): the oldest of the least severe are left out.");
    }
  }

  private static void dropped(Map<String, Long> byQueue, List<String> caveats) {
    long dropped = byQueue.values().stream().mapToLong(Long::longValue).sum();
    if (dropped > 0) {
      caveats.add(
          "Spark dropped "
              + Words.count(dropped, "event")
              + " before the agent saw them: every figure may be low.");
    }
  }

  private static void misdated(long tasks, List<String> caveats) {
    if (tasks > 0) {
      caveats.add(
          "The times of "
              + Words.count(tasks, "task")
              + " lie outside the application's: "
              + (tasks == 1 ? "it counts as if it" : "they count as if they")
              + " had ended when the log tells of "
              + (tasks == 1 ? "it." : "them."));
    }
  }

  private static void incompleteStages(List<StageSnapshot> stages, List<String> caveats) {
    List<StageSnapshot> incomplete =
        stages.stream().filter(StageSnapshot::incomplete).collect(Collectors.toList());
    if (incomplete.isEmpty()) {
      return;
    }
    String which =
        incomplete.stream()
            .limit(MAX_STAGES)
            .map(each -> each.key().toString())
            .collect(Collectors.joining(", "));
    caveats.add(
        "Not all tasks of "
            + (incomplete.size() == 1
                ? "stage "
                : Words.count(incomplete.size()) + " stage attempts (")
            + which
            + (incomplete.size() > MAX_STAGES ? " and others" : "")
            + (incomplete.size() == 1 ? " were" : ") were")
            + " seen to end: "
            + (incomplete.size() == 1 ? "its" : "their")
            + " figures may be low.");
  }

  private static void evicted(Map<String, Long> evicted, List<String> caveats) {
    List<String> kinds = new ArrayList<>();
    evicted.forEach(
        (kind, number) -> {
          if (number > 0 && !kind.equals(SKIPPED)) {
            kinds.add(Words.count(number, KINDS.getOrDefault(kind, kind)));
          }
        });
    long skipped = evicted.getOrDefault(SKIPPED, 0L);
    if (skipped > 0) {
      caveats.add(
          "Jobs named "
              + Words.count(skipped, "more stage")
              + " than are followed; which of them were skipped is not known.");
    }
    if (!kinds.isEmpty()) {
      caveats.add(
          "Too many to keep, so the oldest are in the totals only: " + Words.list(kinds) + ".");
    }
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("stages", "stage attempt");
    kinds.put("executors", "executor");
    kinds.put("jobs", "job");
    kinds.put("tasks", "running task");
    kinds.put("blocks", "stored block");
    kinds.put("stageIds", "announced stage");
    kinds.put("queries", "streaming query run");
    kinds.put("dataSets", "unpersisted data set");
    kinds.put("joins", "join of SQL");
    return Collections.unmodifiableMap(kinds);
  }
}
