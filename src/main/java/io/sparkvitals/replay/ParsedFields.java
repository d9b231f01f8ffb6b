package io.sparkvitals.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Any JSON there is, by Jackson. */
final class ParsedFields extends Fields {
  private final JsonParser json;

  ParsedFields(JsonParser json) {
    this.json = json;
  }

  @Override
  @Nullable String next() throws IOException {
    String name = json.nextFieldName();
    if (name != null) {
      json.nextToken();
    }
    return name;
  }

  @Override
  void skip() throws IOException {
    json.skipChildren();
  }

  @Override
  boolean enter() throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    notNull();
    return false;
  }

  @Override
  boolean enterArray() throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    notNull();
    return false;
  }

  @Override
  boolean element() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  private void notNull() throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      json.skipChildren();
      unusableUnless(false);
    }
  }

  @Override
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
    unusableUnless(false);
    return 0;
  }

  @Override
  long numberOr(long otherwise) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return number();
    }
    json.skipChildren();
    return otherwise;
  }

  @Override
  double decimal() throws IOException {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    json.skipChildren();
    return 0;
  }

  @Override
  @Nullable String text() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String text = json.getText();
      return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
    json.skipChildren();
    return null;
  }

  @Override
  boolean flag() throws IOException {
    boolean value = json.currentToken() == JsonToken.VALUE_TRUE;
    json.skipChildren();
    return value;
  }

  @Override
  boolean finished() throws IOException {
    return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
  }
}
