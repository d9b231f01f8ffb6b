package io.sparkvitals;

import io.sparkvitals.files.DecodedStream;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.replay.LogReader;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Unit;
import io.sparkvitals.tracker.ApplicationTracker;
import io.sparkvitals.tracker.RedactedEvents;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Reads an event log through the same tracker, rules and alert book as the live agent, on the log's
 * clock. Immutable and thread-safe: each run has a state of its own.
 */
public final class Replay {
  private static final int MAX_MISSING = 5;

  private final List<RuleBook> rules;
  private final long intervalMillis;
  private final Privacy privacy;
  private final Map<String, String> settings;

  /** Judges by these rules, every so many milliseconds of the log's time. */
  public Replay(RuleBook rules, long intervalMillis) {
    this(Collections.singletonList(rules), intervalMillis);
  }

  /** Judges by several sets of rules in one pass, each with alerts of its own. */
  public Replay(List<RuleBook> rules, long intervalMillis) {
    if (rules.isEmpty() || intervalMillis <= 0) {
      throw new IllegalArgumentException("rules and an interval above 0 are needed");
    }
    this.rules = new ArrayList<>(rules);
    this.intervalMillis = intervalMillis;
    this.privacy = Privacy.STANDARD;
    this.settings = Collections.emptyMap();
  }

  private Replay(Replay other, Privacy privacy, Map<String, String> settings) {
    this.rules = other.rules;
    this.intervalMillis = other.intervalMillis;
    this.privacy = privacy;
    this.settings = settings;
  }

  /** The same, which hides this of every log beside what its own settings ask for. */
  public Replay hiding(Privacy more) {
    return new Replay(this, more, settings);
  }

  /** The same, with these settings in place of what a log says, such as prices. */
  public Replay with(Map<String, String> instead) {
    return new Replay(this, privacy, new HashMap<>(instead));
  }

  /**
   * Reads the log once and reports by the first set of rules. What is broken in it is counted in
   * the report's input and skipped.
   *
   * @param progress is told from time to time how many bytes of the log's files were read
   * @throws IOException in one sentence where a file cannot be opened
   */
  public Report of(EventLog log, LongConsumer progress) throws IOException {
    return each(log, progress).get(0);
  }

  /** The same, with one report for each set of rules, in their order. */
  public List<Report> each(EventLog log, LongConsumer progress) throws IOException {
    ApplicationTracker tracker = new ApplicationTracker();
    RedactedEvents events = new RedactedEvents(tracker, privacy).with(settings);
    List<Trial> trials = new ArrayList<>();
    for (RuleBook book : rules) {
      trials.add(new Trial(book));
    }
    Ticker ticker =
        new Ticker(
            tracker, intervalMillis, snapshot -> trials.forEach(trial -> trial.look(snapshot)));
    InputFacts input = read(log, new LogReader(events, ticker, fault -> {}), progress);
    tracker.tick(tracker.nowMillis());
    ApplicationSnapshot last = tracker.snapshot();
    List<Report> reports = new ArrayList<>();
    for (Trial trial : trials) {
      trial.end(last);
      Report report = withUnused(withMissing(log, trial.report(last, input)));
      reports.add(remarked(withHidden(events.privacy(), report), ticker));
    }
    return reports;
  }

  private static Report withMissing(EventLog log, Report report) {
    List<String> missing = log.missingParts();
    String more = missing.size() > MAX_MISSING ? " and others" : "";
    return missing.isEmpty()
        ? report
        : report.remarked(
            "Parts of the rolling log are missing, and what they told is not in the figures: "
                + String.join(", ", missing.subList(0, Math.min(MAX_MISSING, missing.size())))
                + more
                + ".");
  }

  /** Settings stand beside the run's: a log without any has nothing that they could price. */
  private Report withUnused(Report report) {
    boolean unused = !settings.isEmpty() && report.application().facts().environment().isEmpty();
    return unused
        ? report.remarked(
            "The log does not tell the settings of the run, so that those given are not used.")
        : report;
  }

  private static Report withHidden(Privacy privacy, Report report) {
    return privacy.problems().isEmpty()
        ? report
        : report.remarked(String.join(". ", privacy.problems()) + ".");
  }

  private Report remarked(Report report, Ticker ticker) {
    long interval = ticker.intervalMillis();
    return interval == intervalMillis
        ? report
        : report.remarked(
            "The log spans so much time that rules were not looked at every "
                + Unit.SECONDS.format(intervalMillis / 1e3)
                + " but less and less often, at last every "
                + Unit.SECONDS.format(interval / 1e3)
                + ": what held only for a short time may be missing.");
  }

  private static InputFacts read(EventLog log, LogReader reader, LongConsumer progress)
      throws IOException {
    long before = 0;
    for (EventLog.Part part : log.parts()) {
      try (DecodedStream in = part.open()) {
        reader.read(watched(in, before, progress));
        if (in.truncated()) {
          reader.truncated();
        }
      }
      before += part.size();
    }
    progress.accept(log.size());
    return reader.facts();
  }

  private static InputStream watched(DecodedStream part, long before, LongConsumer progress) {
    return new FilterInputStream(part) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        progress.accept(before + part.consumed());
        return part.read(into, offset, length);
      }
    };
  }
}
