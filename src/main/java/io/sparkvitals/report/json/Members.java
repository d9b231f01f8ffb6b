package io.sparkvitals.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sparkvitals.report.SafeText;
import io.sparkvitals.rules.Recommendation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes members of JSON objects as they come, and keeps nothing. What is unknown becomes null,
 * never a made-up 0. Not thread-safe.
 */
final class Members {
  private static final double EXACT = 1L << 53;

  private final JsonGenerator out;

  Members(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the members of an object, or the elements of an array. */
  interface Body {
    void write() throws IOException;
  }

  /** Writes one element of an array. */
  interface Element<T> {
    void write(T element) throws IOException;
  }

  Members object(String name, Body body) throws IOException {
    out.writeFieldName(name);
    object(body);
    return this;
  }

  /** An object that is the root, or an element of an array. */
  void object(Body body) throws IOException {
    out.writeStartObject();
    body.write();
    out.writeEndObject();
  }

  /** An array of objects, one for each element. */
  <T> Members objects(String name, List<T> elements, Element<T> members) throws IOException {
    out.writeArrayFieldStart(name);
    for (T element : elements) {
      object(() -> members.write(element));
    }
    out.writeEndArray();
    return this;
  }

  Members texts(String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(SafeText.unicode(text));
    }
    out.writeEndArray();
    return this;
  }

  Members integers(String name, List<Integer> integers) throws IOException {
    out.writeArrayFieldStart(name);
    for (int integer : integers) {
      out.writeNumber(integer);
    }
    out.writeEndArray();
    return this;
  }

  /** An object of numbers by name. */
  Members counts(String name, Map<String, Long> counts) throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      out.writeNumberField(SafeText.unicode(each.getKey()), each.getValue());
    }
    out.writeEndObject();
    return this;
  }

  Members nothing(String name) throws IOException {
    out.writeNullField(name);
    return this;
  }

  Members text(String name, @Nullable String text) throws IOException {
    if (text == null) {
      return nothing(name);
    }
    out.writeStringField(name, SafeText.unicode(text));
    return this;
  }

  /** Null where the text is empty. */
  Members words(String name, @Nullable String text) throws IOException {
    return text(name, text == null || text.isEmpty() ? null : text);
  }

  Members flag(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
    return this;
  }

  Members number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
    return this;
  }

  /** Null where the value is not known. */
  Members number(String name, boolean known, long value) throws IOException {
    return known ? number(name, value) : nothing(name);
  }

  /** A point in time; null where it is 0. */
  Members time(String name, long unixMillis) throws IOException {
    return number(name, unixMillis > 0, unixMillis);
  }

  Members number(String name, OptionalLong value) throws IOException {
    return value.isPresent() ? number(name, value.getAsLong()) : nothing(name);
  }

  Members number(String name, OptionalInt value) throws IOException {
    return value.isPresent() ? number(name, value.getAsInt()) : nothing(name);
  }

  Members decimal(String name, OptionalDouble value) throws IOException {
    return value.isPresent() ? decimal(name, value.getAsDouble()) : nothing(name);
  }

  /** Null where the value is not known. */
  Members decimal(String name, boolean known, double value) throws IOException {
    return known ? decimal(name, value) : nothing(name);
  }

  /** Written as an integer where it is one; null where JSON has no such number. */
  Members decimal(String name, double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return nothing(name);
    }
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return number(name, (long) value);
    }
    out.writeNumberField(name, value);
    return this;
  }

  /** What to do, as members of an object. */
  void recommendation(Recommendation what) throws IOException {
    words("text", what.text()).texts("settings", what.settings());
    words("gain", what.gain()).words("risk", what.risk());
  }
}
