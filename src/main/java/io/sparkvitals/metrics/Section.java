package io.sparkvitals.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a metric is about; the order of the reference page. */
public enum Section {
  APPLICATION("Application", "application"),
  TASKS("Tasks", "application"),
  DATA("Data", "application"),
  JOBS("Jobs and stages", "application"),
  EXECUTORS("Executors", "executor", "executor_id"),
  STAGES("Stages", "stage", "stage_id", "stage_attempt"),
  CACHED("Cached data sets", "rdd", "rdd_id", "rdd_name"),
  SQL("SQL", "application"),
  STREAMING("Streaming queries", "query", "query_name", "run_id"),
  AGENT("The agent itself", "agent");

  private final String title;
  private final String kind;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of strings
  private final List<String> labels;

  Section(String title, String kind, String... labels) {
    this.title = title;
    this.kind = kind;
    this.labels = Collections.unmodifiableList(Arrays.asList(labels));
  }

  public String title() {
    return title;
  }

  /** The labels that say which subject a series is about. */
  public List<String> labels() {
    return labels;
  }

  /** The value of the label {@code kind} under which its series are counted. */
  String kind() {
    return kind;
  }
}
