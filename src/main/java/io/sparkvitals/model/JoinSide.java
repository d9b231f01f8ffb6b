package io.sparkvitals.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One side of a join: what it reads, how it comes to the join, and how large it was found to be.
 * Immutable.
 */
public final class JoinSide {
  private final String source;
  private final long shuffleId;
  private final long broadcastId;
  private final boolean straight;
  private long shuffledBytes = -1;
  private int stageId = -1;
  private long broadcastBytes = -1;

  private JoinSide(String source, long shuffleId, long broadcastId, boolean straight) {
    this.source = source;
    this.shuffleId = shuffleId;
    this.broadcastId = broadcastId;
    this.straight = straight;
  }

  /**
   * Takes the names of the operators that read it, and the accumulators that count the bytes of its
   * shuffle and of its broadcast, -1 for none. It is {@code straight} where nothing but a sort lies
   * between shuffle and join, and nothing above the join relies on the shuffle, so that it serves
   * the join alone.
   */
  public static JoinSide of(String source, long shuffleId, long broadcastId, boolean straight) {
    return new JoinSide(source, shuffleId, broadcastId, straight);
  }

  private JoinSide copy(String newSource) {
    JoinSide copy = new JoinSide(newSource, shuffleId, broadcastId, straight);
    copy.shuffledBytes = shuffledBytes;
    copy.stageId = stageId;
    copy.broadcastBytes = broadcastBytes;
    return copy;
  }

  /** The same with what its shuffle wrote, and the stage that did. */
  public JoinSide shuffled(long bytes, int stage) {
    JoinSide copy = copy(source);
    copy.shuffledBytes = bytes;
    copy.stageId = stage;
    return copy;
  }

  /** The same with the size of what was broadcast. */
  public JoinSide broadcast(long bytes) {
    JoinSide copy = copy(source);
    copy.broadcastBytes = bytes;
    return copy;
  }

  /** {@code Scan parquet sales.items}, or several of them; may be empty. */
  public String source() {
    return source;
  }

  public long shuffleId() {
    return shuffleId;
  }

  public long broadcastId() {
    return broadcastId;
  }

  /** Whether its shuffle serves the join alone. */
  public boolean straight() {
    return straight;
  }

  /** Bytes of its rows, not compressed, that a stage wrote for a shuffle before the join. */
  public OptionalLong shuffledBytes() {
    return shuffledBytes < 0 ? OptionalLong.empty() : OptionalLong.of(shuffledBytes);
  }

  /** The stage that wrote them. */
  public OptionalInt stageId() {
    return stageId < 0 ? OptionalInt.empty() : OptionalInt.of(stageId);
  }

  /** Bytes of the relation that was broadcast, as the driver made it. */
  public OptionalLong broadcastBytes() {
    return broadcastBytes < 0 ? OptionalLong.empty() : OptionalLong.of(broadcastBytes);
  }

  /** The larger of both, 0 where neither is known. */
  public long bytes() {
    return Math.max(0, Math.max(shuffledBytes, broadcastBytes));
  }
}
