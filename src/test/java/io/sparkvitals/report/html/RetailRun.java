package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.RuleEngine;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The night of a shop: ten jobs, some forty stages, and what real runs have: a hot customer, a sort
 * that spills, tasks that fail, executors that are killed and preempted, a stage that is retried.
 */
final class RetailRun {
  private static final String OOM =
      "Container killed by YARN for exceeding memory limits. 9.1 GB of 9 GB physical memory used.";
  private static final String FETCH =
      """
      org.apache.spark.shuffle.FetchFailedException: Connection from host-5/10.0.0.5:7337 closed
      \tat org.apache.spark.storage.ShuffleBlockFetcherIterator.next(Fetcher.scala:690)
      \tat org.apache.spark.InterruptibleIterator.hasNext(InterruptibleIterator.scala:37)""";
  private static final String BAD_ROW =
      "Job aborted due to stage failure: Task 3 in stage 36.0 failed 4 times, most recent failure:"
          + " java.lang.NumberFormatException: For input string: \"n/a\"";

  private final Cluster cluster = new Cluster();
  private int nextStage;

  /** The report as replay makes it, of a log that was not whole. */
  static Report replayed() {
    InputFacts.Counter input = new InputFacts.Counter();
    input.lines = 61_204;
    input.malformedLines = 3;
    Report live = live();
    return Report.replayed(live.application(), live.alerts(), input.facts());
  }

  /** The report as the agent makes it. */
  static Report live() {
    RetailRun run = new RetailRun();
    run.happen();
    return play(run.cluster.happenings());
  }

  /** Lets it all happen again before a tracker, and judges it every ten seconds. */
  static Report play(List<Cluster.Happening> happenings) {
    ApplicationTracker tracker = new ApplicationTracker();
    RuleEngine engine = Judged.engine();
    AlertBook book = new AlertBook(AlertPolicy.plain(3_600_000, 200), () -> Story.LINKS);
    double nextTick = 10;
    for (Cluster.Happening each : happenings) {
      for (; nextTick < each.at(); nextTick += 10) {
        tracker.tick(Cluster.millis(nextTick));
        book.update(tracker.snapshot(), engine.evaluate(tracker.snapshot()));
      }
      each.what().accept(tracker);
    }
    book.end(tracker.snapshot(), engine.evaluateEnd(tracker.snapshot()));
    List<Alert> alerts = new ArrayList<>(book.closed());
    return Report.live(tracker.snapshot(), alerts);
  }

  private void happen() {
    cluster.at(
        0, e -> e.applicationStarted("application_1795380000_0042", "retail-nightly", Cluster.T0));
    cluster.at(0, e -> e.applicationOwner("ann", "1"));
    cluster.at(0, e -> e.sparkVersion("3.5.9"));
    cluster.at(
        0,
        e ->
            e.environment(
                Map.of(
                    "spark.master", "yarn",
                    "java.version", "17.0.12",
                    "spark.executor.memory", "8g",
                    "spark.executor.cores", "4",
                    "spark.sql.shuffle.partitions", "200")));
    executors();
    double end = jobs();
    cluster.end(end + 8, 1);
  }

  private void executors() {
    for (int i = 1; i <= 4; i++) {
      cluster.executor("" + i, "host-" + i, 8 + i, 2_600, null);
    }
    cluster.executor("5", "host-5", 60, 1_130, OOM);
    cluster.executor("6", "host-6", 62, 2_600, null);
    cluster.executor("7", "host-1", 64, 905, "Container marked as failed: preempted by scheduler");
    cluster.executor("8", "host-2", 70, 2_600, null);
    cluster.executor("9", "host-9", 1_150, 2_600, null);
    cluster.executor("10", "host-10", 300, 700, "Executor killed by driver: idle for 60 s");
    cluster.executor("11", "host-11", 300, 720, "Executor killed by driver: idle for 60 s");
    cluster.executor("12", "host-12", 700, 1_310, "Executor heartbeat timed out after 128 ms");
  }

  private double jobs() {
    double at = simple(0, "load customers", 14, 80, 4, 24);
    at = simple(1, "load orders and items", at + 1, 160, 6, 60);
    at = simple(2, "clean and join", at + 1, 200, 5, 90);
    at = simple(3, "prices of the day", at + 1, 60, 5, 8);
    at = hotCustomer(at + 5);
    at = simple(5, "stock by shop", at + 2, 120, 5, 30);
    at = bigSort(at + 2);
    at = retried(at + 4);
    at = simple(8, "forecast", at + 20, 90, 7, 28);
    return badRows(at + 3);
  }

