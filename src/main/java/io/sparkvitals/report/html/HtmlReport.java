package io.sparkvitals.report.html;

import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.report.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A report as one page that needs nothing else: no network, no script, no other file. It can be
 * read on a phone, printed, and opened from a mail. At most some 2 MB, whatever the application
 * did; what is left out is said.
 */
public final class HtmlReport {
  private final Dossier dossier;
  private final Masthead masthead;
  private final List<Section> sections;

  private HtmlReport(Report report) {
    dossier = new Dossier(report);
    masthead = new Masthead(dossier);
    sections =
        new ArrayList<>(
            Arrays.asList(
                new AlertSection(dossier),
                new AdviceSection(dossier),
                new TimelineSection(dossier),
                new CoreTimeSection(dossier),
                new CostSection(dossier),
                new StageSection(dossier),
                new StageDetailSection(dossier),
                new ExecutorSection(dossier),
                new JobSection(dossier),
                new AuditSection(dossier)));
    sections.removeIf(each -> !each.present());
  }

  /** Writes the page in UTF-8 and flushes; the stream stays open. */
  public static void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    write(report, writer);
    writer.flush();
  }

  /** Writes the page, which names UTF-8 as its encoding; the writer stays open. */
  public static void write(Report report, Writer out) throws IOException {
    new HtmlReport(report).write(new Html(out));
  }

  private void write(Html html) throws IOException {
    html.doctype().open("html", "lang", "en").line();
    head(html);
    html.open("body").line();
    html.element("a", "Skip to the content", "class", "skip", "href", "#content").line();
    Marks.define(html, dossier.course().axis());
    masthead.write(html);
    navigation(html);
    html.open("main", "id", "content").line();
    new KeyFigures(dossier.application()).write(html);
    for (Section each : sections) {
      section(html, each);
    }
    html.close().line();
    footer(html);
    html.close(2).line();
  }

  private void head(Html html) throws IOException {
    Stylesheet sheet = Stylesheet.standard();
    html.open("head").line();
    html.leaf("meta", "charset", "utf-8").line();
    html.leaf("meta", "http-equiv", "Content-Security-Policy", "content", sheet.policy()).line();
    html.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.leaf("meta", "name", "color-scheme", "content", "light dark").line();
    html.leaf("meta", "name", "robots", "content", "noindex").line();
    html.element("title", masthead.name() + " – Spark Vitals report").line();
    html.style(sheet).close().line();
  }

  private void navigation(Html html) throws IOException {
    html.open("nav", "aria-label", "Sections").open("ul");
    for (Section each : sections) {
      html.open("li").element("a", each.title(), "href", "#" + each.anchor()).close();
    }
    html.close(2).line();
  }

  private static void section(Html html, Section section) throws IOException {
    String title = section.anchor() + "-heading";
    html.open("section", "id", section.anchor(), "aria-labelledby", title);
    html.element("h2", section.title(), "id", title).line();
    section.write(html);
    html.close().line();
  }

  private static void footer(Html html) throws IOException {
    BuildInfo build = BuildInfo.load();
    html.open("footer");
    html.element("p", "Written by Spark Vitals " + build.version() + ".");
    html.element(
        "p",
        "Sums are over succeeded, failed and killed tasks that report figures; durations, their"
            + " quantiles and skew are over tasks that succeeded. Data sizes are powers of ten,"
            + " memory sizes powers of two. All times are UTC.");
    html.close().line();
  }
}
