package io.sparkvitals.cli;

import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say by which rules logs are judged. */
final class RuleOptions {
  private static final String NOTHING_READ = "; no log was read";

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

  /**
   * What {@code --rules} names, or what the jar holds. A file with a mistake is refused after all
   * of them were told: a gate must not open because a rule has a typo.
   */
  RuleSource source(Terminal terminal) throws IOException {
    RuleSource source = file.isEmpty() ? RuleSource.packed() : RuleSource.file(file);
    List<String> mistakes = new ArrayList<>();
    RuleBook book = source.book(mistakes::add);
    if (mistakes.size() == 1) {
      throw new CliFailure(source.name() + ": " + mistakes.get(0) + NOTHING_READ);
    }
    if (!mistakes.isEmpty()) {
      mistakes.forEach(each -> terminal.complain(source.name() + ": " + each));
      throw new CliFailure(source.name() + ": " + mistakes.size() + " mistakes" + NOTHING_READ);
    }
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
