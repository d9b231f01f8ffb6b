package io.sparkvitals.report.json;

import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.report.Report;
import java.io.IOException;

/** What is worth changing, in the order of topics; what cannot be judged comes last. */
final class AdviceJson {
  private final Members members;

  AdviceJson(Members members) {
    this.members = members;
  }

  void advice(Report report) throws IOException {
    members.objects("advice", report.advice(), this::suggestion);
  }

  private void suggestion(Suggestion what) throws IOException {
    members.text("topic", what.topic().id()).text("title", what.topic().title());
    members.words("about", what.about()).text("certainty", what.certainty().label());
    members.text("finding", what.finding()).texts("evidence", what.evidence());
    members.decimal("savedCoreMillis", what.savedCoreMillis());
    members.object("recommendation", () -> members.recommendation(what.recommendation()));
  }
}
