package io.sparkvitals.rules;

import java.util.Collection;

/** Why a part of a rule cannot be used, in words for whoever wrote it. */
final class RuleProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 80;

  RuleProblem(String message) {
    super(message);
  }

  static RuleProblem expected(String what, String found) {
    return new RuleProblem("expected " + what + ", found " + quote(found));
  }

  /** A name that does not exist, with the nearest one that does. */
  static RuleProblem unknown(String what, String name, Collection<String> known) {
    return new RuleProblem(what + " " + quote(name) + " is not known" + Names.hint(name, known));
  }

  /** The same problem of a part that stands at {@code where}. */
  RuleProblem at(String where) {
    return new RuleProblem(where + ": " + getMessage());
  }

  static String quote(String text) {
    return "\"" + Texts.line(text, MAX_SHOWN) + "\"";
  }
}
