package io.sparkvitals.model;

/** What is compared between the tasks of a stage to see whether the work is spread evenly. */
public enum Dimension {
  DURATION("durationMillis", "duration"),
  INPUT_BYTES("inputBytes", "input_bytes"),
  SHUFFLE_READ_BYTES("shuffleReadBytes", "shuffle_read_bytes"),
  RECORDS("records", "records");

  private final String member;
  private final String label;

  Dimension(String member, String label) {
    this.member = member;
    this.label = label;
  }

  /** The name in reports. */
  public String member() {
    return member;
  }

  /** The value of the metric label {@code dimension}. */
  public String label() {
    return label;
  }
}
