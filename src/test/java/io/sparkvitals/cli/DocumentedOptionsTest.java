package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of {@code src/docs} have the options that there are, and no others. */
class DocumentedOptionsTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9]*(-[a-z]+)*");
  private static final Set<String> OF_EVERY_COMMAND = Set.of("--help", "--version");

  @ParameterizedTest
  @ValueSource(strings = {"replay", "backtest", "plan"})
  void tableHasEveryOptionAndNoOther(String command) throws IOException {
    Set<String> options = new TreeSet<>();
    new Cli(new GivenTerminal().terminal(), System::nanoTime)
        .commands()
        .getSubcommands()
        .get(command)
        .getCommandSpec()
        .options()
        .forEach(option -> options.addAll(List.of(option.names())));
    options.removeIf(name -> !name.startsWith("--") || OF_EVERY_COMMAND.contains(name));

    assertThat(documented(command)).isEqualTo(options);
  }

  private static Set<String> documented(String command) throws IOException {
    String file = command.equals("plan") ? "planning.md" : "replay.md";
    String page =
        Files.readString(Path.of(System.getProperty("basedir", ""), "src/docs").resolve(file));
    String section = page.split("\n## " + command + "\n", 2)[1].split("\n## ", 2)[0];
    Set<String> options = new TreeSet<>();
    for (String line : section.split("\n")) {
      if (line.startsWith("| `--")) {
        OPTION
            .matcher(line.split("(?<!\\\\)\\|")[1])
            .results()
            .map(MatchResult::group)
            .forEach(options::add);
      }
    }
    if (section.contains("`--color` too")) {
      options.add("--color");
    }
    return options;
  }
}
