package io.sparkvitals.cli;

import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say by which rules logs are judged. */
final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = {
        "Rule file on top of the standard rules (alone with \"standard: false\" in it); a local or a"
            + " Hadoop path."
      })
  private String file = "";

  @Option(
      names = "--set",
      paramLabel = "rule.ID.FIELD=VALUE",
      description = {
        "Changes one value of a rule, such as rule.gc-time-high.threshold=15%%. Fields are those of"
            + " the settings spark.vitals.rule.*; may be repeated."
      })
  private List<String> settings = new ArrayList<>();

  /** What {@code --rules} names, or what the jar holds; problems are told to people. */
  RuleSource source(Terminal terminal) throws IOException {
    RuleSource source = file.isEmpty() ? RuleSource.packed() : RuleSource.file(file);
    RuleBook book = source.book(problem -> terminal.warn(source.name() + ": " + problem));
    if (book.rules().isEmpty()) {
      throw new CliFailure(source.name() + ": there is no rule in it that can be used");
    }
    return source;
  }

  /** All {@code --set}, as they were given. */
  List<Setting> settings() {
    List<Setting> parsed = new ArrayList<>();
    settings.forEach(text -> parsed.add(Setting.parse(text)));
    return parsed;
  }

  /** The rules for a command that tries no others beside them. */
  RuleBook inForce(Terminal terminal) throws IOException {
    List<Setting> all = settings();
    for (Setting each : all) {
      if (each.values().size() > 1) {
        throw new CliFailure(
            "--set " + each + ": only backtest compares several values; name one here");
      }
    }
    return new Grid(source(terminal), all).inForce(terminal::warn);
  }
}
