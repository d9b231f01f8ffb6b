package io.sparkvitals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.model.StageFigure;
import io.sparkvitals.model.StageFigures;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run in a file: the figures of its stages by signature. */
final class BaselineJson {
  static final int VERSION = 1;
  private static final int MAX_SIGNATURES = 1_000;
  private static final int MAX_SIGNATURE = 64;

  private BaselineJson() {}

  static byte[] write(Map<String, StageFigures> stages) throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("version", VERSION);
    ObjectNode all = root.putObject("stages");
    stages.forEach(
        (signature, figures) -> {
          ObjectNode one = all.putObject(signature);
          for (StageFigure each : StageFigure.values()) {
            double value = figures.get(each);
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
              one.put(each.label(), Math.round(value * 1e4) / 1e4);
            }
          }
        });
    return new ObjectMapper().writeValueAsBytes(root);
  }

  /**
   * Reads what {@link #write} wrote, whatever else the bytes are.
   *
   * @throws IOException in one sentence where they are no such run
   */
  static Map<String, StageFigures> read(byte[] content) throws IOException {
    JsonNode root = new ObjectMapper().readTree(content);
    int version = root == null ? 0 : root.path("version").asInt();
    if (version != VERSION) {
      throw new IOException("its version is " + version + ", not " + VERSION);
    }
    JsonNode all = root.path("stages");
    if (!all.isObject() || all.size() > MAX_SIGNATURES) {
      throw new IOException("it has no stages, or more than " + MAX_SIGNATURES);
    }
    Map<String, StageFigures> stages = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : all.properties()) {
      if (each.getKey().length() > MAX_SIGNATURE) {
        throw new IOException("a signature is too long");
      }
      stages.put(each.getKey(), figures(each.getValue()));
    }
    return stages;
  }

  private static StageFigures figures(JsonNode node) throws IOException {
    EnumMap<StageFigure, Double> values = new EnumMap<>(StageFigure.class);
    for (StageFigure each : StageFigure.values()) {
      JsonNode value = node.path(each.label());
      if (value.isMissingNode()) {
        continue;
      }
      double number = value.isNumber() ? value.asDouble() : -1;
      if (!(number >= 0 && number <= 1e18)) {
        throw new IOException(each.label() + " is no number from 0 to 1e18");
      }
      values.put(each, number);
    }
    if (!values.containsKey(StageFigure.MEDIAN_MILLIS)) {
      throw new IOException("a stage has no " + StageFigure.MEDIAN_MILLIS.label());
    }
    return StageFigures.of(values);
  }
}
