package io.sparkvitals.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a backtest so far. The order in which logs are added makes no difference. Not
 * thread-safe.
 */
final class BacktestResult {
  private final List<Variant> variants;
  private final int logs;
  private final int maxWorst;
  private final List<AlertCounts> counts = new ArrayList<>();
  private final Map<String, List<AlertCase>> worst = new LinkedHashMap<>();
  private final TreeMap<String, String> unread = new TreeMap<>();
  private int read;
  private boolean gated;

  /** {@code logs} are to come; of each rule {@code maxWorst} cases are kept. */
  BacktestResult(List<Variant> variants, int logs, int maxWorst) {
    this.variants = variants;
    this.logs = logs;
    this.maxWorst = maxWorst;
    for (Variant each : variants) {
      counts.add(new AlertCounts());
      worst.computeIfAbsent(each.ruleId(), key -> new ArrayList<>());
    }
  }

  void add(LogResult log) {
    String problem = log.problem();
    if (problem != null) {
      unread.put(log.log(), problem);
      return;
    }
    read++;
    gated |= log.gated();
    for (int i = 0; i < counts.size(); i++) {
      counts.get(i).add(log.counts().get(i));
    }
    for (AlertCase each : log.worst()) {
      worst.getOrDefault(each.ruleId(), new ArrayList<>()).add(each);
    }
    worst.values().forEach(this::keepWorst);
  }

  private void keepWorst(List<AlertCase> cases) {
    if (cases.size() > maxWorst) {
      cases.sort(AlertCase.WORST_FIRST);
      cases.subList(maxWorst, cases.size()).clear();
    }
  }

  /** The rules that are in force, in their order. */
  List<String> rules() {
    return new ArrayList<>(worst.keySet());
  }

  /** What the rule would have said, by rising threshold; the one in force is among them. */
  List<BacktestLine> lines(String ruleId) {
    List<BacktestLine> lines = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      if (variants.get(i).ruleId().equals(ruleId)) {
        lines.add(new BacktestLine(variants.get(i), counts.get(i)));
      }
    }
    lines.sort(BacktestLine.BY_THRESHOLD);
    return lines;
  }

  /** The worst cases of the rule in force, the worst first. */
  List<AlertCase> worst(String ruleId) {
    List<AlertCase> cases = new ArrayList<>(worst.getOrDefault(ruleId, Collections.emptyList()));
    cases.sort(AlertCase.WORST_FIRST);
    return cases;
  }

  /** How many logs there are in all. */
  int logs() {
    return logs;
  }

  /** How many could be read; each is one run of an application. */
  int read() {
    return read;
  }

  /** Why each of the others could not be read, by path. */
  Map<String, String> unread() {
    return Collections.unmodifiableMap(unread);
  }

  /** How many were not looked at, because somebody stopped it. */
  int left() {
    return logs - read - unread.size();
  }

  /** Whether an alert in force is one that the gate asks for. */
  boolean gated() {
    return gated;
  }
}