  /** A job of several stages in which nothing is wrong. */
  private double simple(int job, String description, double from, int tasks, int stages, double s) {
    Integer[] ids = new Integer[stages];
    for (int i = 0; i < stages; i++) {
      ids[i] = nextStage + i;
    }
    cluster.job(job, description, from, ids);
    double at = from + 0.2;
    for (int i = 0; i < stages; i++) {
      double seconds = s * 24 / tasks * (i == stages - 1 ? 0.6 : 1.2);
      at = cluster.run(stage("map at Retail.scala:" + (70 + nextStage), tasks, seconds), at);
      nextStage++;
    }
    cluster.jobEnds(job, at + 0.2, null);
    return at + 0.2;
  }

  private Cluster.Stage stage(String name, int tasks, double seconds) {
    return stage(0, name, tasks, seconds, (index, takes, task) -> takes);
  }

  private Cluster.Stage stage(
      int attempt, String name, int tasks, double seconds, Cluster.Shape shape) {
    return new Cluster.Stage(nextStage, attempt, name, tasks, seconds, shape);
  }

  /** One customer has a quarter of all orders. */
  private double hotCustomer(double from) {
    cluster.job(4, "orders by customer", from, nextStage, nextStage + 1);
    double at = cluster.run(stage("exchange orders by customer", 200, 4), from + 0.2);
    nextStage++;
    at =
        cluster.run(
            stage(
                0,
                "join orders with customers at Retail.scala:118",
                200,
                5,
                (index, seconds, task) -> {
                  if (index != 117) {
                    return seconds;
                  }
                  task.set(TaskMetric.SHUFFLE_REMOTE_READ_BYTES, 3_100_000_000L);
                  task.set(TaskMetric.SHUFFLE_READ_RECORDS, 41_000_000);
                  task.set(TaskMetric.DISK_SPILL_BYTES, 1_900_000_000L);
                  return 260;
                }),
            at);
    nextStage++;
    cluster.jobEnds(4, at + 0.3, null);
    return at + 0.3;
  }

  /** A sort that does not fit into memory, and collects garbage all the time. */
  private double bigSort(double from) {
    cluster.job(6, "sort all items for the archive", from, nextStage);
    double at =
        cluster.run(
            stage(
                0,
                "sort at Retail.scala:140",
                160,
                17,
                (index, seconds, task) -> {
                  task.set(TaskMetric.INPUT_BYTES, 128_000_000);
                  task.set(TaskMetric.INPUT_RECORDS, 900_000);
                  task.set(TaskMetric.DISK_SPILL_BYTES, 340_000_000);
                  task.set(TaskMetric.MEMORY_SPILL_BYTES, 1_200_000_000);
                  task.set(TaskMetric.GC_TIME_MILLIS, Math.round(seconds * 290));
                  return seconds;
                }),
            from + 0.3);
    nextStage++;
    cluster.jobEnds(6, at + 0.2, null);
    return at + 0.2;
  }

  /** A stage that loses the files it reads, and is run again. */
  private double retried(double from) {
    cluster.job(7, "returns by reason", from, nextStage);
    String name = "exchange returns by reason";
    Cluster.Shape fine = (index, seconds, task) -> seconds;
    Cluster.Shape lost =
        (index, seconds, task) -> {
          if (index % 9 == 4) {
            task.failed(FailureReason.FETCH_FAILED, "FetchFailed(host-5:7337)");
          }
          return seconds;
        };
    double at = cluster.run(stage(0, name, 90, 6, lost), from + 0.2, 21, FETCH);
    at = cluster.run(stage(1, name, 90, 6, fine), at + 2);
    nextStage++;
    cluster.jobEnds(7, at + 0.2, null);
    return at + 0.2;
  }

  /** A row that no code expected fails the job, and with it the run. */
  private double badRows(double from) {
    cluster.job(9, "write report", from, nextStage, nextStage + 1);
    Cluster.Shape bad =
        (index, seconds, task) -> {
          if (index == 3 || index % 11 == 7) {
            task.failed(FailureReason.EXCEPTION, "java.lang.NumberFormatException");
          }
          return seconds;
        };
    double at =
        cluster.run(stage(0, "write at Retail.scala:171", 60, 9, bad), from + 0.2, 40, BAD_ROW);
    nextStage++;
    cluster.jobEnds(9, at + 0.1, BAD_ROW);
    return at + 0.1;
  }
}
