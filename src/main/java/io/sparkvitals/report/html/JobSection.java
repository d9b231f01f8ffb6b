package io.sparkvitals.report.html;

import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The jobs: failed and unfinished ones and the longest at once, the others on demand. */
final class JobSection implements Section {
  static final int MAX_SHOWN = 20;
  static final int MAX_FOLDED = 200;
  private static final int MAX_NAME = 120;
  private static final int MAX_FAILURE = 400;

  private final Dossier dossier;
  private final List<JobSnapshot> ranked;

  JobSection(Dossier dossier) {
    this.dossier = dossier;
    this.ranked = new ArrayList<>(dossier.application().jobs());
    ranked.sort(
        Comparator.comparing((JobSnapshot job) -> job.failure() == null)
            .thenComparing(job -> !job.active())
            .thenComparing(job -> -dossier.course().of(job).millis()));
  }

  @Override
  public String anchor() {
    return "jobs";
  }

  @Override
  public String title() {
    return "Jobs";
  }

  @Override
  public boolean present() {
    return !ranked.isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    int shown = Math.min(MAX_SHOWN, ranked.size());
    String which = shown < ranked.size() ? ": failed ones and the longest" : "";
    table(html, Words.count(shown, "job") + which, ranked.subList(0, shown));
    int folded = Math.min(MAX_FOLDED, ranked.size() - shown);
    if (folded > 0) {
      html.open("details", "class", "more");
      html.element("summary", Words.count(folded, "more job"));
      table(html, "The next by duration", ranked.subList(shown, shown + folded));
      html.close().line();
    }
    int left = ranked.size() - shown - folded;
    if (left > 0) {
      String words = Words.count(left, "shorter job") + " left out; the JSON report has them.";
      html.element("p", words, "class", "quiet");
    }
  }

  private void table(Html html, String caption, List<JobSnapshot> jobs) throws IOException {
    List<JobSnapshot> byId = new ArrayList<>(jobs);
    byId.sort(Comparator.comparingInt(JobSnapshot::jobId));
    Table table = Table.in(html, caption);
    table.text("Job").number("Start").number("Duration").number("Stages").number("To the driver");
    table.words("Outcome").head();
    for (JobSnapshot each : byId) {
      row(html, table, each);
    }
    table.end();
  }

  private void row(Html html, Table table, JobSnapshot job) throws IOException {
    table.row();
    html.text("Job " + job.jobId());
    String description = Texts.line(job.facts().description(), MAX_NAME);
    String name = Texts.line(job.facts().shownName(), MAX_NAME);
    if (!description.isEmpty()) {
      html.text(" ").element("span", description, "class", "name");
    }
    if (!name.isEmpty() && !name.equals(description)) {
      html.text(" ").element("span", name, "class", "name code");
    }
    html.close();
    Span span = dossier.course().of(job);
    String start = dossier.course().after(job.facts().startMillis());
    table.cell(start.isEmpty() ? Figures.UNKNOWN : start);
    table.cell(span.known() ? Figures.duration(span.millis()) : Figures.UNKNOWN);
    table.cell(Words.count(job.facts().stageIds().size()));
    table.cell(Figures.bytes(job.resultBytes()));
    table.cell();
    outcome(html, job);
    html.close();
    table.endRow();
  }

  private static void outcome(Html html, JobSnapshot job) throws IOException {
    String failure = job.failure();
    if (failure == null) {
      html.text(job.active() ? "unfinished" : "succeeded");
    } else {
      html.element("strong", "failed", "class", "bad").text(" ");
      html.element("span", Texts.line(failure, MAX_FAILURE), "class", "name");
    }
  }
}
