package io.sparkvitals.report.text;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.report.ExecutorWords;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Sizes;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** The executors for a terminal, lost ones first. */
final class ExecutorText {
  private static final int MAX_EXECUTORS = 20;

  private final Paper paper;

  ExecutorText(Paper paper) {
    this.paper = paper;
  }

  void executors(ApplicationSnapshot application) throws IOException {
    List<ExecutorSnapshot> ranked = Ranking.executors(application.executors());
    if (ranked.isEmpty()) {
      return;
    }
    List<ExecutorSnapshot> top = ranked.subList(0, Math.min(MAX_EXECUTORS, ranked.size()));
    boolean all = top.size() == ranked.size();
    paper.heading(
        all
            ? "Executors"
            : "Executors ("
                + top.size()
                + " of "
                + Words.count(ranked.size())
                + ": lost ones, then the busiest)");
    TextTable table =
        new TextTable()
            .words("id", 12)
            .words("host", 20)
            .figures("cores", "tasks")
            .optionalFigures("failed", "GC", "peak heap of max")
            .flexible("how it ended");
    for (ExecutorSnapshot each : top) {
      TaskCounts counts = each.counts();
      table.row(
          each.id(),
          each.facts().host(),
          each.facts().cores() < 0 ? TextTable.NONE : Words.count(each.facts().cores()),
          Words.count(Words.ended(counts)),
          counts.failed() > 0 ? Words.count(counts.failed()) : TextTable.NONE,
          Words.gcRatio(each.totals()).isPresent()
              ? Words.percent(Words.gcRatio(each.totals()).getAsDouble())
              : TextTable.NONE,
          heap(each),
          end(each));
    }
    table.write(paper);
  }

  private static String heap(ExecutorSnapshot executor) {
    long peak = executor.memory().peaks().get(ExecutorMetric.JVM_HEAP);
    OptionalLong max = executor.memory().limits().heapBytes();
    if (peak == 0) {
      return TextTable.NONE;
    }
    return max.isPresent()
        ? Sizes.binary(peak) + " of " + Sizes.binary(max.getAsLong())
        : Sizes.binary(peak);
  }

  private static String end(ExecutorSnapshot executor) {
    ExecutorLoss loss = executor.loss();
    if (loss == null) {
      return ExecutorWords.end(executor);
    }
    long added = executor.facts().addedMillis();
    long lived = loss.removedMillis() - added;
    String age = added > 0 && lived >= 0 ? " after " + Words.duration(lived) : "";
    String reason = loss.lossClass().lost() ? ": " + ExecutorWords.reason(loss.reason()) : "";
    return ExecutorWords.end(executor, age) + reason;
  }
}
