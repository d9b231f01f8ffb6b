package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Jobs with their stages over time, below the executors and the alerts of the same time. */
final class TimelineSection implements Section {
  /** How many stages are shown at first: those of jobs with trouble before those of others. */
  private static final int MAX_OPEN = 40;

  private static final int MAX_ALERTS = 100;

  private final Dossier dossier;
  private final Optional<TimeAxis> axis;

  TimelineSection(Dossier dossier) {
    this.dossier = dossier;
    this.axis = dossier.course().axis();
  }

  @Override
  public String anchor() {
    return "timeline";
  }

  @Override
  public String title() {
    return "Timeline";
  }

  @Override
  public boolean present() {
    return axis.isPresent();
  }

  @Override
  public void write(Html html) throws IOException {
    if (!axis.isPresent()) {
      return;
    }
    TimeAxis time = axis.get();
    Lanes lanes = new Lanes(html, dossier, time);
    String since = Words.time(time.from());
    html.element("p", "Jobs and their stages by the time since " + since + ".", "class", "quiet");
    legend(html);
    html.open("div", "class", "timeline");
    lanes.axis();
    ExecutorCurve executors = new ExecutorCurve(dossier, time);
    if (executors.present()) {
      executors.write(html, lanes);
    }
    alerts(html, lanes, time);
    TimelinePlan plan = dossier.plan();
    Set<TimelinePlan.Group> open = open(plan);
    for (TimelinePlan.Group each : plan.groups()) {
      group(html, lanes, each, open.contains(each));
    }
    if (!plan.otherJobs().isEmpty()) {
      lanes.others(plan.otherJobs(), "job");
    }
    if (!plan.otherStages().isEmpty()) {
      lanes.others(plan.otherStages(), "stage attempt");
    }
    html.close().line();
  }

  private static Set<TimelinePlan.Group> open(TimelinePlan plan) {
    List<TimelinePlan.Group> ranked = new ArrayList<>(plan.groups());
    ranked.sort(Comparator.comparing(group -> !group.troubled()));
    Set<TimelinePlan.Group> open = new HashSet<>();
    int stages = 0;
    for (TimelinePlan.Group each : ranked) {
      stages += each.stages().size();
      if (stages <= MAX_OPEN) {
        open.add(each);
      }
    }
    return open;
  }

  private static void legend(Html html) throws IOException {
    html.open("ul", "class", "legend");
    legend(html, "bar job", "job");
    legend(html, "bar", "stage that completed");
    legend(html, "bar failed", "failed");
    legend(html, "bar open", "unfinished");
    html.close().line();
  }

  private static void legend(Html html, String type, String words) throws IOException {
    html.open("li").open("svg", "width", "20", "height", "10", "aria-hidden", "true");
    html.leaf("rect", "class", type, "x", "1", "y", "1", "width", "18", "height", "8");
    if (type.endsWith("failed")) {
      html.leaf("rect", "class", "hatched", "x", "1", "y", "1", "width", "18", "height", "8");
    }
    html.close().text(" " + words).close();
  }

  private static void group(Html html, Lanes lanes, TimelinePlan.Group group, boolean open)
      throws IOException {
    if (group.stages().isEmpty()) {
      html.open("div", "class", "lane job");
      lanes.job(group);
      html.close().line();
      return;
    }
    if (open) {
      html.open("details", "open", "open");
    } else {
      html.open("details");
    }
    html.open("summary", "class", "lane job");
    lanes.job(group);
    html.close().line().open("ol", "class", "lanes");
    for (StageSnapshot stage : group.stages()) {
      lanes.stage(stage);
    }
    html.close(2).line();
  }

  private void alerts(Html html, Lanes lanes, TimeAxis time) throws IOException {
    List<Alert> alerts = dossier.alerts().ranked();
    if (alerts.isEmpty()) {
      return;
    }
    html.open("div", "class", "lane").open("span", "class", "what");
    html.element("strong", "Alerts").close();
    lanes.openLinkedTrack(
        "22", Words.count(alerts.size(), "alert") + " by the time when they fired");
    int last = Math.min(MAX_ALERTS, alerts.size());
    // The worst are drawn last and so lie on top.
    for (int i = last - 1; i >= 0; i--) {
      alert(html, alerts.get(i), time);
    }
    html.close().element("span", Words.count(alerts.size(), "alert"), "class", "took");
    html.close().line();
  }

  private void alert(Html html, Alert alert, TimeAxis time) throws IOException {
    long at = alert.firedMillis() > 0 ? alert.firedMillis() : alert.startedMillis();
    String words =
        alert.severity().label()
            + ": "
            + Words.summary(alert.finding())
            + " "
            + dossier.course().after(at);
    html.open("svg", "class", "mark " + alert.severity().label(), "x", time.at(at), "y", "3");
    html.open("a", "href", "#" + dossier.alerts().anchor(alert), "aria-label", words);
    html.element("title", words);
    html.leaf(
        "use",
        "href",
        "#mark-" + alert.severity().label(),
        "x",
        Figures.inward(time.share(at), 16),
        "width",
        "16",
        "height",
        "16");
    html.close(2);
  }
}
