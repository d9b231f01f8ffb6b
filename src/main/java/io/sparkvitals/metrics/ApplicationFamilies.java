package io.sparkvitals.metrics;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.Spending;
import io.sparkvitals.model.Work;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is exposed of the application as a whole: itself, its jobs and its stages in number. */
final class ApplicationFamilies {
  private static final int HISTOGRAM_SERIES = 17;

  static final List<MetricDefinition<ApplicationSnapshot>> APPLICATION =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(
                      MetricType.INFO,
                      "application_info",
                      "Facts that do not change; the value is 1")
                  .labels(
                      "app_attempt_id",
                      "user",
                      "master",
                      "deploy_mode",
                      "spark_version",
                      "scala_version",
                      "java_version",
                      "queue")
                  .from(1, (app, sink) -> info(app.facts(), sink)),
              metric(MetricType.GAUGE, "application_start_timestamp_seconds", "Start, as Unix time")
                  .of(app -> Reading.timestamp(app.facts().startMillis())),
              metric(
                      MetricType.GAUGE,
                      "application_end_timestamp_seconds",
                      "End, as Unix time; absent while it runs. Spark before 4 tells no outcome")
                  .labels("outcome")
                  .from(
                      1, (app, sink) -> sink.put(Reading.timestamp(app.endMillis()), outcome(app))),
              metric(MetricType.GAUGE, "executors", "Registered executors")
                  .labels("state")
                  .from(
                      2,
                      (app, sink) -> {
                        sink.put(executors(app, false), "active");
                        sink.put(executors(app, true), "excluded");
                      }),
              metric(MetricType.COUNTER, "executors_added_total", "Executors that registered")
                  .of(app -> events(app).executorsAdded()),
              metric(
                      MetricType.COUNTER,
                      "executors_removed_total",
                      "Executors that were removed, by what the cluster manager said")
                  .by(
                      "cause",
                      Arrays.asList(LossClass.values()),
                      LossClass::label,
                      (app, cause) -> events(app).executorsRemoved(cause)),
              metric(MetricType.GAUGE, "cores", "Cores of the registered executors")
                  .of(ApplicationFamilies::cores),
              metric(
                      MetricType.COUNTER,
                      "core_allocated_seconds_total",
                      "Registered cores, integrated over time")
                  .of(app -> Reading.seconds(app.work().coreTime().allocatedMillis())),
              metric(
                      MetricType.COUNTER,
                      "core_busy_seconds_total",
                      "Cores that ran tasks, integrated over time")
                  .of(app -> Reading.seconds(app.work().coreTime().busyMillis())),
              metric(
                      MetricType.GAUGE,
                      "core_use_seconds",
                      "What the allocated core time went to so far, as in the section on cost of"
                          + " reports; the parts add up to it, and some shrink when more is known")
                  .labels("use")
                  .from(CoreUse.values().length, ApplicationFamilies::coreUse),
              metric(
                      MetricType.COUNTER,
                      "memory_allocated_byte_seconds_total",
                      "Memory that executors may use, heap and all beside it, integrated over time")
                  .of(Spending::allocatedByteSeconds),
              metric(
                      MetricType.COUNTER,
                      "estimated_cost_total",
                      "What the executors cost by spark.vitals.cost.*, in its currency; absent"
                          + " without a price")
                  .labels("resource")
                  .from(2, ApplicationFamilies::cost)));

  static final List<MetricDefinition<ApplicationSnapshot>> JOBS =
      Collections.unmodifiableList(
          Arrays.asList(
              job(MetricType.COUNTER, "jobs_started_total", "Jobs that started")
                  .of(app -> app.work().jobs().started()),
              job(MetricType.COUNTER, "jobs_completed_total", "Jobs that ended")
                  .labels("outcome")
                  .from(
                      2,
                      (app, sink) -> {
                        sink.put(app.work().jobs().succeeded(), "succeeded");
                        sink.put(app.work().jobs().failed(), "failed");
                      }),
              job(MetricType.GAUGE, "jobs_active", "Jobs that run")
                  .of(app -> app.work().jobs().active()),
              job(MetricType.HISTOGRAM, "job_duration_seconds", "Duration of the jobs that ended")
                  .from(
                      HISTOGRAM_SERIES,
                      (app, sink) -> sink.histogram(app.work().durations().jobs())),
              job(
                      MetricType.GAUGE,
                      "job_last_completion_timestamp_seconds",
                      "When a job ended last, as Unix time")
                  .labels("outcome")
                  .from(
                      2,
                      (app, sink) -> {
                        sink.put(
                            Reading.timestamp(events(app).lastJobSuccessMillis()), "succeeded");
                        sink.put(Reading.timestamp(events(app).lastJobFailureMillis()), "failed");
                      }),
              job(MetricType.COUNTER, "stages_started_total", "Stage attempts that started")
                  .of(app -> app.work().stages().started()),
              job(MetricType.COUNTER, "stages_completed_total", "Stage attempts that ended")
                  .labels("outcome")
                  .from(
                      3,
                      (app, sink) -> {
                        sink.put(app.work().stages().succeeded(), "succeeded");
                        sink.put(app.work().stages().failed(), "failed");
                        sink.put(events(app).stagesSkipped(), "skipped");
                      }),
              job(MetricType.COUNTER, "stage_retries_total", "Stage attempts after the first")
                  .of(app -> events(app).stageRetries()),
              job(MetricType.GAUGE, "stages_active", "Stage attempts that run")
                  .of(app -> app.work().stages().active())));

  private ApplicationFamilies() {}

  private static Draft<ApplicationSnapshot> metric(MetricType type, String name, String help) {
    return new Draft<>(Section.APPLICATION, type, Catalogue.PREFIX + name, help);
  }

  private static Draft<ApplicationSnapshot> job(MetricType type, String name, String help) {
    return new Draft<>(Section.JOBS, type, Catalogue.PREFIX + name, help);
  }

  private static void info(ApplicationFacts facts, Sink sink) {
    sink.put(
        1,
        known(facts.attemptId()),
        known(facts.user()),
        known(facts.property("spark.master")),
        known(facts.property("spark.submit.deployMode")),
        known(facts.sparkVersion()),
        known(facts.property(EnvironmentKeys.SCALA_VERSION)),
        known(facts.property(EnvironmentKeys.JAVA_VERSION)),
        known(facts.property("spark.yarn.queue")));
  }

  private static void coreUse(ApplicationSnapshot app, Sink sink) {
    Optional<CoreSplit> split = CoreSplit.of(app);
    if (split.isPresent()) {
      for (CoreUse each : CoreUse.values()) {
        sink.put(Reading.seconds(split.get().millis(each)), each.label());
      }
    }
  }

  private static void cost(ApplicationSnapshot app, Sink sink) {
    Optional<Spending> spending = Spending.of(app);
    if (spending.isPresent()) {
      sink.put(spending.get().coreCost(), "cores");
      sink.put(spending.get().memoryCost(), "memory");
    }
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String outcome(ApplicationSnapshot app) {
    if (!app.exitCode().isPresent()) {
      return "unknown";
    }
    return app.exitCode().getAsInt() == 0 ? "succeeded" : "failed";
  }

  private static Work.Events events(ApplicationSnapshot app) {
    return app.work().events();
  }

  private static int executors(ApplicationSnapshot app, boolean excluded) {
    int count = 0;
    for (ExecutorSnapshot each : app.executors()) {
      if (registered(each) && each.excluded() == excluded) {
        count++;
      }
    }
    return count;
  }

  private static int cores(ApplicationSnapshot app) {
    int cores = 0;
    for (ExecutorSnapshot each : app.executors()) {
      cores += registered(each) ? Math.max(0, each.facts().cores()) : 0;
    }
    return cores;
  }

  // The driver registers as an executor in local mode only; elsewhere it just reports its memory.
  private static boolean registered(ExecutorSnapshot executor) {
    return executor.active() && (executor.facts().cores() > 0 || !executor.facts().driver());
  }
}
