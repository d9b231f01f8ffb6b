package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One thing that is worth changing, with what shows it, or one of which nothing can be advised and
 * why. Immutable.
 */
public final class Suggestion {
  private static final int MAX_LINE = 300;
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_LINES = 8;

  private final Topic topic;
  private final String about;
  private final Certainty certainty;
  private final String finding;
  private final List<String> evidence;
  private Recommendation recommendation = Recommendation.NONE;
  private double savedCoreMillis = Double.NaN;
  private Set<CoreUse> savedFrom = Collections.emptySet();

  private Suggestion(
      Topic topic, String about, Certainty certainty, String finding, List<String> evidence) {
    this.topic = topic;
    this.about = about;
    this.certainty = certainty;
    this.finding = finding;
    this.evidence = evidence;
  }

  /**
   * Takes what it is about, for people ({@code stage 7.0 (join at Job.scala:12)}), one sentence of
   * what was found, with its figures, and the lines that show it, the most telling first.
   *
   * @throws IllegalArgumentException for no evidence: nothing is advised without any
   */
  public static Suggestion of(
      Topic topic, String about, Certainty certainty, String finding, List<String> evidence) {
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException(topic.id() + ": advice without evidence: " + finding);
    }
    List<String> lines = new ArrayList<>();
    for (String line : evidence.subList(0, Math.min(MAX_LINES, evidence.size()))) {
      lines.add(Texts.line(line, MAX_LINE));
    }
    return new Suggestion(
        topic,
        Texts.line(about, MAX_LINE),
        certainty,
        Texts.line(finding, MAX_TEXT),
        Collections.unmodifiableList(lines));
  }

  /** Nothing can be advised: {@code because} goes on after "Cannot advise, because". */
  public static Suggestion cannot(Topic topic, String about, String because) {
    return new Suggestion(
        topic,
        Texts.line(about, MAX_LINE),
        Certainty.NONE,
        Texts.line("Cannot advise, because " + because, MAX_TEXT),
        Collections.emptyList());
  }

  public Suggestion recommending(Recommendation what) {
    Suggestion copy = new Suggestion(topic, about, certainty, finding, evidence);
    copy.recommendation = what;
    copy.savedCoreMillis = savedCoreMillis;
    copy.savedFrom = savedFrom;
    return copy;
  }

  /**
   * The same with what it would have saved of this run, in core-milliseconds, and of which parts of
   * the core time.
   */
  public Suggestion saving(double coreMillis, CoreUse part, CoreUse... more) {
    return saving(coreMillis, EnumSet.of(part, more));
  }

  private Suggestion saving(double coreMillis, Set<CoreUse> parts) {
    Suggestion copy = new Suggestion(topic, about, certainty, finding, evidence);
    copy.recommendation = recommendation;
    copy.savedCoreMillis = coreMillis;
    copy.savedFrom = parts;
    return copy;
  }

  /** The same, saving no more than the parts that it saves from. */
  Suggestion within(CoreSplit split) {
    return saving(Math.min(savedCoreMillis, split.together(savedFrom)), savedFrom);
  }

  public Topic topic() {
    return topic;
  }

  /** For people, on one line. */
  public String about() {
    return about;
  }

  public Certainty certainty() {
    return certainty;
  }

  /** What was found, or why nothing can be advised, in one sentence. */
  public String finding() {
    return finding;
  }

  /** Short lines that show it, the most telling first; empty only where nothing is advised. */
  public List<String> evidence() {
    return evidence;
  }

  /** What to change; where nothing can be advised, what would have to be known. */
  public Recommendation recommendation() {
    return recommendation;
  }

  /** An estimate in core-milliseconds of this run; absent where none can be made. */
  public OptionalDouble savedCoreMillis() {
    return Double.isNaN(savedCoreMillis)
        ? OptionalDouble.empty()
        : OptionalDouble.of(savedCoreMillis);
  }

  /** The parts of the core time that it would have saved from; none without an estimate. */
  public Set<CoreUse> savedFrom() {
    return Collections.unmodifiableSet(savedFrom);
  }
}
