package io.sparkvitals.report.text;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.report.Caveats;
import io.sparkvitals.report.Headline;
import io.sparkvitals.report.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The report for a terminal: what happened, what was wrong and what to change, where the time went.
 *
 * <p>Nothing of what an application calls itself, its stages or its executors reaches the terminal
 * as anything but characters to see.
 */
public final class TextReport {
  private TextReport() {}

  /** Writes the report in UTF-8, of which ASCII is a part, and flushes; the stream stays open. */
  public static void write(Report report, TextStyle style, OutputStream to) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    Paper paper = new Paper(out, style);
    ApplicationSnapshot application = report.application();
    for (String sentence : Headline.sentences(report)) {
      paper.paragraph(sentence);
    }
    caveats(paper, Caveats.of(report));
    new AlertText(paper, application.facts().startMillis()).alerts(report.alerts());
    new AdviceText(paper).advice(report.advice());
    new CostText(paper).cost(report);
    StageText stages = new StageText(paper);
    stages.stages(application);
    stages.failures(application.work().tasks());
    new ExecutorText(paper).executors(application);
    new AuditText(paper).audit(report.audit());
    more(paper, report.input() == null);
    out.flush();
  }

  private static void caveats(Paper paper, List<String> caveats) throws IOException {
    if (caveats.isEmpty()) {
      return;
    }
    paper.heading("Mind");
    for (String each : caveats) {
      paper.paragraph(each);
    }
  }

  private static void more(Paper paper, boolean live) throws IOException {
    paper.heading("More");
    if (live) {
      paper.paragraph(
          "Set spark.vitals.report.dir to keep this report as HTML with charts, and as JSON.");
    } else {
      paper.paragraph("With charts, and all stages:");
      paper.ready("  spark-vitals replay LOG --format html --out report.html");
    }
  }
}
