package io.sparkvitals.cli;

/** Why a command cannot go on, in one sentence for whoever typed it. Ends with status 2. */
final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CliFailure(String message) {
    super(message);
  }

  CliFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
