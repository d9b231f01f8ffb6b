package io.sparkvitals.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, in any case. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> words;

  Choice(Class<E> words) {
    this.words = words;
  }

  @Override
  public E convert(String text) {
    List<String> known = new ArrayList<>();
    for (E each : words.getEnumConstants()) {
      String word = each.name().toLowerCase(Locale.ROOT);
      if (word.equals(text.trim().toLowerCase(Locale.ROOT))) {
        return each;
      }
      known.add(word);
    }
    throw new TypeConversionException(
        "expected " + String.join(" or ", known) + ", found \"" + text + "\"");
  }
}
