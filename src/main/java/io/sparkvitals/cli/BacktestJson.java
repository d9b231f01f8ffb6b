package io.sparkvitals.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.report.json.JsonEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a backtest for programs; {@code schema} changes when a member goes. */
final class BacktestJson {
  private static final int SCHEMA = 1;

  private final JsonGenerator json;

  private BacktestJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes in UTF-8 and flushes; the stream stays open. */
  static void write(BacktestResult result, OutputStream to) throws IOException {
    JsonFactory factory = new ObjectMapper(JsonEscapes.factory()).getFactory();
    try (JsonGenerator json = factory.createGenerator(to, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new BacktestJson(json).document(result);
      json.writeRaw('\n');
    }
  }

  private void document(BacktestResult result) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeObjectFieldStart("logs");
    json.writeNumberField("read", result.read());
    json.writeNumberField("unread", result.unread().size());
    json.writeNumberField("left", result.left());
    json.writeEndObject();
    json.writeArrayFieldStart("rules");
    for (String rule : result.rules()) {
      rule(result, rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unread");
    for (Map.Entry<String, String> each : result.unread().entrySet()) {
      json.writeStartObject();
      json.writeStringField("log", each.getKey());
      json.writeStringField("problem", each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void rule(BacktestResult result, String rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", rule);
    json.writeArrayFieldStart("thresholds");
    for (BacktestLine line : result.lines(rule)) {
      json.writeStartObject();
      for (LineColumn each : LineColumn.values()) {
        member(each.label(), each.of(line));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("worst");
    for (AlertCase worst : result.worst(rule)) {
      json.writeStartObject();
      for (CaseColumn each : CaseColumn.values()) {
        member(each.label(), each.of(worst));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void member(String name, @Nullable Object value) throws IOException {
    json.writeObjectField(name, value);
  }
}
