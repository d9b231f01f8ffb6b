package io.sparkvitals.diagnosis.plan;

/** Why there can be no plan, in one sentence for whoever asked. */
public final class PlanProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanProblem(String message) {
    super(message);
  }
}
