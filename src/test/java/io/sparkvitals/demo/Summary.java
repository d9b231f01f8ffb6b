package io.sparkvitals.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the demo says at its end. */
final class Summary {

  private final Screen screen;
  private final Path agentJar;

  Summary(Screen screen, Path agentJar) {
    this.screen = screen;
    this.agentJar = agentJar;
  }

  void show(List<String> report, Map<String, List<AlertMessage>> firedByRule) {
    screen.blank();
    screen.heading("The job's report: right in spite of all");
    report.forEach(screen::plain);
    screen.blank();
    screen.heading("What the agent told you to change");
    int column = 2 + firedByRule.keySet().stream().mapToInt(String::length).max().orElse(0);
    firedByRule.forEach((rule, alerts) -> showRule(rule, column, alerts));
  }

  /** What to do with one's own job. */
  void next() {
    screen.blank();
    screen.heading("Next: your own job");
    screen.raw(
        """
          spark-submit --jars %s \\
            --conf spark.extraListeners=io.sparkvitals.VitalsListener ...
          Metrics:        http://<driver>:4090/metrics
          Slack:          --conf spark.vitals.channel.team.type=slack
                          --conf spark.vitals.channel.team.secretUrl=https://hooks.slack.com/...
          All the rest:   README.md\
        """
            .formatted(agentJar));
  }

  private void showRule(String rule, int column, List<AlertMessage> alerts) {
    String name = rule;
    for (AlertMessage alert : alerts) {
      screen.entry(name, column, alert.place() + ": " + alert.shortAdvice());
      alert.settings().forEach(line -> screen.entry("", column, line));
      name = "";
    }
  }
}
