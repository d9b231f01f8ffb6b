package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.report.Report;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExecutorCurveTest {
  private static final long T0 = Cluster.T0;

  private final ApplicationTracker tracker = new ApplicationTracker();

  @BeforeEach
  void start() {
    tracker.applicationStarted("app-1", "etl", T0);
  }

  @Test
  void curveRisesAndFallsWithExecutors() {
    added("1", 0);
    added("2", 100_000);
    tracker.executorRemoved("2", T0 + 300_000, "Executor killed by driver.");

    // Of 400 cells of a second each: one at first, two from 100, one again after 300.
    assertThat(path()).isEqualTo("M0 48H0V25H100V2H301V25H400V48z");
    assertThat(words()).isEqualTo("at most 2");
  }

  @Test
  void executorThatIsReplacedAtOnceMakesNoDip() {
    added("1", 0);
    tracker.executorRemoved("1", T0 + 200_000, "OOMKilled");
    added("2", 200_000);

    assertThat(path()).isEqualTo("M0 48H0V25H200V2H201V25H400V48z");
    assertThat(words()).isEqualTo("at most 2, 1 lost");
    assertThat(page().texts("title"))
        .contains("Executor 1 on host-1: killed for its memory, +3 min 20 s");
  }

  @Test
  void executorWithoutAStartIsCountedAndNotDrawn() {
    added("1", 0);
    TaskSample task = new TaskSample().reset(0, 0).task(1, 0, 0, false);
    tracker.taskEnded(task.place("2", "host-2", Locality.ANY).times(T0 + 10, T0 + 20));

    assertThat(page().texts("title"))
        .anyMatch(each -> each.contains("1 without a known start are not drawn"));
  }

  private void added(String id, long millis) {
    tracker.executorAdded(ExecutorFacts.of(id, "host-" + id, 4, 0, T0 + millis));
  }

  private HtmlPage page() {
    tracker.applicationEnded(T0 + 400_000, 0);
    return HtmlPage.of(Report.live(tracker.snapshot(), List.of()));
  }

  private String path() {
    return page().elements("path", "area").get(0).getAttribute("d");
  }

  private String words() {
    return page()
        .elements("div", "curve")
        .get(0)
        .getElementsByTagName("span")
        .item(1)
        .getTextContent();
  }
}
