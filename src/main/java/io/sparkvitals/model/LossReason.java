package io.sparkvitals.model;

/**
 * The cluster manager's words for why an executor went away, and what they say of it: read from the
 * words as they came, before something in them was hidden. Immutable.
 */
public final class LossReason {
  private final String words;
  private final LossClass lossClass;
  private final boolean certain;
  private final boolean heapExhausted;

  private LossReason(String words, LossClass lossClass, boolean certain, boolean heapExhausted) {
    this.words = words;
    this.lossClass = lossClass;
    this.certain = certain;
    this.heapExhausted = heapExhausted;
  }

  /** Reads the words. */
  public static LossReason of(String words) {
    LossClass lossClass = LossClass.of(words);
    return new LossReason(
        words, lossClass, LossClass.certain(lossClass, words), LossClass.heapExhausted(words));
  }

  /** The same reason in words that may be shown. */
  public LossReason reworded(String shown) {
    return new LossReason(shown, lossClass, certain, heapExhausted);
  }

  public String words() {
    return words;
  }

  public LossClass lossClass() {
    return lossClass;
  }

  /** Whether the words leave no doubt about the class; see {@link LossClass#certain}. */
  public boolean certain() {
    return certain;
  }

  /** Of a memory kill: whether the heap was full, rather than the container. */
  public boolean heapExhausted() {
    return heapExhausted;
  }
}
