package io.sparkvitals.cli;

import io.sparkvitals.Replay;
import io.sparkvitals.files.FileStores;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.report.Gate;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.text.JUnitReport;
import io.sparkvitals.report.text.TextStyle;
import io.sparkvitals.rules.RuleBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A finished application, or the part of one that its log tells so far. */
@Command(
    name = "replay",
    abbreviateSynopsis = true,
    header = "Reads event logs and reports what was wrong, why, and what to change.",
    description = {
      "A log is a file or a rolling directory, compressed or not, also of an application that still"
          + " runs. What is broken in it is counted and skipped.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  spark-vitals replay app-20260101000000-0000",
      "  spark-vitals replay app-20260101000000-0000 --format html --out report.html",
      "  spark-vitals replay app-* --format json --out reports/",
      "  spark-vitals replay app.zstd --fail-on critical,task-skew-high --junit vitals.xml",
      "  spark-vitals replay app.zstd --conf spark.vitals.cost.perCoreHour=0.05",
      "  spark-vitals replay s3a://logs/app-1.zstd --set rule.gc-time-high.threshold=15%%"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Progress progress;
  private boolean unwritten;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOG",
      description = "Event logs; local or Hadoop paths. Each gets a report of its own.")
  private List<String> logs = new ArrayList<>();

  @Mixin private RuleOptions rules = new RuleOptions();
  @Mixin private JudgeOptions judging = new JudgeOptions();
  @Mixin private PriceOptions prices = new PriceOptions();

  @Option(
      names = "--format",
      paramLabel = "text|json|html",
      description = "Format of the report (default: text).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR/",
      description = {
        "Where to write instead of standard output: a file, a directory, or a name with {app_id} in"
            + " it; a local or a Hadoop path."
      })
  private String out = "";

  @Option(
      names = {"--colour", "--color"},
      paramLabel = "auto|always|never",
      description = "Colours in the text (default: auto, on a terminal).")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes what --fail-on asks for as JUnit XML too, as CI servers read it.")
  private String junit = "";

  @Option(
      names = "--redact",
      paramLabel = "REGEX",
      description =
          "Hides what this matches in every name, description and message, beside what the log's own"
              + " settings hide (spark.vitals.redact.regex); may be repeated.")
  private List<String> redact = new ArrayList<>();

  /** When a text is coloured. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  ReplayCommand(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.progress = new Progress(terminal, nanoTime);
  }

  @Override
  public Integer call() throws IOException {
    RuleBook book = rules.inForce(terminal);
    Gate gate = judging.gate(book);
    if (!junit.isEmpty() && gate == Gate.OPEN) {
      throw new CliFailure("--junit needs --fail-on, which says what is a failure");
    }
    Overwriting.refuse("--out", out, logs);
    Overwriting.refuse("--junit", junit, logs);
    Overwriting.refuseSame("--out", out, "--junit", junit);
    Sink reports = reports();
    Sink verdicts = verdicts(book, gate);
    Replay replay =
        new Replay(book, judging.intervalMillis()).hiding(privacy()).with(prices.settings());
    int read = 0;
    boolean tripped = false;
    for (String log : logs) {
      Report report = read(replay, log);
      if (report != null) {
        reports.write(report, log);
      }
      if (report != null && isUsable(report, log)) {
        verdicts.write(report, log);
        tripped |= gate.trips(report);
        read++;
      }
      if (terminal.abandoned() && gate == Gate.OPEN) {
        return Cli.FINE;
      }
    }
    if (unwritten) {
      return Cli.FAILED;
    }
    int fine = read == logs.size() ? Cli.FINE : Cli.FAILED;
    return tripped ? Cli.FOUND : fine;
  }

  private Privacy privacy() {
    Privacy all = Privacy.STANDARD;
    for (String regex : redact) {
      all = all.and(Collections.singletonMap(Privacy.REGEX, regex));
    }
    if (!all.problems().isEmpty()) {
      throw new CliFailure(all.problems().get(0).replace(Privacy.REGEX, "--redact"));
    }
    return all;
  }

  /** Null, and said, where the log cannot be read. */
  private @Nullable Report read(Replay replay, String path) {
    try {
      EventLog log = EventLog.at(path);
      return replay.of(log, progress.reading(path, log.size()));
    } catch (IOException e) {
      progress.clear();
      terminal.complain(Errors.sentence(e));
      return null;
    } finally {
      progress.clear();
    }
  }

  private boolean isUsable(Report report, String log) {
    String nothing = Errors.nothingIn(report);
    if (nothing != null) {
      terminal.complain(log + " " + nothing);
    }
    return nothing == null;
  }

  /** An empty report is for programs only: people are told in a sentence. */
  private Sink reports() {
    TextStyle style = style();
    Sink all;
    if (out.isEmpty()) {
      all = new ReportStream(terminal, format, style, logs.size())::write;
    } else {
      ReportPaths paths = ReportPaths.of("--out", out, format.extension(), logs.size());
      all = (report, log) -> save(paths.of(report, log), to -> format.write(report, style, to));
    }
    return (report, log) -> {
      if (format == ReportFormat.JSON || Errors.nothingIn(report) == null) {
        all.write(report, log);
      }
    };
  }

  private Sink verdicts(RuleBook book, Gate gate) {
    if (junit.isEmpty()) {
      return (report, log) -> {};
    }
    ReportPaths paths = ReportPaths.of("--junit", junit, "xml", logs.size());
    return (report, log) ->
        save(paths.of(report, log), to -> JUnitReport.write(report, book, gate, to));
  }

  /** A file that cannot be written costs a sentence and the status, not the other logs. */
  private void save(String path, Content content) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      content.writeTo(bytes);
      FileStores.of(path).write(path, bytes.toByteArray());
    } catch (IOException e) {
      unwritten = true;
      terminal.complain(Errors.sentence(e));
    }
  }

  private TextStyle style() {
    boolean coloured =
        colour == Colour.ALWAYS || (colour == Colour.AUTO && out.isEmpty() && terminal.colourful());
    TextStyle style = TextStyle.PLAIN.colours(coloured);
    return out.isEmpty() ? style.width(terminal.columns()).ascii(terminal.ascii()) : style;
  }

  /** Takes the reports one by one. */
  private interface Sink {
    void write(Report report, String log) throws IOException;
  }

  private interface Content {
    void writeTo(OutputStream to) throws IOException;
  }
}
