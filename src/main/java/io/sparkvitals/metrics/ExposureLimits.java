package io.sparkvitals.metrics;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import java.util.Locale;

/** How many series there may be, and how they are shared out. Immutable. */
public final class ExposureLimits {
  /** What the application as a whole and the agent may need. */
  static final int FIXED_SERIES = 500;

  static final int SERIES_PER_STAGE = SeriesCount.most(Catalogue.STAGES, false);

  static final int SERIES_PER_RDD = SeriesCount.most(DataFamilies.CACHED, false);
  static final int SERIES_PER_QUERY = SeriesCount.most(DataFamilies.STREAMING, false);

  private static final int MAX_RDDS = 50;
  private static final int MAX_QUERIES = 20;

  private final int maxSeries;
  private final int maxStages;
  private final ExecutorDetail executorDetail;

  private ExposureLimits(int maxSeries, int maxStages, ExecutorDetail executorDetail) {
    this.maxSeries = maxSeries;
    this.maxStages = maxStages;
    this.executorDetail = executorDetail;
  }

  static ExposureLimits of(int maxSeries, int maxStages, ExecutorDetail executorDetail) {
    return new ExposureLimits(maxSeries, maxStages, executorDetail);
  }

  public static ExposureLimits of(VitalsConfig config) {
    String detail = config.text(ConfigKey.METRICS_EXECUTOR_DETAIL).toUpperCase(Locale.ROOT);
    return of(
        config.integer(ConfigKey.METRICS_MAX_SERIES),
        config.integer(ConfigKey.METRICS_MAX_STAGES),
        ExecutorDetail.valueOf(detail));
  }

  ExecutorDetail executorDetail() {
    return executorDetail;
  }

  /** Most cached data sets with series of their own. */
  int rdds() {
    return Math.min(MAX_RDDS, maxSeries / 100);
  }

  /** Most streaming queries with series of their own. */
  int queries() {
    return Math.min(MAX_QUERIES, maxSeries / 500);
  }

  /** What stages and executors share. */
  private int shared() {
    return maxSeries - FIXED_SERIES - rdds() * SERIES_PER_RDD - queries() * SERIES_PER_QUERY;
  }

  /** Most stages with series of their own: as asked for, but at most half of all series. */
  int stages() {
    return Math.min(maxStages, shared() / 2 / SERIES_PER_STAGE);
  }

  /** What is left to the executors, whether the stages use up their share or not. */
  int executorSeries() {
    return shared() - stages() * SERIES_PER_STAGE;
  }
}
