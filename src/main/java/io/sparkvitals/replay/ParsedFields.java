package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Any JSON there is, by Jackson, whose parser has just entered the event's object. */
final class ParsedFields extends Fields {
  private static final int MAX_LONG_LENGTH = 20;

  private final JsonParser json;

  /** Whether a value is there to be taken. */
  private boolean pending;

  ParsedFields(JsonParser json) {
    this.json = json;
  }

  @Override
  @Nullable String next() throws IOException {
    skip();
    String name = json.nextFieldName();
    if (name != null) {
      json.nextToken();
      pending = true;
    }
    return name;
  }

  @Override
  void skip() throws IOException {
    if (pending) {
      pending = false;
      json.skipChildren();
    }
  }

  /** The value's first token, or a token that no value begins with if it was taken before. */
  private JsonToken take() {
    JsonToken token = pending ? json.currentToken() : JsonToken.NOT_AVAILABLE;
    pending = false;
    return token;
  }

  /** Steps over a value that is not of the type that was asked for. */
  private void pass(JsonToken token) throws IOException {
    if (token.isStructStart()) {
      json.skipChildren();
    }
  }

  @Override
  boolean enter() throws IOException {
    return open(JsonToken.START_OBJECT);
  }

  @Override
  boolean enterArray() throws IOException {
    return open(JsonToken.START_ARRAY);
  }

  private boolean open(JsonToken start) throws IOException {
    JsonToken token = take();
    if (token == start) {
      return true;
    }
    pass(token);
    unusableUnless(token == JsonToken.VALUE_NULL);
    return false;
  }

  @Override
  boolean element() throws IOException {
    skip();
    pending = json.nextToken() != JsonToken.END_ARRAY;
    return pending;
  }

  @Override
  long number() throws IOException {
    JsonToken token = take();
    boolean whole = isWhole(token);
    unusableUnless(whole);
    return whole ? whole(token) : 0;
  }

  @Override
  long numberOr(long otherwise) throws IOException {
    JsonToken token = take();
    return isWhole(token) ? whole(token) : otherwise;
  }

  @Override
  int integerOr(int otherwise) throws IOException {
    JsonToken token = take();
    if (isWhole(token)) {
      return inRange(whole(token));
    }
    unusableUnless(!token.isNumeric());
    return otherwise;
  }

  /**
   * Whether it is a number that a {@code long} can hold, its fraction cut off; steps over others.
   */
  private boolean isWhole(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      int length = json.getTextLength();
      boolean negative = json.getTextCharacters()[json.getTextOffset()] == '-';
      return length < MAX_LONG_LENGTH - 1
          || (length <= MAX_LONG_LENGTH
              && NumberInput.inLongRange(json.getText().substring(negative ? 1 : 0), negative));
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return Math.abs(json.getDoubleValue()) < Long.MAX_VALUE;
    }
    pass(token);
    return false;
  }

  private long whole(JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : (long) json.getDoubleValue();
  }

  @Override
  double decimal() throws IOException {
    JsonToken token = take();
    if (token.isNumeric()) {
      return json.getDoubleValue();
    }
    pass(token);
    return 0;
  }

  @Override
  @Nullable String text() throws IOException {
    JsonToken token = take();
    if (token == JsonToken.VALUE_STRING) {
      return cut(json.getText(), Limits.TEXT);
    }
    pass(token);
    return null;
  }

  @Override
  boolean flag() throws IOException {
    JsonToken token = take();
    pass(token);
    return token == JsonToken.VALUE_TRUE;
  }

  @Override
  boolean finished() throws IOException {
    return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
  }
}
