package io.sparkvitals.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Builds and writes JSON trees. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** In UTF-8; half of a surrogate pair, which has no such form, becomes a question mark. */
  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** The tree of what {@link #bytes} wrote. */
  static JsonNode parse(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("our own bodies are JSON", e);
    }
  }

  /** The same tree with {@code ***} for each of the given texts in its values. */
  static JsonNode masked(JsonNode node, List<String> secrets) {
    if (node.isTextual()) {
      String text = node.asText();
      for (String secret : secrets) {
        text = text.replace(secret, "***");
      }
      return TextNode.valueOf(text);
    }
    if (node.isArray()) {
      ArrayNode clean = array();
      node.forEach(each -> clean.add(masked(each, secrets)));
      return clean;
    }
    if (node.isObject()) {
      ObjectNode clean = object();
      node.properties().forEach(each -> clean.set(each.getKey(), masked(each.getValue(), secrets)));
      return clean;
    }
    return node;
  }
}
