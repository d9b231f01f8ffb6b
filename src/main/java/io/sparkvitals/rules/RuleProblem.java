package io.sparkvitals.rules;

import java.util.Collection;

/** Why a part of a rule cannot be used, in words for whoever wrote it. */
final class RuleProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 80;

  private final String words;
  private final String part;

  RuleProblem(String message) {
    this(message, "");
  }

  private RuleProblem(String message, String part) {
    super(message);
    this.words = message;
    this.part = part;
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
    return new RuleProblem(where + ": " + words, part.isEmpty() ? where : part);
  }

  /** The same problem, which is that of a part of this name; a finer name stays. */
  RuleProblem of(String name) {
    return part.isEmpty() ? new RuleProblem(words, name) : this;
  }

  /** The same problem within an outer part. */
  RuleProblem in(String outer) {
    return new RuleProblem(words, part.isEmpty() ? outer : outer + "/" + part);
  }

  /** Where in the rule it is, names with slashes between; empty for the rule as a whole. */
  String part() {
    return part;
  }

  static String quote(String text) {
    return "\"" + Texts.line(text, MAX_SHOWN) + "\"";
  }
}
