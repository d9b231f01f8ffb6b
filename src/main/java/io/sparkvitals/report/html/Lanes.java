package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes lanes of the timeline: a name, a track with bars, and how long it took. */
final class Lanes {
  private static final int MAX_NAME = 120;
  private static final String HEIGHT = "18";

  private final Html html;
  private final Dossier dossier;
  private final TimeAxis axis;

  Lanes(Html html, Dossier dossier, TimeAxis axis) {
    this.html = html;
    this.dossier = dossier;
    this.axis = axis;
  }

  /** The labels of the ticks. */
  void axis() throws IOException {
    html.open("div", "class", "lane axis");
    html.element("div", "", "class", "what");
    html.open("svg", "class", "track", "width", "100%", "height", "20", "aria-hidden", "true");
    for (TimeAxis.Tick tick : axis.ticks()) {
      html.element("text", tick.label(), "x", tick.at(), "y", "14", "text-anchor", tick.anchor());
    }
    html.close().element("div", "", "class", "took").close().line();
  }

  /** A job; stands in the element that opens and closes its stages. */
  void job(TimelinePlan.Group group) throws IOException {
    JobSnapshot job = group.job();
    html.open("span", "class", "what");
    if (job == null) {
      html.element("strong", "Stages without a known job");
    } else {
      html.element("strong", "Job " + job.jobId());
      name(job.facts().description(), job.facts().shownName());
    }
    html.close();
    String status = job == null ? "" : status(job);
    String who = job == null ? "Stages without a known job" : "Job " + job.jobId();
    track(who + " " + status, group.span(), job != null && job.failure() != null, "bar job");
    took(group.span(), status);
  }

  private static String status(JobSnapshot job) {
    if (job.active()) {
      return "unfinished";
    }
    return job.failure() == null ? "" : "failed";
  }

  void stage(StageSnapshot stage) throws IOException {
    StageKey key = stage.key();
    html.open("li", "class", "lane", "id", Dossier.laneAnchor(key)).open("span", "class", "what");
    Optional<String> anchor = dossier.anchor(key);
    if (anchor.isPresent()) {
      html.element("a", "Stage " + key, "href", "#" + anchor.get());
    } else {
      html.element("span", "Stage " + key);
    }
    signs(dossier.alerts().of(key));
    name(stage.facts().shownName(), stage.facts().description());
    html.close();
    String status = status(stage);
    boolean failed = stage.status() == StageStatus.FAILED;
    Span span = dossier.course().of(stage);
    String bar = stage.status() == StageStatus.COMPLETE || failed ? "bar" : "bar open";
    track("Stage " + key + " " + status, span, failed, bar);
    took(span, status);
    html.close().line();
  }

  /** A word for what is not usual; empty for a first attempt that completed. */
  private static String status(StageSnapshot stage) {
    String retry = stage.key().attempt() > 0 ? "retry" : "";
    String status =
        stage.status() == StageStatus.COMPLETE
            ? ""
            : stage.status().label().toLowerCase(Locale.ROOT).replace("active", "unfinished");
    return (retry + " " + status).trim();
  }

  private void signs(List<Alert> alerts) throws IOException {
    for (Alert each : alerts.subList(0, Math.min(3, alerts.size()))) {
      String words = each.severity().label() + ": " + each.finding().rule().title();
      html.open(
          "a",
          "class",
          "flag " + each.severity().label(),
          "href",
          "#" + dossier.alerts().anchor(each),
          "title",
          words,
          "aria-label",
          words);
      Marks.sign(html, each.severity());
      html.close();
    }
  }

  private void name(@Nullable String first, @Nullable String otherwise) throws IOException {
    String text = Texts.line(first, MAX_NAME);
    String words = text.isEmpty() ? Texts.line(otherwise, MAX_NAME) : text;
    if (!words.isEmpty()) {
      html.text(" ").element("span", words, "class", "name", "title", words);
    }
  }

  private void track(String who, Span span, boolean failed, String bar) throws IOException {
    openTrack(HEIGHT, who.trim() + ", " + dossier.course().words(span));
    if (span.known()) {
      bar(span, failed ? bar + " failed" : bar);
      if (failed) {
        bar(span, "hatched");
      }
    }
    html.close();
  }

  /** Opens a drawing over the whole axis, to be closed. */
  void openTrack(String height, String title) throws IOException {
    openTrack(height, title, "img");
  }

  /** The same that holds links, which a mere picture would hide from those who cannot see it. */
  void openLinkedTrack(String height, String title) throws IOException {
    openTrack(height, title, "group");
  }

  private void openTrack(String height, String title, String role) throws IOException {
    html.open("svg", "class", "track", "width", "100%", "height", height, "role", role);
    html.element("title", title);
    html.leaf("use", "href", "#grid");
  }

  private void bar(Span span, String type) throws IOException {
    html.leaf(
        "rect",
        "class",
        type,
        "x",
        axis.at(span.from()),
        "width",
        axis.width(span.from(), span.to()),
        "y",
        "4",
        "height",
        "10");
  }

  private void took(Span span, String status) throws IOException {
    html.open("span", "class", "took");
    if (!status.isEmpty()) {
      String type = status.contains("failed") ? "status failed" : "status";
      html.element("span", status, "class", type);
      html.text(" ");
    }
    html.text(span.known() ? Figures.duration(span.millis()) : Figures.UNKNOWN).close();
  }

  /** Many jobs or stages in one lane. */
  void others(List<Span> spans, String noun) throws IOException {
    String words = Words.count(spans.size(), "other " + noun);
    html.open("div", "class", "lane").open("span", "class", "what").element("span", words).close();
    openTrack(HEIGHT, words + ": the time during which any of them ran");
    for (Span each : Coverage.of(axis, spans).parts()) {
      bar(each, "bar merged");
    }
    html.close().element("span", "", "class", "took").close().line();
  }
}
