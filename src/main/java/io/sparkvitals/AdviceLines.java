package io.sparkvitals;

import io.sparkvitals.diagnosis.advice.Certainty;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.rules.Recommendation;
import java.util.ArrayList;
import java.util.List;

/** Advice in a line each, for the landing page and for the log at the end. */
final class AdviceLines {
  static final int MAX_LINES = 10;

  private AdviceLines() {}

  /** What can be advised; what cannot be judged stands in reports only. */
  static List<String> of(List<Suggestion> advice) {
    List<String> lines = new ArrayList<>();
    long more = 0;
    for (Suggestion each : advice) {
      if (each.certainty() == Certainty.NONE) {
        continue;
      }
      if (lines.size() < MAX_LINES) {
        lines.add(line(each));
      } else {
        more++;
      }
    }
    if (more > 0) {
      lines.add("and " + more + " more in the report (spark.vitals.report.dir)");
    }
    return lines;
  }

  private static String line(Suggestion what) {
    Recommendation recommendation = what.recommendation();
    StringBuilder line = new StringBuilder(what.topic().title());
    line.append(" (certainty ").append(what.certainty().label()).append("): ");
    line.append(what.finding());
    if (!recommendation.text().isEmpty()) {
      line.append(' ').append(recommendation.text());
    }
    for (String setting : recommendation.confLines()) {
      line.append(' ').append(setting);
    }
    return line.toString();
  }
}
