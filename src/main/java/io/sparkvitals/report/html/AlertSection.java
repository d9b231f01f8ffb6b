package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The alerts, the worst first; what says the same of several subjects is one card. */
final class AlertSection implements Section {
  static final String ANCHOR = "alerts";

  private static final int MAX_OPEN = 3;
  private static final int MAX_OPEN_CRITICAL = 6;

  private final Dossier dossier;
  private final List<List<Alert>> groups;

  AlertSection(Dossier dossier) {
    this.dossier = dossier;
    this.groups = dossier.alerts().groups();
  }

  @Override
  public String anchor() {
    return ANCHOR;
  }

  @Override
  public String title() {
    return "Alerts";
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public void write(Html html) throws IOException {
    if (groups.isEmpty()) {
      html.element("p", "No rule found anything wrong.", "class", "quiet");
    }
    for (int i = 0; i < Math.min(AlertIndex.MAX_GROUPS, groups.size()); i++) {
      boolean critical = groups.get(i).get(0).severity() == Severity.CRITICAL;
      card(html, groups.get(i), i < (critical ? MAX_OPEN_CRITICAL : MAX_OPEN));
    }
    if (groups.size() > AlertIndex.MAX_GROUPS) {
      String more = Words.count(groups.size() - AlertIndex.MAX_GROUPS, "less severe group");
      html.element("p", more + " of alerts left out; the JSON report has them.", "class", "quiet");
    }
  }

  private void card(Html html, List<Alert> group, boolean open) throws IOException {
    Alert alert = group.get(0);
    Finding finding = alert.finding();
    String type = "alert " + alert.severity().label();
    String anchor = dossier.alerts().anchor(alert);
    if (open) {
      html.open("details", "class", type, "id", anchor, "open", "open");
    } else {
      html.open("details", "class", type, "id", anchor);
    }
    html.open("summary");
    Marks.badge(html, alert.severity());
    html.element("h3", finding.rule().title()).element("code", alert.ruleId(), "class", "rule");
    html.element("span", sentence(finding), "class", "summary").close().line();
    facts(html, alert);
    html.open("div", "class", "columns").open("div");
    if (!finding.cause().isEmpty()) {
      Remedy.part(html, "Probable cause");
      html.element("p", Words.unbroken(Remedy.cut(finding.cause())));
    }
    Remedy.evidence(html, finding.evidence());
    html.close().open("div");
    Remedy.advice(html, finding.recommendation());
    html.close(2);
    others(html, group.subList(1, group.size()));
    html.close().line();
  }

  /** What is wrong, as a sentence that begins like one. */
  private static String sentence(Finding finding) {
    String summary = Words.unbroken(Remedy.cut(Words.summary(finding)));
    return summary.isEmpty()
        ? summary
        : summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1);
  }

  private void facts(Html html, Alert alert) throws IOException {
    html.open("dl", "class", "facts");
    Optional<Measure> measure = alert.finding().measure();
    if (measure.isPresent()) {
      Remedy.fact(html, "Measured", measure.get().valueText());
      Remedy.fact(html, "Limit", measure.get().thresholdText());
      Remedy.fact(html, "Sample", measure.get().samplesText());
    }
    subject(html, alert.finding().subject());
    boolean once = alert.event() && alert.firedMillis() > 0;
    long at = once ? alert.firedMillis() : alert.startedMillis();
    Remedy.fact(html, once ? "At" : "From", dossier.course().after(at));
    if (!alert.event() && alert.resolvedMillis() > 0) {
      String why = alert.reason().map(reason -> ": " + reason.words()).orElse("");
      Remedy.fact(html, "Over", dossier.course().after(alert.resolvedMillis()) + why);
    }
    Remedy.fact(html, "Note", Words.muted(alert));
    html.close().line();
  }

  private void subject(Html html, Subject subject) throws IOException {
    StageKey stage = subject.stage();
    Optional<String> anchor = stage == null ? Optional.empty() : dossier.anchor(stage);
    if (stage != null && anchor.isPresent()) {
      html.open("div").element("dt", "Where").open("dd");
      html.element("a", "Stage " + stage, "href", "#" + anchor.get()).close(2);
    }
  }

  private void others(Html html, List<Alert> others) throws IOException {
    if (others.isEmpty()) {
      return;
    }
    Remedy.part(html, "Also");
    html.open("ul", "class", "others");
    int shown = Math.min(AlertIndex.MAX_ALIKE - 1, others.size());
    for (Alert each : others.subList(0, shown)) {
      html.open("li", "id", dossier.alerts().anchor(each));
      Marks.badge(html, each.severity());
      html.text(" " + sentence(each.finding()));
      StageKey stage = each.finding().subject().stage();
      Optional<String> anchor = stage == null ? Optional.empty() : dossier.anchor(stage);
      if (anchor.isPresent()) {
        html.text(" ").element("a", "More on stage " + stage, "href", "#" + anchor.get());
      }
      html.close();
    }
    html.close();
    if (others.size() > shown) {
      String more = Words.count(others.size() - shown, "more alert");
      html.element(
          "p", more + " of this kind left out; the JSON report has them.", "class", "quiet");
    }
    html.line();
  }
}
