package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  private static String sentence(int index, Report report) {
    return Headline.sentences(report).get(index);
  }

  private static String whatRan(Report report) {
    return sentence(0, report);
  }

  private static String whatItDid(Run run) {
    return sentence(1, run.live());
  }

  @Test
  void saysHowItEnded() {
    assertThat(whatRan(Run.started().end(7_300, 0).live()))
        .isEqualTo("daily etl (app-1) ran on Spark 3.5.9 as ann for 2 h and ended with success.");
    assertThat(whatRan(Run.started().end(90, 137).live()))
        .endsWith("and ended with exit code 137.");
  }

  @Test
  void claimsNoSuccessWhereAJobFailed() {
    Run run = Run.started().job(0, 1, "save", 0).jobEnded(0, 9, "cancelled").end(10, 0);

    assertThat(whatRan(run.live())).endsWith(" and ended with exit code 0.");
  }

  @Test
  void claimsNoSuccessThatSparkDidNotReport() {
    assertThat(whatRan(Run.started().end(90, null).live())).endsWith(" for 90 s and ended.");
  }

  @Test
  void tellsARunningApplicationFromALogWithoutAnEnd() {
    Run run = Run.started().look(600);

    assertThat(whatRan(run.live())).endsWith(" for 10 min and still runs.");
    assertThat(whatRan(run.replayed(new InputFacts.Counter())))
        .endsWith(
            " for 10 min until its log stops: the log tells no end, so the application still ran or"
                + " was killed.");
  }

  @Test
  void leavesOutWhatIsUnknown() {
    Report nothing = Report.live(new ApplicationTracker().snapshot(), List.of());

    assertThat(Headline.sentences(nothing))
        .containsExactly(
            "An application ran and still runs.",
            "It ran no job.",
            "No rule found anything wrong.");
  }

  @Test
  void countsInSingularAndPlural() {
    Run run =
        Run.started()
            .executor("1", 4, 0)
            .job(0, 1, "count", 0)
            .submit(0, "count", 1, 1)
            .task(0, "1", 1, 30, task -> task.set(TaskMetric.INPUT_BYTES, 4_200_000))
            .complete(0, "count", 1, 31)
            .jobEnded(0, 31, null);

    assertThat(whatItDid(run))
        .isEqualTo(
            "It ran 1 job, 1 stage and 1 task on 1 executor: 30 s of task time, 4.2 MB read.");
  }

  @Test
  void notesWhatDidNotEndWell() {
    Run run =
        Run.started()
            .executor("1", 4, 0)
            .job(0, 1, "count", 0)
            .submit(0, "count", 3, 1)
            .task(0, "1", 1, 1, task -> task.ended(TaskOutcome.KILLED));
    run.start(0, "1", 5);

    assertThat(whatItDid(run))
        .startsWith("It ran 1 job (1 unfinished), 1 stage (1 unfinished)")
        .contains("and 2 tasks (1 killed, 1 unfinished)");
  }

  @Test
  void knowsThatLocalTasksRunInTheDriver() {
    Run run = Run.started().executor("driver", 4, 0).task(0, "driver", 1, 1, task -> {});

    assertThat(whatItDid(run)).contains(" in the driver: ");
  }

  @Test
  void namesTheWorst() {
    assertThat(sentence(2, Nightly.replayed()))
        .isEqualTo(
            "12 alerts fired (5 critical, 7 warning), the worst: job 1 (save at Etl.scala:55,"
                + " nightly export) failed.");
  }

  @Test
  void holdsNoCharacterThatIsNotToBeSeen() {
    assertThat(Headline.sentences(Hostile.report()))
        .allSatisfy(
            sentence ->
                assertThat(sentence.codePoints())
                    .noneMatch(point -> Character.isISOControl(point) || point == 0x202E));
  }
}
