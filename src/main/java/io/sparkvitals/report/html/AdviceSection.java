package io.sparkvitals.report.html;

import io.sparkvitals.diagnosis.advice.Certainty;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.io.IOException;
import java.util.List;

/** What is worth changing, whether or not an alert fired, and what cannot be judged. */
final class AdviceSection implements Section {
  private final List<Suggestion> advice;

  AdviceSection(Dossier dossier) {
    this.advice = dossier.report().advice();
  }

  @Override
  public String anchor() {
    return "advice";
  }

  @Override
  public String title() {
    return "Advice";
  }

  @Override
  public boolean present() {
    return !advice.isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    for (Suggestion each : advice) {
      card(html, each);
    }
  }

  private static void card(Html html, Suggestion what) throws IOException {
    boolean open = what.certainty() != Certainty.NONE;
    if (open) {
      html.open("details", "class", "alert advice", "open", "open");
    } else {
      html.open("details", "class", "alert advice");
    }
    html.open("summary").element("h3", what.topic().title());
    html.element("code", what.topic().id(), "class", "rule");
    html.element("span", Words.unbroken(what.finding()), "class", "summary").close().line();
    html.open("dl", "class", "facts");
    Remedy.fact(html, "Where", what.about());
    Remedy.fact(html, "Certainty", open ? what.certainty().label() : "");
    Remedy.fact(html, "Would save", Figures.saving(what));
    html.close().line();
    html.open("div", "class", "columns").open("div");
    Remedy.evidence(html, what.evidence());
    html.close().open("div");
    Remedy.advice(html, what.recommendation());
    html.close(2);
    html.close().line();
  }
}
