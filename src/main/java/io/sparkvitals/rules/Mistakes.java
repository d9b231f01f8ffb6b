package io.sparkvitals.rules;

import java.util.function.Consumer;

/** Is told what cannot be used of a rule file, and what is done instead. */
interface Mistakes {
  /** Both are parts of one sentence for whoever wrote the file. */
  void found(String what, String consequence);

  /** For readers that go on with the rest: one line says both. */
  static Mistakes lenient(Consumer<String> problems) {
    return (what, consequence) -> problems.accept(what + "; " + consequence);
  }

  /** For readers that stop: one line says what is wrong. */
  static Mistakes strict(Consumer<String> problems) {
    return (what, consequence) -> problems.accept(what);
  }
}
