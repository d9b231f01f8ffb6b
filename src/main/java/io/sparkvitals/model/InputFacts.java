package io.sparkvitals.model;

/** What was met while an event log was read. Immutable. */
public final class InputFacts {
  public static final InputFacts NONE = new InputFacts(new Counter());

  private final long lines;
  private final long malformedLines;
  private final long unusableEvents;
  private final long unknownEvents;
  private final long usedEvents;
  private final long cutValues;
  private final boolean truncated;

  private InputFacts(Counter counter) {
    this.lines = counter.lines;
    this.malformedLines = counter.malformedLines;
    this.unusableEvents = counter.unusableEvents;
    this.unknownEvents = counter.unknownEvents;
    this.usedEvents = counter.usedEvents;
    this.cutValues = counter.cutValues;
    this.truncated = counter.truncated;
  }

  /** All lines, blank ones too. */
  public long lines() {
    return lines;
  }

  /** Lines that are no JSON object with a text member {@code Event}; they were skipped. */
  public long malformedLines() {
    return malformedLines;
  }

  /** Well-formed events whose content cannot be used: wrong types, missing ids. */
  public long unusableEvents() {
    return unusableEvents;
  }

  /** Well-formed events of a kind that the agent has no use for. */
  public long unknownEvents() {
    return unknownEvents;
  }

  /** Events that were taken in. */
  public long usedEvents() {
    return usedEvents;
  }

  /** Values of used events that were too long to be kept whole: texts, and items of lists. */
  public long cutValues() {
    return cutValues;
  }

  /** Whether the log breaks off: within its last line, or within its compressed stream. */
  public boolean truncated() {
    return truncated;
  }

  /** Counts what is met. Not thread-safe. */
  public static final class Counter {
    public long lines;
    public long malformedLines;
    public long unusableEvents;
    public long unknownEvents;
    public long usedEvents;
    public long cutValues;
    public boolean truncated;

    public InputFacts facts() {
      return new InputFacts(this);
    }
  }
}
