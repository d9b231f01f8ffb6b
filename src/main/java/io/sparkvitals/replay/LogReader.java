package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of an event log and says what they tell in the verbs of {@link
 * ApplicationEvents}. A log in several parts is read part by part with one reader. Not thread-safe.
 *
 * <p>A line that is no JSON object with a text member {@code Event} is counted and skipped, as is
 * an event without what it needs: nothing but a failing disk stops the reading. An event counts
 * only once its whole line was found to be JSON.
 */
public final class LogReader {
  /** For lines of moderate names, texts and numbers, as nearly all are. */
  private final JsonFactory moderate =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Limits.SHORT_TEXT)
                  .maxStringLength(Limits.TEXT)
                  .maxNumberLength(Limits.DIGITS)
                  .maxNestingDepth(Limits.DEPTH)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  /** For any line, behind {@link BoundedJson}; keeps no names, which may be long and many. */
  private final JsonFactory patient =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Limits.DEPTH)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Consumer<RuntimeException> faults;
  private final InputFacts.Counter counter = new InputFacts.Counter();
  private final LogEvents events;
  private final PlainFields plain = new PlainFields();
  private final int maxBuffer;
  private boolean lastBroken;

  /**
   * {@code faults} is told of what was thrown behind the door: a mistake of ours, which costs one
   * event, counted as unusable.
   */
  public LogReader(ApplicationEvents events, LogClock clock, Consumer<RuntimeException> faults) {
    this(events, clock, faults, Limits.LINE_BYTES);
  }

  LogReader(
      ApplicationEvents events, LogClock clock, Consumer<RuntimeException> faults, int maxBuffer) {
    this.events = new LogEvents(events, clock, counter);
    this.faults = faults;
    this.maxBuffer = maxBuffer;
  }

  /**
   * Reads a log, or the next part of it, to its end.
   *
   * @throws IOException only where the stream throws one
   */
  public void read(InputStream in) throws IOException {
    LineSource lines = new LineSource(in, maxBuffer);
    lastBroken = false;
    while (lines.next()) {
      counter.lines++;
      if (!lines.whole() || !blank(lines)) {
        boolean well = line(lines);
        if (!lines.whole()) {
          lines.skipRest();
        }
        lastBroken = !well && !lines.complete();
      }
    }
  }

  /** Says that a compressed stream broke off or was damaged. */
  public void truncated() {
    counter.truncated = true;
  }

  /** What was met so far. */
  public InputFacts facts() {
    boolean before = counter.truncated;
    counter.truncated |= lastBroken;
    InputFacts facts = counter.facts();
    counter.truncated = before;
    return facts;
  }

  private static boolean blank(LineSource lines) {
    byte[] bytes = lines.buffer();
    int end = lines.start() + lines.length();
    for (int i = lines.start(); i < end; i++) {
      // Space, and the control characters that Unicode counts as white space.
      if (bytes[i] != ' ' && !(bytes[i] >= 0x09 && bytes[i] <= 0x0D) && !separator(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean separator(byte each) {
    return each >= 0x1C && each <= 0x1F;
  }

  /** Returns false for a malformed line. */
  private boolean line(LineSource lines) throws IOException {
    LogEvents.Kind kind = taken(lines);
    if (kind == LogEvents.Kind.MALFORMED) {
      counter.malformedLines++;
      return false;
    }
    if (kind == LogEvents.Kind.UNKNOWN) {
      counter.unknownEvents++;
    } else if (kind == LogEvents.Kind.UNUSABLE) {
      counter.unusableEvents++;
    } else {
      counter.usedEvents++;
    }
    return true;
  }

  private LogEvents.Kind taken(LineSource lines) throws IOException {
    try {
      return lines.whole() ? read(lines) : parseLong(lines);
    } catch (RuntimeException e) {
      faults.accept(e);
      return LogEvents.Kind.UNUSABLE;
    }
  }

  private LogEvents.Kind read(LineSource lines) throws IOException {
    try {
      return events.take(plain.open(lines), plain);
    } catch (PlainFields.Doubt e) {
      return parse(lines);
    }
  }

  private LogEvents.Kind parse(LineSource lines) throws IOException {
    try {
      return parse(() -> moderate.createParser(lines.buffer(), lines.start(), lines.length()));
    } catch (IOException e) {
      // Too long a text, or bytes that are no UTF-8: what they stand in is hardly ever needed.
      return parseBounded(lines);
    }
  }

  private LogEvents.Kind parseBounded(LineSource lines) {
    try {
      return parse(() -> bounded(lines.content()));
    } catch (IOException e) {
      return LogEvents.Kind.MALFORMED;
    }
  }

  /** The same line from its start, each time anew. */
  private interface Start {
    JsonParser parser() throws IOException;
  }

  private LogEvents.Kind parse(Start start) throws IOException {
    LogEvents.Kind kind;
    try (JsonParser json = start.parser()) {
      kind = events.take(json);
    }
    return kind == LogEvents.Kind.UNNAMED ? parseUnnamed(start) : kind;
  }

  private LogEvents.Kind parseUnnamed(Start start) throws IOException {
    String name;
    try (JsonParser json = start.parser()) {
      name = LogEvents.nameIn(json);
    }
    if (name == null) {
      return LogEvents.Kind.MALFORMED;
    }
    try (JsonParser json = start.parser()) {
      return events.take(name, json);
    }
  }

  /** Bytes that are no UTF-8 are replaced. */
  private JsonParser bounded(InputStream line) throws IOException {
    return patient.createParser(
        new BoundedJson(new InputStreamReader(line, StandardCharsets.UTF_8)));
  }

  /**
   * A line that is larger than the buffer passes through in pieces, once: its name must stand in
   * what is buffered.
   */
  private LogEvents.Kind parseLong(LineSource lines) throws IOException {
    String name = nameOfLong(lines);
    try (JsonParser json = bounded(lines.stream())) {
      return events.take(name, json);
    } catch (JsonProcessingException e) {
      return LogEvents.Kind.MALFORMED;
    }
  }

  private @Nullable String nameOfLong(LineSource lines) {
    try (JsonParser json = bounded(lines.content())) {
      return LogEvents.nameIn(json);
    } catch (IOException e) {
      return null;
    }
  }
}
