package io.sparkvitals.cli;

import io.sparkvitals.replay.EventLog;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the logs that a backtest is asked for. */
final class LogList {
  private LogList() {}

  /**
   * Paths of all logs at these places, the largest first, so that no thread begins with it when the
   * others are done; each once.
   *
   * @throws IOException in one sentence where a place is not there
   */
  static List<String> of(List<String> places) throws IOException {
    Map<String, EventLog> logs = new LinkedHashMap<>();
    for (String place : places) {
      for (EventLog log : EventLog.allIn(place)) {
        logs.put(log.path(), log);
      }
    }
    if (logs.isEmpty()) {
      throw new CliFailure(String.join(", ", places) + ": no event log is there");
    }
    return logs.values().stream()
        .sorted(Comparator.comparingLong(EventLog::size).reversed().thenComparing(EventLog::path))
        .map(EventLog::path)
        .collect(Collectors.toList());
  }
}
