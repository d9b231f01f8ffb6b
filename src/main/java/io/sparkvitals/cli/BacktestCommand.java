package io.sparkvitals.cli;

import io.sparkvitals.files.FileStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many logs, judged by the rules in force and by other thresholds beside them. */
@Command(
    name = "backtest",
    abbreviateSynopsis = true,
    header = "Replays many event logs and says how often each rule would have alerted.",
    description = {
      "Each rule is shown at the threshold in force and at those of --set, with its worst cases. A log"
          + " that cannot be read is listed and stops nothing.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  spark-vitals backtest eventlogs/",
      "  spark-vitals backtest eventlogs/ --set rule.gc-time-high.threshold=10%%,15%%,20%%",
      "  spark-vitals backtest eventlogs/ --rules rules.yml --format csv --out backtest.csv",
      "  spark-vitals backtest hdfs:///spark-logs --master yarn --format json"
    })
final class BacktestCommand implements Callable<Integer> {
  private static final String NEEDS_SPARK =
      "--master needs Spark on the class path: run it through spark-submit --class"
          + " io.sparkvitals.cli.Main spark-vitals.jar backtest …, or through agent/bin/spark-vitals"
          + " with SPARK_HOME set";

  /** How the figures are written. */
  enum Format {
    TEXT(BacktestText::write),
    CSV(BacktestCsv::write),
    JSON(BacktestJson::write);

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Writer writer;

    Format(Writer writer) {
      this.writer = writer;
    }
  }

  private interface Writer {
    void write(BacktestResult result, OutputStream to) throws IOException;
  }

  private final Terminal terminal;
  private final LongSupplier nanoTime;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR|LOG",
      description = "Directories of event logs, or single logs; local or Hadoop paths.")
  private List<String> places = new ArrayList<>();

  @Mixin private final RuleOptions rules = new RuleOptions();
  @Mixin private final JudgeOptions judging = new JudgeOptions();

  @Option(
      names = "--format",
      paramLabel = "text|csv|json",
      description = "Format of the figures (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File to write to instead of standard output; a local or a Hadoop path.")
  private String out = "";

  @Option(
      names = "--worst",
      paramLabel = "N",
      description = "Worst cases to show of each rule (default: 5).")
  private int worst = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Logs to read at a time (default: as many as there are cores).")
  private int threads =
      LocalBacktest.defaultThreads(
          Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description =
          "Runs as a Spark job on this master, such as yarn or spark://host:7077; every executor"
              + " must see the logs.")
  private String master = "";

  BacktestCommand(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || worst < 0) {
      throw new CliFailure("--threads takes a number from 1 on, --worst one from 0 on");
    }
    Grid grid = new Grid(rules.source(terminal), rules.settings());
    judging.gate(grid.inForce(terminal::warn));
    List<Variant> variants = grid.variants(terminal::warn);
    BacktestPlan plan = new BacktestPlan(grid, judging.intervalMillis(), worst, judging.failOn());
    LogList found = LogList.of(places);
    List<String> logs = found.paths();
    Overwriting.refuse("--out", out, logs);
    BacktestResult result = new BacktestResult(variants, found.size(), worst);
    found.unreadable().forEach((path, why) -> result.add(LogResult.unread(path, why)));
    return master.isEmpty() || logs.isEmpty()
        ? here(plan, logs, result)
        : onCluster(plan, logs, result);
  }

  private int here(BacktestPlan plan, List<String> logs, BacktestResult result) throws IOException {
    Progress progress = new Progress(terminal, nanoTime);
    try (Interruption interruption = Interruption.watch()) {
      new LocalBacktest(threads)
          .run(
              logs,
              new LogJudge(plan),
              log -> {
                result.add(log);
                progress.logs(logs.size() - result.left(), logs.size(), result.unread().size());
              },
              interruption::requested);
      progress.clear();
      return tell(result);
    }
  }

  private int onCluster(BacktestPlan plan, List<String> logs, BacktestResult result)
      throws IOException {
    try {
      SparkBacktest.run(master, plan, logs, result::add);
    } catch (LinkageError e) {
      throw new CliFailure(NEEDS_SPARK, e);
    }
    return tell(result);
  }

  private int tell(BacktestResult result) throws IOException {
    if (out.isEmpty()) {
      format.writer.write(result, terminal.out());
      terminal.finish();
    } else {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      format.writer.write(result, content);
      FileStores.of(out).write(out, content.toByteArray());
    }
    if (result.read() == 0) {
      terminal.complain("none of the logs could be read");
      return Cli.FAILED;
    }
    return result.gated() ? Cli.FOUND : Cli.FINE;
  }
}
