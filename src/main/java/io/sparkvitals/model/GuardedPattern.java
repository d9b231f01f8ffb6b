package io.sparkvitals.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of strangers, which may need for ever: one that looks at a text too often counts as
 * found, and hides all of it. Immutable.
 */
final class GuardedPattern {
  private static final int MAX_REGEX = 10_000;
  private static final int MAX_STEPS = 100_000;

  private final Pattern pattern;

  private GuardedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException in one sentence, which does not repeat the pattern, for it may
   *     name what it is to hide
   */
  static GuardedPattern compile(String regex) {
    if (regex.length() > MAX_REGEX) {
      throw new IllegalArgumentException("is longer than " + MAX_REGEX + " characters");
    }
    try {
      return new GuardedPattern(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " near index " + e.getIndex();
      throw new IllegalArgumentException(
          "is no regular expression: " + e.getDescription() + where, e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("is nested too deeply", e);
    }
  }

  /** Whether it is found, or cannot be looked for. */
  boolean finds(String text) {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (TooLong | StackOverflowError e) {
      return true;
    }
  }

  /** The text with {@code instead} for each match, or for all of it. */
  String replace(String text, String instead) {
    try {
      Matcher match = pattern.matcher(new Counted(text));
      return match.find() ? match.replaceAll(Matcher.quoteReplacement(instead)) : text;
    } catch (TooLong | StackOverflowError e) {
      return instead;
    }
  }

  /** That a pattern looked at too many characters. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("too many steps", null, false, false);
    }
  }

  /** A text that may be looked at only so often. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private int steps;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
