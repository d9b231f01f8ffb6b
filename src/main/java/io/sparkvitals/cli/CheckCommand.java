package io.sparkvitals.cli;

import io.sparkvitals.Setup;
import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.metrics.EndpointSecurity;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with settings and rules before anything runs with them. */
@Command(
    name = "check",
    header = "Says what is wrong with the agent's settings, rule file and channels.",
    description = {
      "Reads what the settings name, rule file and files of secrets too, as a driver on this machine"
          + " would. Sends nothing.",
      "Exit status: 0 nothing is wrong, 1 something is, 2 the settings could not be read."
    },
    footer = {
      "  spark-vitals check conf/spark-defaults.conf",
      "  spark-vitals check --conf spark.vitals.rules.file=rules.yml"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String LISTENER = "io.sparkvitals.VitalsListener";

  private final Terminal terminal;

  @Mixin private ConfOptions conf = new ConfOptions();

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> properties = conf.properties();
    VitalsConfig config = ConfOptions.config(properties);
    List<String> problems = new ArrayList<>();
    problems.addAll(Privacy.of(properties).problems());
    Setup setup = Setup.of(config, (severity, entry) -> {}, problems::add);
    if (setup.rules().rules().stream().noneMatch(Rule::enabled)) {
      problems.add("no rule is in force, so there can be no alert");
    }
    line(conf.origin(), agent(properties, config));
    line("rules", rules(setup));
    for (ChannelConfig each : config.channels()) {
      line("channel " + each.name(), channel(each, setup));
    }
    if (config.integer(ConfigKey.PORT) >= 0) {
      endpoint(config, problems);
    }
    if (setup.push().isPresent()) {
      line("push", setup.push().get().label());
    }
    terminal.print(problems.isEmpty() ? "Nothing is wrong.\n" : count(problems.size()) + ":\n");
    for (String problem : problems) {
      terminal.print("  " + Texts.visible(problem) + "\n");
    }
    return problems.isEmpty() ? Cli.FINE : Cli.FOUND;
  }

  private void line(String name, String text) throws IOException {
    terminal.print(Texts.visible(name + ": " + text) + "\n");
  }

  private void endpoint(VitalsConfig config, List<String> problems) throws IOException {
    EndpointSecurity security;
    try {
      security = EndpointSecurity.of(config);
    } catch (IOException e) {
      problems.add("the metrics endpoint stays closed: " + e.getMessage());
      return;
    }
    line("endpoint", security.toString());
  }

  private static String count(int problems) {
    return problems == 1 ? "1 problem" : problems + " problems";
  }

  private static String agent(Map<String, String> properties, VitalsConfig config) {
    long own = properties.keySet().stream().filter(key -> key.startsWith(ConfigKey.PREFIX)).count();
    String settings = own == 1 ? "1 setting" : own + " settings";
    boolean listens = properties.getOrDefault("spark.extraListeners", "").contains(LISTENER);
    if (!config.flag(ConfigKey.ENABLED)) {
      return settings + "; the agent is off (" + ConfigKey.ENABLED.key() + ")";
    }
    return settings
        + (listens
            ? " of Spark Vitals"
            : " of Spark Vitals; the agent runs where spark.extraListeners="
                + LISTENER
                + " is set, and here it is not");
  }

  private static String rules(Setup setup) {
    List<String> off = new ArrayList<>();
    setup.rules().rules().stream()
        .filter(rule -> !rule.enabled())
        .forEach(rule -> off.add(rule.id()));
    return String.format(
        Locale.ROOT,
        "%d in force%s",
        setup.rules().rules().size() - off.size(),
        off.isEmpty() ? "" : ", off: " + String.join(", ", off));
  }

  private static String channel(ChannelConfig config, Setup setup) {
    boolean works =
        setup.channels().stream()
            .anyMatch(
                each ->
                    each.name().equals(config.name())
                        || each.name().startsWith(config.name() + "-"));
    String match = config.setting(ConfigKey.CHANNEL_MATCH).orElse("what it gets by default");
    return config.type() + (works ? ", " + match : ", off: see below");
  }
}
