package io.sparkvitals.cli;

import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.rules.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands and what becomes of their errors. One use each. */
final class Cli {
  /** Nothing asked for was found. */
  static final int FINE = 0;

  /** Something at or above {@code --fail-on} was found. */
  static final int FOUND = 1;

  /** Nothing could be read, or the command was not understood. */
  static final int FAILED = 2;

  static final String NAME = "spark-vitals";

  private final Terminal terminal;
  private final RootCommand root = new RootCommand();
  private final CommandLine commands;

  /** {@code nanoTime} measures how long work takes. */
  Cli(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.commands = new CommandLine(root);
    commands.addSubcommand(new ReplayCommand(terminal, nanoTime));
    commands.addSubcommand(new BacktestCommand(terminal, nanoTime));
    commands.addSubcommand(new PlanCommand(terminal));
    commands.addSubcommand(new CheckCommand(terminal));
    commands.addSubcommand(new TestAlertsCommand(terminal, nanoTime));
    commands.addSubcommand(new VersionCommand(terminal));
    commands.addSubcommand(new CommandLine.HelpCommand());
    commands.setOut(writer(terminal.out()));
    commands.setErr(writer(terminal.messages()));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colourful() ? Ansi.ON : Ansi.OFF));
    commands.setUsageHelpWidth(100);
    commands.registerConverter(Severity.class, new Choice<>(Severity.class));
    commands.registerConverter(ReportFormat.class, new Choice<>(ReportFormat.class));
    commands.registerConverter(
        ReplayCommand.Colour.class, new Choice<>(ReplayCommand.Colour.class));
    commands.registerConverter(
        BacktestCommand.Format.class, new Choice<>(BacktestCommand.Format.class));
    commands.registerConverter(PlanCommand.Format.class, new Choice<>(PlanCommand.Format.class));
    commands.setParameterExceptionHandler((e, args) -> misused(e));
    commands.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** What {@code version} and {@code --version} say. */
  static String version() {
    BuildInfo build = BuildInfo.load();
    return NAME
        + " "
        + build.version()
        + " (revision "
        + build.revision()
        + ", Java "
        + System.getProperty("java.version")
        + ")";
  }

  /** The commands with their options. */
  CommandLine commands() {
    return commands;
  }

  /** Runs one command line and returns the status to exit with. Never throws. */
  int run(String... args) {
    int status;
    try {
      status = commands.execute(args);
      commands.getOut().flush();
      terminal.finish();
      if (status != FAILED) {
        terminal.check();
      }
    } catch (Throwable e) {
      status = failed(e);
    }
    return status;
  }

  private int misused(ParameterException e) {
    String hint = "";
    String message =
        String.valueOf(e.getMessage())
            .replace("is not an int", "is no whole number")
            .replace("is not a double", "is no number");
    if (e instanceof UnmatchedArgumentException) {
      UnmatchedArgumentException unmatched = (UnmatchedArgumentException) e;
      List<String> suggestions = unmatched.getSuggestions();
      message = "'" + unmatched.getUnmatched().get(0) + "' is no option or command";
      hint = suggestions.isEmpty() ? "" : "; did you mean " + suggestions.get(0) + "?";
    }
    terminal.complain(message + hint);
    terminal.say("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return FAILED;
  }

  private int failed(Throwable e) {
    terminal.complain(Errors.sentence(e));
    if (root.debug()) {
      e.printStackTrace(terminal.messages());
    } else if (!(e instanceof CliFailure || e instanceof IOException)) {
      terminal.say("With --debug it prints where this happened.");
    }
    return FAILED;
  }
}
