package io.sparkvitals.report.text;

import io.sparkvitals.diagnosis.advice.Certainty;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Recommendation;
import java.io.IOException;
import java.util.List;

/** What is worth changing, for a terminal; what cannot be judged in a line each. */
final class AdviceText {
  private static final int FULL = 12;
  private static final int EVIDENCE = 4;

  private final Paper paper;

  AdviceText(Paper paper) {
    this.paper = paper;
  }

  void advice(List<Suggestion> advice) throws IOException {
    if (advice.isEmpty()) {
      return;
    }
    paper.heading("Advice");
    int shown = 0;
    for (Suggestion each : advice) {
      if (each.certainty() == Certainty.NONE) {
        paper.blank().paragraph(each.topic().title() + ": " + each.finding());
      } else if (shown++ < FULL) {
        suggestion(each);
      }
    }
    if (shown > FULL) {
      paper.blank().paragraph(Words.count(shown - FULL) + " more in the JSON and HTML reports.");
    }
  }

  private void suggestion(Suggestion what) throws IOException {
    paper.blank().paragraph(what.topic().title() + " (" + what.topic().id() + ")");
    paper.entry("where", what.about());
    paper.entry("why", what.finding());
    List<String> evidence = what.evidence();
    for (String line : evidence.subList(0, Math.min(EVIDENCE, evidence.size()))) {
      paper.item(line);
    }
    Recommendation recommendation = what.recommendation();
    List<String> settings = recommendation.confLines();
    paper.entry(
        "do",
        recommendation.text().isEmpty() && !settings.isEmpty() ? "try" : recommendation.text());
    for (String line : settings) {
      paper.copyReady(line);
    }
    paper.entry("gain", recommendation.gain());
    paper.entry("saves", Figures.saving(what));
    paper.entry("risk", recommendation.risk());
    paper.entry("sure", what.certainty().label());
  }
}
