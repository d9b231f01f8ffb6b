package io.sparkvitals.tracker;

import io.sparkvitals.model.StreamingQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The streaming queries that run, at most {@link #MAX_QUERIES}. Guarded by the tracker's lock. */
final class StreamingBook {
  static final int MAX_QUERIES = 100;

  private final Map<String, StreamingQuery> queries = new LinkedHashMap<>();
  private long dropped;

  void start(StreamingQuery query) {
    if (queries.size() < MAX_QUERIES || queries.containsKey(query.runId())) {
      queries.put(query.runId(), query);
    } else {
      dropped++;
    }
  }

  /** Adds a batch to its query; one that was never seen to start starts here. */
  void progress(StreamingQuery batch) {
    StreamingQuery before = queries.get(batch.runId());
    if (before == null) {
      start(batch);
      return;
    }
    queries.put(batch.runId(), before.followedBy(batch));
  }

  void terminate(String runId) {
    queries.remove(runId);
  }

  long dropped() {
    return dropped;
  }

  List<StreamingQuery> queries() {
    return new ArrayList<>(queries.values());
  }
}
