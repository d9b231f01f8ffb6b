package io.sparkvitals.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of the standard rules as Markdown, guards in words. */
final class RulesTable {
  private static final Pattern COMPARISON = Pattern.compile("(\\w+) (>=|<=|>|<|=) (.+)");
  private static final Map<String, String> SUBJECTS = subjects();
  private static final Map<String, String> WHOLE =
      Map.of(
          "droppedEvents = 0", "Spark dropped no event",
          "jobCancelled = 0", "nobody cancelled the job",
          "pythonWorkers = 0", "no Python worker was seen");

  private RulesTable() {}

  static String markdown(RuleBook book) {
    StringBuilder table = new StringBuilder();
    table.append("| rule | looks at | speaks above or below | but only if |\n|---|---|---|---|\n");
    for (Rule each : book.rules()) {
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |\n", each.id(), subject(each), bounds(each), guards(each)));
    }
    return table.toString();
  }

  private static String subject(Rule rule) {
    Signal signal = rule.signal();
    return signal == null
        ? rule.title()
        : signal.help()
            + rule.scopes().stream()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String bounds(Rule rule) {
    Signal signal = rule.signal();
    Steps steps = rule.steps();
    if (signal == null || steps == null) {
      return rule.classes().entrySet().stream()
          .map(each -> each.getKey() + ": " + severity(each.getValue().orElse(null)))
          .collect(Collectors.joining(", "))
          .replaceFirst("^other: (\\w+)$", "each: $1");
    }
    return (steps.above() ? "above " : "below ")
        + steps.bounds().entrySet().stream()
            .map(each -> signal.unit().format(each.getValue()) + " (" + each.getKey().label() + ")")
            .collect(Collectors.joining(", "));
  }

  private static String severity(Severity severity) {
    return severity == null ? "none" : severity.label();
  }

  private static String guards(Rule rule) {
    String all = list(rule.guards());
    for (Map.Entry<Severity, List<Guard>> each : rule.stepGuards().entrySet()) {
      all +=
          (all.isEmpty() ? "" : "; ") + each.getKey().label() + " only if " + list(each.getValue());
    }
    return all;
  }

  private static String list(List<Guard> guards) {
    return guards.stream().map(guard -> words(guard.toString())).collect(Collectors.joining("; "));
  }

  private static String words(String guard) {
    StringBuilder words = new StringBuilder();
    for (String alternative : guard.split(" or ")) {
      words.append(words.isEmpty() ? "" : ", or ");
      String before = "";
      for (String comparison : alternative.split(" and ")) {
        words.append(before).append(comparison(comparison));
        before = " and ";
      }
    }
    return words.toString();
  }

  private static String comparison(String text) {
    Matcher matcher = COMPARISON.matcher(text);
    if (WHOLE.containsKey(text)) {
      return WHOLE.get(text);
    }
    if (!matcher.matches() || !SUBJECTS.containsKey(matcher.group(1))) {
      throw new IllegalStateException("no words for the guard " + text);
    }
    return SUBJECTS.get(matcher.group(1))
        + " "
        + Map.of(">=", "at least ", ">", "more than ", "<=", "at most ", "<", "less than ", "=", "")
            .get(matcher.group(2))
        + matcher.group(3);
  }

  private static Map<String, String> subjects() {
    Map<String, String> subjects = new LinkedHashMap<>();
    subjects.put("memorySamples", "memory readings in five minutes:");
    subjects.put("heartbeatAgeSeconds", "the age of the newest reading is");
    subjects.put("executorAgeSeconds", "the executor has been there for");
    subjects.put("runSeconds", "task run time is");
    subjects.put("endedTasks", "tasks that ended:");
    subjects.put("spilledBytes", "spilled is");
    subjects.put("processedBytes", "processed is");
    subjects.put("collections", "collections in five minutes:");
    subjects.put("unusedCacheSeconds", "unread for");
    subjects.put("finishedTasks", "tasks that succeeded or failed:");
    subjects.put("failedTasks", "failed tasks:");
    subjects.put("succeededTasks", "tasks that succeeded:");
    subjects.put("succeededShare", "share of the stage's tasks that succeeded:");
    subjects.put("longestTaskSeconds", "the longest task takes");
    subjects.put("longestExcessSeconds", "the longest task is longer than the median by");
    subjects.put("stallFactor", "that time per median task duration is");
    subjects.put("baselineRuns", "earlier runs of the stage:");
    subjects.put("baselineSeconds", "its usual median is");
    subjects.put("medianExcessSeconds", "the median is longer than usual by");
    subjects.put("allocatedCoreSeconds", "core time held is");
    subjects.put("applicationAgeSeconds", "the application has run for");
    subjects.put("sinceExecutorAddedSeconds", "no executor has come for");
    return subjects;
  }
}
