package io.sparkvitals.replay;

import io.sparkvitals.replay.KnownTexts.Known;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that Spark writes, read from the bytes without a parser: no white space between values,
 * whole numbers of at most 18 digits, ASCII. Where there is any doubt, be it a fraction, an escape
 * in a text that is asked for, a value of an unexpected kind or a fault, every method throws {@link
 * Doubt}, and a parser must read the line from its start. What is stepped over is checked as
 * strictly as what is taken. Used for one line after the other; not thread-safe.
 */
final class PlainFields extends Fields {
  private static final int MAX_DEPTH = 32;

  /** Says that the line is for a parser to judge. */
  static final class Doubt extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final KnownTexts names = new KnownTexts();
  private final KnownTexts texts = new KnownTexts();
  private final PlainLine line = new PlainLine();

  /** The name that was read last. */
  private @Nullable Known last;

  /** Whether an object or array was just entered, and nothing in it was read yet. */
  private boolean first;

  /** Whether a value is there to be taken. */
  private boolean pending;

  /**
   * Starts with a line of a buffer that has {@link KnownTexts#PADDING} bytes behind the line.
   *
   * @return the name of the event, which stands first
   */
  String open(LineSource lines) throws Doubt {
    restart();
    line.open(lines);
    last = null;
    pending = true;
    if (!enter() || !"Event".equals(next())) {
      throw new Doubt();
    }
    pending = false;
    Known name = known();
    last = name;
    return name.text;
  }

  @Override
  boolean finished() throws Doubt {
    if (!line.finished()) {
      throw new Doubt();
    }
    return true;
  }

  @Override
  @Nullable String next() throws Doubt {
    if (!another('}')) {
      return null;
    }
    Known name = name();
    pending = true;
    return name.text;
  }

  @Override
  boolean element() throws Doubt {
    pending = another(']');
    return pending;
  }

  /** Goes behind the comma, or behind the bracket that closes; false for the latter. */
  private boolean another(char close) throws Doubt {
    if (pending) {
      skip();
    }
    byte next = line.peek();
    if (next == close) {
      line.step();
      first = false;
      return false;
    }
    if (first) {
      first = false;
      return true;
    }
    if (next != ',') {
      throw new Doubt();
    }
    line.step();
    return true;
  }

  /** The name here, most often the one that followed the last one before. */
  private Known name() throws Doubt {
    Known before = last;
    Known name = line.known(before == null ? null : before.follower, names);
    if (before != null && name.isShort()) {
      before.follower = name;
    }
    last = name;
    if (line.peek() != ':') {
      throw new Doubt();
    }
    line.step();
    return name;
  }

  /** The text here, most often the one that this name had before. */
  private Known known() throws Doubt {
    Known name = last;
    Known text = line.known(name == null ? null : name.value, texts);
    if (name != null && text.isShort()) {
      name.value = text;
    }
    return text;
  }

  @Override
  void skip() throws Doubt {
    if (pending) {
      pending = false;
      stepOver(0);
    }
  }

  private void stepOver(int depth) throws Doubt {
    switch (line.peek()) {
      case '"':
        line.stepOverText();
        break;
      case '[':
        stepOverAll(']', depth + 1);
        break;
      case '{':
        stepOverAll('}', depth + 1);
        break;
      case 't':
        line.word("true");
        break;
      case 'f':
        line.word("false");
        break;
      case 'n':
        line.word("null");
        break;
      default:
        line.whole();
    }
  }

  private void stepOverAll(char close, int depth) throws Doubt {
    if (depth > MAX_DEPTH) {
      throw new Doubt();
    }
    line.step();
    first = true;
    while (another(close)) {
      if (close == '}') {
        name();
      }
      stepOver(depth);
    }
  }

  /** Whether there is a value; null is none. */
  private boolean take() throws Doubt {
    if (!pending) {
      throw new Doubt();
    }
    pending = false;
    if (line.peek() == 'n') {
      line.word("null");
      return false;
    }
    return true;
  }

  private boolean open(char bracket) throws Doubt {
    if (!take()) {
      return false;
    }
    if (line.peek() != bracket) {
      throw new Doubt();
    }
    line.step();
    first = true;
    return true;
  }

  @Override
  boolean enter() throws Doubt {
    return open('{');
  }

  @Override
  boolean enterArray() throws Doubt {
    return open('[');
  }

  @Override
  long number() throws Doubt {
    if (!take()) {
      throw new Doubt();
    }
    return line.whole();
  }

  @Override
  long numberOr(long otherwise) throws Doubt {
    return take() ? line.whole() : otherwise;
  }

  @Override
  int integerOr(int otherwise) throws Doubt {
    return take() ? inRange(line.whole()) : otherwise;
  }

  @Override
  double decimal() throws Doubt {
    return number();
  }

  @Override
  @Nullable String text() throws Doubt {
    if (!take()) {
      return null;
    }
    return known().text;
  }

  @Override
  boolean flag() throws Doubt {
    if (!take()) {
      return false;
    }
    boolean value = line.peek() == 't';
    line.word(value ? "true" : "false");
    return value;
  }
}
