package io.sparkvitals.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** On which line each part of a file stands, by its JSON pointer, and what stands twice. */
final class Lines {
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> twice = new HashSet<>();

  private Lines() {}

  /** Those of an empty file. */
  static Lines none() {
    return new Lines();
  }

  static Lines of(byte[] text, JsonFactory format) throws IOException {
    Lines lines = new Lines();
    try (JsonParser parser = format.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        lines.note(parser, token);
      }
    }
    return lines;
  }

  /** Notes names and the beginnings of objects, so that the elements of lists are found too. */
  private void note(JsonParser parser, JsonToken token) {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    boolean name = token == JsonToken.FIELD_NAME;
    int line = parser.currentTokenLocation().getLineNr();
    Integer before = token.isStructEnd() ? null : lines.putIfAbsent(pointer, line);
    if (name && before != null) {
      twice.add(pointer);
      lines.put(pointer, line);
    }
  }

  /** The last line of a part, or of the nearest part around it that is known, from 1; else 0. */
  int of(String pointer) {
    String part = pointer;
    while (!part.isEmpty() && !lines.containsKey(part)) {
      part = part.substring(0, part.lastIndexOf('/'));
    }
    return lines.getOrDefault(part, 0);
  }

  /** A part under this one that has a name which another part next to it has too. */
  Optional<String> twiceUnder(String pointer) {
    return twice.stream().filter(each -> each.startsWith(pointer + "/")).sorted().findFirst();
  }
}
