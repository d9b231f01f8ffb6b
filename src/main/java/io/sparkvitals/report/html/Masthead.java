package io.sparkvitals.report.html;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.report.Caveats;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Headline;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The top of the page: which application this is, how it ended, and what happened. */
final class Masthead {
  private static final int MAX_NAME = 200;

  private final Dossier dossier;
  private final ApplicationSnapshot application;

  Masthead(Dossier dossier) {
    this.dossier = dossier;
    this.application = dossier.application();
  }

  /** The application's name, or what stands for it. */
  String name() {
    ApplicationFacts facts = application.facts();
    String name = Texts.line(facts.name(), MAX_NAME);
    String id = Texts.line(facts.id(), MAX_NAME);
    return !name.isEmpty() ? name : id.isEmpty() ? "Application without a name" : id;
  }

  void write(Html html) throws IOException {
    html.open("header", "class", "masthead");
    html.element("p", "Spark Vitals report", "class", "kicker");
    html.open("div", "class", "name-and-outcome").element("h1", name());
    html.element("p", outcome(), "class", "outcome " + outcomeClass()).close().line();
    facts(html);
    caveats(html);
    html.open("div", "class", "story");
    for (String sentence : Headline.sentences(dossier.report())) {
      html.element("p", Words.unbroken(sentence));
    }
    html.close(2).line();
  }

  /** One or two words. */
  private String outcome() {
    if (!dossier.course().ended()) {
      return dossier.report().input() == null ? "Running" : "End not seen";
    }
    if (application.exitCode().isPresent()) {
      int code = application.exitCode().getAsInt();
      long failed = application.work().jobs().failed();
      return code != 0
          ? "Failed, exit code " + code
          : failed > 0
              ? "Ended with exit code 0; " + Words.count(failed, "job") + " failed"
              : "Succeeded";
    }
    return application.work().jobs().failed() > 0 ? "Ended, with failed jobs" : "Ended";
  }

  private String outcomeClass() {
    if (!dossier.course().ended()) {
      return "unsure";
    }
    if (application.exitCode().orElse(0) != 0) {
      return "bad";
    }
    if (application.work().jobs().failed() == 0) {
      return "good";
    }
    return application.exitCode().isPresent() ? "mixed" : "unsure";
  }

  private void facts(Html html) throws IOException {
    ApplicationFacts facts = application.facts();
    html.open("dl", "class", "facts");
    fact(html, "Application", facts.id());
    fact(html, "Attempt", facts.attemptId());
    fact(html, "User", facts.user());
    fact(html, "Spark", facts.sparkVersion());
    fact(html, "Java", facts.property(EnvironmentKeys.JAVA_VERSION));
    fact(html, "Master", facts.property("spark.master"));
    long start = facts.startMillis();
    fact(html, "Started", start > 0 ? Words.time(start) : null);
    long end = application.untilMillis();
    boolean timed = start > 0 && end >= start;
    fact(html, "Duration", timed ? Figures.duration(end - start) : null);
    html.close().line();
  }

  private static void fact(Html html, String name, @Nullable String value) throws IOException {
    String text = Texts.line(value, MAX_NAME);
    if (!text.isEmpty()) {
      html.open("div").element("dt", name).element("dd", text).close();
    }
  }

  private void caveats(Html html) throws IOException {
    List<String> caveats = Caveats.of(dossier.report());
    if (caveats.isEmpty()) {
      return;
    }
    html.open("aside", "class", "notice", "aria-labelledby", "caveats");
    html.element("h2", "Not everything was seen", "id", "caveats");
    html.open("ul");
    for (String each : caveats) {
      html.element("li", Words.unbroken(each));
    }
    html.close(2).line();
  }
}
