package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.COUNTER;
import static io.prometheus.metrics.model.registry.MetricType.GAUGE;
import static io.prometheus.metrics.model.registry.MetricType.INFO;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.StreamingQuery;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is exposed of cached data sets, SQL executions and streaming queries. */
final class DataFamilies {
  private static final int HISTOGRAM_SERIES = 13;

  static final List<MetricDefinition<CachedRdd>> CACHED =
      Collections.unmodifiableList(
          Arrays.asList(
              rdd("partitions", "Its partitions; absent where no stage said it")
                  .of(rdd -> rdd.partitions() > 0 ? rdd.partitions() : Double.NaN),
              rdd("cached_partitions", "Its partitions that an executor holds")
                  .of(CachedRdd::cachedPartitions),
              rdd("memory_bytes", "What it takes of the memory of all executors")
                  .of(CachedRdd::memoryBytes),
              rdd("disk_bytes", "What it takes of the disks of all executors")
                  .of(CachedRdd::diskBytes)));

  static final List<MetricDefinition<ApplicationSnapshot>> SQL =
      Collections.unmodifiableList(
          Arrays.asList(
              sql(COUNTER, "started_total", "SQL executions that started")
                  .of(app -> app.work().sqlExecutions().started()),
              sql(COUNTER, "completed_total", "SQL executions that ended")
                  .labels("outcome")
                  .from(
                      2,
                      (app, sink) -> {
                        sink.put(app.work().sqlExecutions().succeeded(), "succeeded");
                        sink.put(app.work().sqlExecutions().failed(), "failed");
                      }),
              sql(GAUGE, "active", "SQL executions that run")
                  .of(app -> app.work().sqlExecutions().active()),
              new Draft<ApplicationSnapshot>(
                      Section.SQL,
                      MetricType.HISTOGRAM,
                      Catalogue.PREFIX + "sql_execution_duration_seconds",
                      "Duration of the SQL executions that ended")
                  .from(
                      HISTOGRAM_SERIES,
                      (app, sink) -> sink.histogram(app.work().durations().sqlExecutions()))));

  static final List<MetricDefinition<StreamingQuery>> STREAMING =
      Collections.unmodifiableList(
          Arrays.asList(
              query(INFO, "query_info", "Facts that do not change; the value is 1")
                  .labels("query_id")
                  .from(1, (query, sink) -> sink.put(1, query.id())),
              query(
                      GAUGE,
                      "last_progress_timestamp_seconds",
                      "When its newest batch was reported, as Unix time; it grows old where the"
                          + " query is stuck")
                  .of(query -> Reading.timestamp(query.progressMillis())),
              query(GAUGE, "batch_id", "Number of its newest batch; absent before the first")
                  .of(query -> query.batchId() < 0 ? Double.NaN : query.batchId()),
              query(
                      GAUGE,
                      "batch_duration_seconds",
                      "Duration of its newest batch by phase; triggerExecution is the whole of it")
                  .labels("phase")
                  .from(StreamingQuery.PHASES.size(), DataFamilies::phases),
              query(COUNTER, "input_rows_total", "Rows that it read since it was first seen")
                  .of(StreamingQuery::inputRows),
              query(
                      GAUGE,
                      "input_rows_per_second",
                      "Rows that came per second, as of the newest batch")
                  .of(StreamingQuery::inputRowsPerSecond),
              query(
                      GAUGE,
                      "processed_rows_per_second",
                      "Rows that were processed per second of the newest batch; below what comes,"
                          + " the query falls behind")
                  .of(StreamingQuery::processedRowsPerSecond),
              query(GAUGE, "watermark_timestamp_seconds", "Its watermark, as Unix time")
                  .of(query -> Reading.timestamp(query.watermarkMillis())),
              query(GAUGE, "state_rows", "Rows in the state of its operators")
                  .of(query -> known(query.stateRows())),
              query(GAUGE, "state_memory_bytes", "Memory that the state of its operators takes")
                  .of(query -> known(query.stateMemoryBytes()))));

  private DataFamilies() {}

  private static Draft<CachedRdd> rdd(String name, String help) {
    return new Draft<>(Section.CACHED, GAUGE, Catalogue.PREFIX + "rdd_" + name, help);
  }

  private static Draft<ApplicationSnapshot> sql(MetricType type, String name, String help) {
    return new Draft<>(Section.SQL, type, Catalogue.PREFIX + "sql_executions_" + name, help);
  }

  private static Draft<StreamingQuery> query(MetricType type, String name, String help) {
    return new Draft<>(Section.STREAMING, type, Catalogue.PREFIX + "streaming_" + name, help);
  }

  private static void phases(StreamingQuery query, Sink sink) {
    query.phaseMillis().forEach((phase, millis) -> sink.put(Reading.seconds(millis), phase));
  }

  private static double known(long value) {
    return value < 0 ? Double.NaN : value;
  }
}
