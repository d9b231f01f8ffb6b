package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    MALFORMED
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
  private static final int MAX_NAMES = 1_000;

  private final ApplicationEvents events;
  private final LogClock clock;
  private final ObjectMapper trees = new ObjectMapper();
  private final Map<String, Reading> readings = new HashMap<>();
  private final Map<String, Reading> streaming = new HashMap<>();

  /** Readings by the whole name of the event, for a name is cut only once. */
  private final Map<String, Reading> known = new HashMap<>();

  LogEvents(ApplicationEvents events, LogClock clock) {
    this.events = events;
    this.clock = clock;
    readings.putAll(ApplicationReadings.all());
    readings.putAll(JobReadings.all());
    readings.putAll(TaskReadings.all());
    readings.putAll(ExecutorReadings.all());
    readings.putAll(BlockReadings.all());
    readings.putAll(SqlReadings.all());
    streaming.putAll(SqlReadings.streaming());
  }

  /**
   * Reads one line.
   *
   * @throws IOException where it is no JSON
   */
  Kind take(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Kind.MALFORMED;
    }
    String first = json.nextFieldName();
    if (first == null) {
      return Kind.MALFORMED;
    }
    boolean named = json.nextToken() == JsonToken.VALUE_STRING && first.equals(NAME);
    return named ? take(json.getText(), new ParsedFields(json)) : tree(first, json);
  }

  /** An event whose name does not stand first, as no Spark writes it. */
  private Kind tree(String first, JsonParser json) throws IOException {
    ObjectNode event = trees.createObjectNode();
    for (String name = first; name != null; name = json.nextFieldName()) {
      if (json.currentToken() == JsonToken.FIELD_NAME) {
        json.nextToken();
      }
      event.set(name, trees.readTree(json));
    }
    JsonNode name = event.get(NAME);
    if (!new ParsedFields(json).finished() || name == null || !name.isTextual()) {
      return Kind.MALFORMED;
    }
    try (JsonParser again = trees.treeAsTokens(event)) {
      again.nextToken();
      return take(name.textValue(), new ParsedFields(again));
    }
  }

  /** Reads the members that follow the name. */
  Kind take(String name, Fields fields) throws IOException {
    Reading reading = reading(name);
    if (reading == null) {
      while (fields.next() != null) {
        fields.skip();
      }
      return fields.finished() ? Kind.UNKNOWN : Kind.MALFORMED;
    }
    reading.read(fields);
    if (!fields.finished()) {
      return Kind.MALFORMED;
    }
    if (!fields.usable()) {
      return Kind.UNUSABLE;
    }
    reading.say(events, clock);
    return Kind.USED;
  }

  private @Nullable Reading reading(String name) {
    Reading reading = known.get(name);
    if (reading == null) {
      reading = find(name);
      if (reading != null && known.size() < MAX_NAMES) {
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
