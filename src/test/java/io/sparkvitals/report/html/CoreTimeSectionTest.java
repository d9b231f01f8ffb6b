package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Losses;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoreTimeSectionTest {
  private static final TaskTotals TOTALS = Given.totals(TaskMetric.GC_TIME_MILLIS, 5_000);

  @Test
  void timeThatNoSuccessfulTaskHadIsThatOfOthers() {
    assertThat(bar(snapshot(100_000, 70_000, Map.of(), Losses.NONE)))
        .isEqualTo(
            "Of 1.7 core-minutes: Work 45 %, Garbage collection 5 %, Other tasks 20 %, Idle 30 %");
  }

  @Test
  void timeOfTasksThatNeverEndedIsLostOnceTheApplicationIsOver() {
    Report report = RetailRun.live();

    assertThat(HtmlPage.of(report).byId("core-time").getTextContent())
        .contains("Lost", "tasks that failed, were killed, never ended");
  }

  @Test
  void taskOfSeveralCoresCountsForEach() {
    assertThat(bar(snapshot(200_000, 140_000, Map.of("spark.task.cpus", "2"), Losses.NONE)))
        .isEqualTo(
            "Of 3.3 core-minutes: Work 45 %, Garbage collection 5 %, Other tasks 20 %, Idle 30 %");
  }

  @Test
  void cyclesBesideTasksTakeNothingFromTheirWork() {
    Map<String, String> options = Map.of("spark.executor.extraJavaOptions", "-XX:+UseZGC");

    assertThat(bar(snapshot(100_000, 70_000, options, Losses.NONE)))
        .startsWith("Of 1.7 core-minutes: Work 50 %, ");
  }

  @Test
  void lostTimeIsKnownWhereStagesAreMissingToo() {
    Losses losses = Losses.of(Map.of(), Map.of("stages", 3L), 0);

    assertThat(bar(snapshot(100_000, 70_000, Map.of(), losses)))
        .isEqualTo(
            "Of 1.7 core-minutes: Work 45 %, Garbage collection 5 %, Other tasks 20 %, Idle 30 %");
  }

  @Test
  void nothingIsSaidWhereNoCoreIsKnown() {
    Report report = Report.live(snapshot(0, 0, Map.of(), Losses.NONE), List.of());

    assertThat(new CoreTimeSection(new Dossier(report)).present()).isFalse();
  }

  private static String bar(ApplicationSnapshot snapshot) {
    HtmlPage page = HtmlPage.of(Report.live(snapshot, List.of()));
    return page.byId("core-time").getElementsByTagName("title").item(0).getTextContent();
  }

  /** Ten tasks that succeeded and four that failed, 5 s each. */
  private static TaskBreakdown tasks() {
    TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
    for (int i = 0; i < 14; i++) {
      TaskSample task = new TaskSample().reset(7, 0).times(Given.START, Given.START + 5_000);
      tasks.end(i < 10 ? task : task.failed(FailureReason.EXCEPTION), false);
    }
    return tasks.breakdown();
  }

  /** With one stage of ten tasks that took 5 s each. */
  private static ApplicationSnapshot snapshot(
      long allocated, long busy, Map<String, String> environment, Losses losses) {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN.identity("app-1", "etl", Given.START).environment(environment);
    Work work = Work.of(tasks(), TOTALS).coreTime(CoreTime.of(allocated, busy)).work();
    return ApplicationSnapshot.of(facts, work, Given.NOW)
        .stages(List.of(Given.stage(7).durations(10, 5_000, 5_000).snapshot()))
        .losses(losses)
        .snapshot();
  }
}
