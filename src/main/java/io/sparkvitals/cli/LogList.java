package io.sparkvitals.cli;

import io.sparkvitals.replay.EventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The logs that a backtest is asked for. Immutable. */
final class LogList {
  private final List<String> paths = new ArrayList<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();

  private LogList(List<EventLog> logs) {
    for (EventLog log : logs) {
      String problem = log.problem();
      if (problem == null) {
        paths.add(log.path());
      } else {
        unreadable.put(log.path(), problem);
      }
    }
  }

  /**
   * All logs at these places, the largest first, so that no thread begins with it when the others
   * are done; each once, whatever its names.
   *
   * @throws IOException in one sentence where a place is not there
   */
  static LogList of(List<String> places) throws IOException {
    Map<String, EventLog> logs = new LinkedHashMap<>();
    for (String place : places) {
      for (EventLog log : EventLog.allIn(place)) {
        logs.putIfAbsent(log.identity(), log);
      }
    }
    if (logs.isEmpty()) {
      throw new CliFailure(String.join(", ", places) + ": no event log is there");
    }
    List<EventLog> sorted = new ArrayList<>(logs.values());
    sorted.sort(Comparator.comparingLong(EventLog::size).reversed().thenComparing(EventLog::path));
    return new LogList(sorted);
  }

  List<String> paths() {
    return Collections.unmodifiableList(paths);
  }

  /** Why what was found is not read, by its path: pipes, links to nothing. */
  Map<String, String> unreadable() {
    return Collections.unmodifiableMap(unreadable);
  }

  int size() {
    return paths.size() + unreadable.size();
  }
}
