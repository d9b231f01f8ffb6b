package io.sparkvitals.rules;

/** Is told when a rule fails instead of judging. Called on the thread that evaluates. */
public interface RuleFailures {
  /** {@code times} counts the failures of this rule so far: 1 is the one to report aloud. */
  void failed(String ruleId, RuntimeException why, long times);
}
