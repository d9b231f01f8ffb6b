package io.sparkvitals.rules;

/** Looks for the cause of what a rule found. Implementations are stateless and thread-safe. */
public interface Diagnosis {
  /** Explains a subject for which a rule's condition holds. */
  Cause explain(Sight sight);

  /** Finds the diagnoses. */
  interface Source {
    /** The diagnosis for rules over a signal. */
    Diagnosis of(Signal signal);

    /** The diagnosis for rules on an occurrence. */
    Diagnosis of(Occurrence occurrence);
  }
}
