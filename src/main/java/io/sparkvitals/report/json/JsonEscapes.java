package io.sparkvitals.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Escapes what JSON may hold as it is, but no terminal should be sent: DEL, the controls from
 * U+0080 on, and what changes the direction of writing or ends a line.
 */
public final class JsonEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7F;
  private static final String DIRECTIONS_AND_LINES =
      "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
  private static final Map<Integer, SerializableString> SEQUENCES = sequences();

  private JsonEscapes() {}

  /** Makes generators that escape so. */
  public static JsonFactory factory() {
    JsonFactory factory = new JsonFactory();
    factory.setCharacterEscapes(new JsonEscapes());
    return factory;
  }

  private static Map<Integer, SerializableString> sequences() {
    Map<Integer, SerializableString> sequences = new HashMap<>();
    for (int c = 0x80; c <= 0x9F; c++) {
      sequences.put(c, sequence(c));
    }
    DIRECTIONS_AND_LINES.chars().forEach(c -> sequences.put(c, sequence(c)));
    return sequences;
  }

  private static SerializableString sequence(int c) {
    return new SerializedString(String.format(Locale.ROOT, "\\u%04X", c));
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
    codes[DELETE] = CharacterEscapes.ESCAPE_STANDARD;
    return codes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    return SEQUENCES.get(c);
  }
}
