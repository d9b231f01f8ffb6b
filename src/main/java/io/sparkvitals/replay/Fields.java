package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the members of an event. A value of the wrong type makes the event unusable, but
 * the walk goes on to its end, for only there is known whether the line is JSON at all. Not
 * thread-safe.
 */
final class Fields {
  private static final int MAX_TEXT = 100_000;

  private final JsonParser json;
  private boolean unusable;

  Fields(JsonParser json) {
    this.json = json;
  }

  /** Goes to the next member's value and returns its name; null at the end of the object. */
  @Nullable String next() throws IOException {
    String name = json.nextFieldName();
    if (name != null) {
      json.nextToken();
    }
    return name;
  }

  /** Steps over the value. */
  void skip() throws IOException {
    json.skipChildren();
  }

  /** Whether the value is an object, whose members {@link #next} then gives; null is none. */
  boolean enter() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    notNull();
    return false;
  }

  /** Whether the value is an array, whose elements {@link #element} then gives; null is none. */
  boolean enterArray() throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    notNull();
    return false;
  }

  /** Goes to the next element; false at the end of the array. */
  boolean element() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  private void notNull() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      json.skipChildren();
      unusable = true;
    }
  }

  /** The value as a whole number, its fraction cut off. */
  long number() throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return json.getLongValue();
      }
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = json.getDoubleValue();
      if (Math.abs(value) < Long.MAX_VALUE) {
        return (long) value;
      }
    }
    json.skipChildren();
    unusable = true;
    return 0;
  }

  /** A whole number where there is one, else the other value; never makes the event unusable. */
  long numberOr(long otherwise) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return number();
    }
    json.skipChildren();
    return otherwise;
  }

  int integer() throws IOException {
    long value = number();
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      unusable = true;
      return 0;
    }
    return (int) value;
  }

  double decimal() throws IOException {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    json.skipChildren();
    return 0;
  }

  /** The text, cut to a sane length; null for anything else. */
  @Nullable String text() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
    json.skipChildren();
    return null;
  }

  boolean flag() throws IOException {
    boolean value = json.currentToken() == JsonToken.VALUE_TRUE;
    json.skipChildren();
    return value;
  }

  /** Says that the event cannot be used: what it needs is missing. */
  void unusableUnless(boolean condition) {
    unusable |= !condition;
  }

  boolean usable() {
    return !unusable;
  }
}
