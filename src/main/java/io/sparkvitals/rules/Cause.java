package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Why something probably is so: a kind, one sentence with figures, and what shows it. Immutable.
 */
public final class Cause {
  private static final int MAX_SENTENCE = 400;
  private static final int MAX_LINE = 300;
  private static final int MAX_LINES = 8;

  private final CauseKind kind;
  private final String sentence;
  private final List<String> evidence;
  private List<String> settings = Collections.emptyList();

  private Cause(CauseKind kind, String sentence, List<String> evidence) {
    this.kind = kind;
    this.sentence = sentence;
    this.evidence = evidence;
  }

  /** Texts are cut to what a message can carry: eight lines of evidence. */
  public static Cause of(CauseKind kind, String sentence, List<String> evidence) {
    List<String> lines = new ArrayList<>();
    for (String line : evidence.subList(0, Math.min(MAX_LINES, evidence.size()))) {
      lines.add(Texts.line(line, MAX_LINE));
    }
    return new Cause(kind, Texts.line(sentence, MAX_SENTENCE), Collections.unmodifiableList(lines));
  }

  /**
   * The same with settings, as {@code key=value}, that follow from the cause itself: advice shows
   * them before its own.
   */
  public Cause remedied(List<String> lines) {
    Cause copy = new Cause(kind, sentence, evidence);
    copy.settings = Collections.unmodifiableList(new ArrayList<>(lines));
    return copy;
  }

  /** Settings that follow from the cause itself; mostly none. */
  List<String> settings() {
    return settings;
  }

  public CauseKind kind() {
    return kind;
  }

  /** One sentence; empty where nothing can be said. */
  public String sentence() {
    return sentence;
  }

  /** Short lines that show it, the most telling first. */
  public List<String> evidence() {
    return evidence;
  }
}
