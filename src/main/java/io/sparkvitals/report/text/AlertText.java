package io.sparkvitals.report.text;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.ResolveReason;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alerts for a terminal, the worst first: a few of each rule in full, the others by name. */
final class AlertText {
  private static final int FULL_BY_RULE = 3;
  private static final int FULL = 20;
  private static final int NAMED = 5;
  private static final int EVIDENCE = 4;

  private final Paper paper;
  private final long startMillis;

  /** {@code startMillis} is when the application started, or 0. */
  AlertText(Paper paper, long startMillis) {
    this.paper = paper;
    this.startMillis = startMillis;
  }

  void alerts(List<Alert> alerts) throws IOException {
    if (alerts.isEmpty()) {
      return;
    }
    paper.heading("Alerts");
    Map<String, List<Alert>> byRule = new LinkedHashMap<>();
    for (Alert each : Ranking.alerts(alerts)) {
      byRule.computeIfAbsent(each.severity() + each.ruleId(), key -> new ArrayList<>()).add(each);
    }
    int full = 0;
    for (List<Alert> same : byRule.values()) {
      int shown = Math.min(Math.min(FULL_BY_RULE, same.size()), FULL - full);
      Recommendation above = null;
      for (Alert each : same.subList(0, shown)) {
        alert(each, EVIDENCE);
        Recommendation what = each.finding().recommendation();
        recommendation(what, above);
        above = what;
      }
      full += shown;
      if (shown < same.size()) {
        others(same.subList(shown, same.size()), shown > 0);
      }
    }
  }

  /** One alert with all that is known of it. */
  void inFull(Alert alert) throws IOException {
    alert(alert, Integer.MAX_VALUE);
    recommendation(alert.finding().recommendation(), null);
  }

  private void alert(Alert alert, int maxEvidence) throws IOException {
    Finding finding = alert.finding();
    head(alert, finding.rule().title() + " (" + alert.ruleId() + ")");
    paper.entry("where", finding.subject().label());
    paper.entry("value", finding.measure().map(AlertText::value).orElse(""));
    paper.entry("when", when(alert));
    paper.entry("note", Words.muted(alert));
    paper.entry("why", finding.cause().isEmpty() ? "the cause is not known" : finding.cause());
    List<String> evidence = finding.evidence();
    for (String line : evidence.subList(0, Math.min(maxEvidence, evidence.size()))) {
      paper.item(line);
    }
  }

  private void head(Alert alert, String text) throws IOException {
    TextStyle style = paper.style();
    String severity = alert.severity().label().toUpperCase(Locale.ROOT);
    int room = style.width() - severity.length() - 2;
    String title = TextLayout.cut(style.clean(text), room, style.mark());
    paper.blank().ready(style.painted(severity, alert.severity()) + "  " + title);
  }

  private static String value(Measure measure) {
    String samples = measure.samplesText().isEmpty() ? "" : ", " + measure.samplesText();
    return measure.valueText() + " (limit " + measure.thresholdText() + samples + ")";
  }

  private String when(Alert alert) {
    StringBuilder text = new StringBuilder(Words.time(alert.firedMillis()));
    if (startMillis > 0 && alert.firedMillis() >= startMillis) {
      text.append(", ").append(Words.duration(alert.firedMillis() - startMillis));
      text.append(" after the start");
    }
    if (alert.state() == Alert.State.FIRING) {
      return text.append(", still firing").toString();
    }
    ResolveReason reason = alert.reason().orElse(ResolveReason.EVENT_OVER);
    if (!alert.event() && reason != ResolveReason.EVENT_OVER) {
      long millis = alert.resolvedMillis() - alert.firedMillis();
      text.append(millis > 0 ? "; for " + Words.duration(millis) + ", until " : ", until ");
      text.append(reason.words());
    }
    return text.toString();
  }

  /** What the alert above says to do is not said again. */
  private void recommendation(Recommendation what, @Nullable Recommendation above)
      throws IOException {
    List<String> settings = what.confLines();
    boolean same =
        above != null
            && above.text().equals(what.text())
            && above.settings().equals(what.settings());
    if (same && !(what.text().isEmpty() && settings.isEmpty())) {
      paper.entry("do", "the same as above");
      return;
    }
    paper.entry("do", what.text().isEmpty() && !settings.isEmpty() ? "try" : what.text());
    for (String line : settings) {
      paper.copyReady(line);
    }
    paper.entry("gain", what.gain());
    paper.entry("risk", what.risk());
  }

  /** Those of one rule that are not shown in full. */
  private void others(List<Alert> alerts, boolean more) throws IOException {
    Alert first = alerts.get(0);
    List<String> named = new ArrayList<>();
    for (Alert each : alerts.subList(0, Math.min(NAMED, alerts.size()))) {
      String value = each.finding().measure().map(Measure::valueText).orElse("");
      named.add(each.finding().subject().label() + (value.isEmpty() ? "" : ": " + value));
    }
    head(first, Words.count(alerts.size()) + (more ? " more of " : " of ") + first.ruleId());
    for (String each : named) {
      paper.item(each);
    }
    if (alerts.size() > named.size()) {
      paper.item("and " + Words.count(alerts.size() - named.size()) + " more");
    }
  }
}
