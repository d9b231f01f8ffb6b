package io.sparkvitals.cli;

import io.sparkvitals.Replay;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.report.Gate;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a log once, judges it by every variant of the rules, and keeps the few rows that a backtest
 * needs. Whatever is wrong with a log is part of its result. Thread-safe.
 */
final class LogJudge implements Function<String, LogResult> {
  private final BacktestPlan plan;
  private final Replay replay;
  private final List<Variant> variants;
  private final Gate gate;

  LogJudge(BacktestPlan plan) {
    this.plan = plan;
    List<RuleBook> books = plan.grid().books();
    this.replay = new Replay(books, plan.intervalMillis());
    this.variants = plan.grid().variants(remark -> {});
    this.gate = plan.failOn().isEmpty() ? Gate.OPEN : Gate.parse(plan.failOn(), books.get(0));
  }

  @Override
  public LogResult apply(String log) {
    return safely(log, this::judge);
  }

  /** What comes of reading a log, whatever is thrown. */
  static LogResult safely(String log, Reader reader) {
    try {
      return reader.read(log);
    } catch (OutOfMemoryError e) {
      return LogResult.outOfMemory(log, Errors.sentence(e));
    } catch (Throwable e) {
      return LogResult.unread(log, Errors.sentence(e));
    }
  }

  /** Reads one log. */
  interface Reader {
    LogResult read(String log) throws IOException;
  }

  private LogResult judge(String log) throws IOException {
    List<Report> reports = replay.each(EventLog.at(log), bytes -> {});
    Report inForce = reports.get(0);
    String nothing = Errors.nothingIn(inForce);
    if (nothing != null) {
      return LogResult.unread(log, nothing);
    }
    List<AlertCounts> counts = new ArrayList<>();
    for (Variant each : variants) {
      counts.add(AlertCounts.of(reports.get(each.book()), each.ruleId()));
    }
    return LogResult.read(log, gate.trips(inForce), counts, worst(log, inForce));
  }

  private List<AlertCase> worst(String log, Report report) {
    List<AlertCase> cases = new ArrayList<>();
    for (Alert each : report.alerts()) {
      cases.add(AlertCase.of(log, report.application(), each));
    }
    cases.sort(AlertCase.WORST_FIRST);
    Map<String, Integer> kept = new HashMap<>();
    cases.removeIf(each -> kept.merge(each.ruleId(), 1, Integer::sum) > plan.maxWorst());
    return cases;
  }
}
