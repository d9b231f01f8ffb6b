package io.sparkvitals.replay;

/** How much of an event is held in memory at most; of what is larger, the start is kept. */
final class Limits {
  /** Bytes of a line that are buffered; a longer one passes through in pieces. */
  static final int LINE_BYTES = 1 << 22;

  /** Characters of any text or name that are read. */
  static final int TEXT = 100_000;

  /** Objects and arrays within each other; an operator of a plan takes two, and plans are deep. */
  static final int DEPTH = 20_000;

  /** Digits in a row of any number that are read; the largest number of use has 19. */
  static final int DIGITS = 1_000;

  /** Characters of an id, of the name of a host, and of the like. */
  static final int SHORT_TEXT = 1_000;

  /** Ids of stages that a job names. */
  static final int STAGES = 100_000;

  /** Data sets of a stage that are to be cached. */
  static final int CACHED = 1_000;

  /** Exchanges of plans that a stage or the driver has sizes of. */
  static final int EXCHANGES = 1_000;

  /** Settings of a session that a query names. */
  static final int SESSION_SETTINGS = 1_000;

  /** Kinds of resources of a resource profile. */
  static final int RESOURCES = 1_000;

  /** Different names of events that are remembered. */
  static final int EVENT_NAMES = 1_000;

  private Limits() {}
}
