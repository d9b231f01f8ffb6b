package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event after the other and hands it on, the kind being told by its name. Not
 * thread-safe.
 */
final class LogEvents {
  /** What came of a line. */
  enum Kind {
    USED,
    UNKNOWN,
    UNUSABLE,
    MALFORMED,
    /** Its name does not stand first. */
    UNNAMED
  }

  /**
   * Reads the members of one kind of event, and says them once the line is known to be whole and
   * usable.
   */
  interface Reading {
    void read(Fields fields) throws IOException;

    void say(ApplicationEvents events, LogClock clock);
  }

  private static final String NAME = "Event";
  private static final String STREAMING = "StreamingQueryListener";
  private static final String PREFIX = "SparkListener";

  private final ApplicationEvents events;
  private final LogClock clock;
  private final InputFacts.Counter counter;
  private final Map<String, Reading> readings = new HashMap<>();
  private final Map<String, Reading> streaming = new HashMap<>();

  /** Readings by the whole name of the event, for a name is cut only once. */
  private final Map<String, Reading> known = new HashMap<>();

  /** {@code counter} is told of what is cut of the events that are used. */
  LogEvents(ApplicationEvents events, LogClock clock, InputFacts.Counter counter) {
    this.events = events;
    this.clock = clock;
    this.counter = counter;
    readings.putAll(ApplicationReadings.all());
    readings.putAll(JobReadings.all());
    readings.putAll(TaskReadings.all());
    readings.putAll(ExecutorReadings.all());
    readings.putAll(BlockReadings.all());
    readings.putAll(SqlReadings.all());
    streaming.putAll(StreamingReadings.all());
  }

  /**
   * Reads one line, whose name stands first.
   *
   * @return {@link Kind#UNNAMED} where it does not, the line being read to that point
   * @throws IOException where it is no JSON
   */
  Kind take(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Kind.MALFORMED;
    }
    Fields fields = new ParsedFields(json);
    String name = NAME.equals(fields.next()) ? fields.text() : null;
    return name == null ? Kind.UNNAMED : take(name, fields);
  }

  /**
   * Finds the name of an event in which it does not stand first, as no Spark writes it; null where
   * it has none.
   */
  static @Nullable String nameIn(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Fields fields = new ParsedFields(json);
    for (String member = fields.next(); member != null; member = fields.next()) {
      String name = member.equals(NAME) ? fields.text() : null;
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  /** Reads one line whose name was found; without one, only says whether it is an event at all. */
  Kind take(@Nullable String name, JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Kind.MALFORMED;
    }
    Fields fields = new ParsedFields(json);
    if (name != null) {
      return take(name, fields);
    }
    boolean named = false;
    for (String member = fields.next(); member != null; member = fields.next()) {
      named |= member.equals(NAME) && fields.text() != null;
    }
    return fields.finished() && named ? Kind.UNUSABLE : Kind.MALFORMED;
  }

  private static boolean walk(Fields fields) throws IOException {
    String member = fields.next();
    while (member != null) {
      member = fields.next();
    }
    return fields.finished();
  }

  /** Reads the members that follow the name. */
  Kind take(String name, Fields fields) throws IOException {
    Reading reading = reading(name);
    if (reading == null) {
      return walk(fields) ? Kind.UNKNOWN : Kind.MALFORMED;
    }
    reading.read(fields);
    if (!fields.finished()) {
      return Kind.MALFORMED;
    }
    if (!fields.usable()) {
      return Kind.UNUSABLE;
    }
    reading.say(events, clock);
    counter.cutValues += fields.cut();
    return Kind.USED;
  }

  private @Nullable Reading reading(String name) {
    Reading reading = known.get(name);
    if (reading == null) {
      reading = find(name);
      if (reading != null && known.size() < Limits.EVENT_NAMES) {
        known.put(name, reading);
      }
    }
    return reading;
  }

  private @Nullable Reading find(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    if (name.contains(STREAMING)) {
      return streaming.get(last);
    }
    int at = last.indexOf(PREFIX);
    String kind = at < 0 ? last : last.substring(0, at) + last.substring(at + PREFIX.length());
    return readings.get(kind);
  }

  /** All readings of one table, by the name of their event without {@code SparkListener}. */
  static Map<String, Reading> table(Object... namesAndReadings) {
    Map<String, Reading> table = new HashMap<>();
    for (int i = 0; i < namesAndReadings.length; i += 2) {
      table.put((String) namesAndReadings[i], (Reading) namesAndReadings[i + 1]);
    }
    return Collections.unmodifiableMap(table);
  }
}
