package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import java.util.List;

/**
 * One question that is asked of an application, such as whether its executors have the memory they
 * need. A pure function of the snapshot: live runs, reports and replays get the same answers.
 * Implementations are stateless and thread-safe.
 */
interface Question {
  /** The topic, or the first of them, on which it gives advice. */
  Topic topic();

  /** What to change and why; empty where all is well. */
  List<Suggestion> answer(ApplicationSnapshot snapshot);
}
