package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What to change, what it should bring and what it may cost. Immutable. */
public final class Recommendation {
  /** Nothing to do. */
  public static final Recommendation NONE = new Recommendation("", Collections.emptyList(), "", "");

  private final String text;
  private final List<String> settings;
  private final String gain;
  private final String risk;

  private Recommendation(String text, List<String> settings, String gain, String risk) {
    this.text = text;
    this.settings = settings;
    this.gain = gain;
    this.risk = risk;
  }

  /** Takes settings as {@code key=value}; gain and risk may be empty. */
  public static Recommendation of(String text, List<String> settings, String gain, String risk) {
    return new Recommendation(
        text, Collections.unmodifiableList(new ArrayList<>(settings)), gain, risk);
  }

  /** The same with these settings before its own. */
  Recommendation preceded(List<String> first) {
    if (first.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(first);
    all.addAll(settings);
    return of(text, all, gain, risk);
  }

  /** What to do; empty where nothing can be advised. */
  public String text() {
    return text;
  }

  /** Spark settings to try, as {@code key=value}. */
  public List<String> settings() {
    return settings;
  }

  /** The settings as they are typed after {@code spark-submit}, quoted where a shell needs it. */
  public List<String> confLines() {
    List<String> lines = new ArrayList<>();
    for (String setting : settings) {
      boolean plain = setting.matches("[\\w.=:/,%+-]+");
      lines.add("--conf " + (plain ? setting : "'" + setting.replace("'", "'\\''") + "'"));
    }
    return lines;
  }

  /** What it should bring; may be empty. */
  public String gain() {
    return gain;
  }

  /** What it may cost or break; may be empty. */
  public String risk() {
    return risk;
  }
}
