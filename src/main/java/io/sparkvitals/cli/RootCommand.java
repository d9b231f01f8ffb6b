package io.sparkvitals.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line without a command. */
@Command(
    name = "spark-vitals",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Tells what was wrong with Spark applications, from their event logs.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  spark-vitals replay application_1700000000000_0001.zstd",
      "  spark-vitals replay eventlogs/app-20260101000000-0000 --fail-on critical",
      "  spark-vitals backtest eventlogs/ --set rule.gc-time-high.threshold=10%%,15%%,20%%",
      "",
      "spark-vitals stands for java -jar spark-vitals.jar, or for the launcher agent/bin/spark-vitals.",
      "Logs on s3a://, hdfs:// and the like need Hadoop on the class path, which spark-submit gives.",
      "Exit status: 0 all is well, 1 something at or above --fail-on was found, 2 nothing could be read."
    })
final class RootCommand implements Callable<Integer> {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Prints the stack trace of an error.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public Integer call() {
    throw new CliFailure("a command is missing; --help lists them");
  }

  /** For {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Cli.version()};
    }
  }
}
