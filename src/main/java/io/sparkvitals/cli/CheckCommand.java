package io.sparkvitals.cli;

import io.sparkvitals.Setup;
import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.metrics.EndpointSecurity;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is wrong with settings and rules before anything runs with them. */
@Command(
    name = "check",
    header =
        "Says what is wrong with Spark's settings, and with the agent's, its rules and channels.",
    description = {
      "Audits Spark's settings, and reads what those of the agent name, rule file and files of secrets"
          + " too, as a driver on this machine would. Sends nothing.",
      "Exit status: 0 nothing is wrong, 1 something is (a finding of the audit from --fail-on on"
          + " among it), 2 the settings could not be read."
    },
    footer = {
      "  spark-vitals check conf/spark-defaults.conf",
      "  spark-vitals check --java 17 --spark 3.5 conf/spark-defaults.conf",
      "  spark-vitals check --conf spark.vitals.rules.file=rules.yml"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String LISTENER = "io.sparkvitals.VitalsListener";
  private static final int MAX_NAMES = 5;
  private static final int MAX_NAME = 100;

  private final Terminal terminal;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Option(
      names = "--java",
      paramLabel = "VERSION",
      description = "Java of driver and executors, such as 17; by default the one of this command.")
  private String java = "";

  @Option(
      names = "--spark",
      paramLabel = "VERSION",
      description = "Version of Spark, such as 3.5; by default any from 3.3 on.")
  private String spark = "";

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Findings of the audit that make the status 1: critical, warning (default) or info, and"
              + " those above.")
  private Severity failOn = Severity.WARNING;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    version("--java", java, "(1\\.)?[0-9]{0,3}([._+-].*)?", "17");
    version("--spark", spark, "([0-9]{1,3}(\\..*)?)?", "3.5");
    Map<String, String> properties = conf.properties();
    VitalsConfig config = ConfOptions.config(properties);
    List<String> problems = new ArrayList<>();
    foreign(properties, problems);
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
    Audit audit = audit(properties);
    line("audit", audit.summary() + ", for " + basis());
    boolean fine = problems.isEmpty() && count(audit, failOn) == 0;
    terminal.print(fine ? "Nothing is wrong.\n" : "");
    if (!problems.isEmpty()) {
      terminal.print(count(problems.size()) + ":\n");
    }
    for (String problem : problems) {
      terminal.print("  " + Texts.visible(problem) + "\n");
    }
    new AuditPrint(terminal).print(audit);
    return fine ? Cli.FINE : Cli.FOUND;
  }

  private static void version(String option, String value, String form, String example) {
    if (!value.matches(form)) {
      throw new CliFailure(option + " " + value + ": expected a version, such as " + example);
    }
  }

  /** Spark skips such names with a warning, before it knows of any listener. */
  private static void foreign(Map<String, String> properties, List<String> problems) {
    List<String> names = new ArrayList<>();
    for (String each : properties.keySet()) {
      if (!each.startsWith("spark.")) {
        names.add(Texts.line(each, MAX_NAME));
      }
    }
    for (String each : names.subList(0, Math.min(MAX_NAMES, names.size()))) {
      problems.add(
          each + " is no setting of Spark, which ignores names without spark. before them");
    }
    if (names.size() > MAX_NAMES) {
      problems.add(names.size() + " such names in all; is this a file of settings?");
    }
  }

  private static long count(Audit audit, Severity from) {
    return audit.findings().stream().filter(each -> each.severity().atLeast(from)).count();
  }

  private Audit audit(Map<String, String> properties) {
    String version = java.isEmpty() ? System.getProperty("java.version", "") : java;
    return Audit.of(properties, version, spark.isEmpty() ? null : spark);
  }

  private String basis() {
    String version = java.isEmpty() ? System.getProperty("java.version", "") : java;
    return "Java " + version + (spark.isEmpty() ? " and Spark from 3.3 on" : " and Spark " + spark);
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
