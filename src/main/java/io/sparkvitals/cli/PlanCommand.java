package io.sparkvitals.cli;

import io.sparkvitals.Replay;
import io.sparkvitals.diagnosis.plan.ClusterPlan;
import io.sparkvitals.diagnosis.plan.DataPlan;
import io.sparkvitals.diagnosis.plan.Plan;
import io.sparkvitals.diagnosis.plan.PlanProblem;
import io.sparkvitals.diagnosis.plan.RunPlan;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sizes executors before there is a run to look at. */
@Command(
    name = "plan",
    abbreviateSynopsis = true,
    header = "Sizes executors for a cluster, or for an amount of data, and says why.",
    description = {
      "Prints settings for spark-defaults.conf and how each was calculated.",
      "Give the nodes (--nodes, --cores, --memory), the data (--data), or a run (--from).",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  spark-vitals plan --nodes 10 --cores 32 --memory 128g --yarn",
      "  spark-vitals plan --nodes 10 --cores 32 --memory 128g --k8s --python --format conf > my.conf",
      "  spark-vitals plan --data 500g --complexity 1.5",
      "  spark-vitals plan --from app-20260101000000-0000.zstd"
    })
final class PlanCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 10_000;

  private final Terminal terminal;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--data",
      paramLabel = "SIZE",
      description = "Amount of input, such as 500g, as it is on disk.")
  private @Nullable String data;

  @Option(
      names = "--from",
      paramLabel = "LOG",
      description = "Event log of a run that shall be sized by what it used.")
  private @Nullable String from;

  @Option(
      names = "--complexity",
      paramLabel = "X",
      description =
          "With --data: 1 for filters and a group by (default), more for joins; 0.1 to 10.")
  private @Nullable Double complexity;

  @Option(
      names = "--format",
      paramLabel = "text|conf|json",
      description = "conf is the settings only (default: text).")
  private Format format = Format.TEXT;

  /** How a plan is written. */
  enum Format {
    TEXT,
    CONF,
    JSON
  }

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Plan plan = plan();
    terminal.print(
        format == Format.CONF
            ? PlanText.conf(plan)
            : format == Format.JSON ? PlanText.json(plan) : PlanText.text(plan));
    return Cli.FINE;
  }

  private Plan plan() throws IOException {
    try {
      if (from != null) {
        return ofRun(from);
      }
      if (data != null && options.clustered()) {
        throw new CliFailure(
            "--data and --nodes, --cores, --memory exclude each other: plan for the data, or for"
                + " the cluster");
      }
      if (data != null) {
        options.withData();
        long mib = PlanOptions.mib("--data", data, 1).orElse(0);
        return DataPlan.of(mib, complexity == null ? 1 : complexity, options.wishes());
      }
      if (complexity != null) {
        throw new CliFailure("--complexity needs --data");
      }
      if (!options.clustered()) {
        throw new CliFailure(
            "give --nodes, --cores and --memory, or --data, or --from; --help shows examples");
      }
      return ClusterPlan.of(options.machines(), options.wishes());
    } catch (PlanProblem e) {
      throw new CliFailure(Errors.line(e), e);
    }
  }

  private Plan ofRun(String log) throws IOException {
    if (data != null || complexity != null || options.clustered()) {
      throw new CliFailure(
          "--from excludes --data, --complexity, --nodes, --cores and --memory: the run says all");
    }
    options.withRun();
    RuleBook rules = RuleBook.standard(Collections.emptyMap(), problem -> {});
    Report report = new Replay(rules, LOOK_MILLIS).of(EventLog.at(log), bytes -> {});
    String nothing = Errors.nothingIn(report);
    if (nothing != null) {
      throw new CliFailure(log + " " + nothing);
    }
    return RunPlan.of(report.application(), options.fixed());
  }
}
