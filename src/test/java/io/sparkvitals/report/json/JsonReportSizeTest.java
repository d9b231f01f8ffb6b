package io.sparkvitals.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import io.sparkvitals.report.Nightly;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonReportSizeTest {
  private static final int STAGES = 10_000;

  private long written;
  private long writtenAtHalf;

  private final OutputStream counting =
      new OutputStream() {
        @Override
        public void write(int b) {
          written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
          written += length;
        }
      };

  /** The same stage many times, noting what was written when the half of them was asked for. */
  private final class ManyStages extends AbstractList<StageSnapshot> {
    private final StageSnapshot stage;

    ManyStages(StageSnapshot stage) {
      this.stage = stage;
    }

    @Override
    public StageSnapshot get(int index) {
      if (index == STAGES / 2 && writtenAtHalf == 0) {
        writtenAtHalf = written;
      }
      return stage;
    }

    @Override
    public int size() {
      return STAGES;
    }
  }

  @Test
  @Timeout(60)
  void writesStagesAsItGoes() throws IOException {
    ApplicationSnapshot nightly = Nightly.replayed().application();
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    ApplicationSnapshot snapshot =
        ApplicationSnapshot.of(nightly.facts(), work, Run.T0)
            .stages(new ManyStages(nightly.stages().get(0)))
            .snapshot();
    Report report = Report.live(snapshot, List.of());

    JsonReport.write(report, counting);

    assertThat(written).isGreaterThan(STAGES * 1_000L);
    assertThat(writtenAtHalf).isBetween(written * 2 / 5, written * 3 / 5);
  }
}
