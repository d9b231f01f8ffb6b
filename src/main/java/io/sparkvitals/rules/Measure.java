package io.sparkvitals.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A measured value beside the threshold that it passed. Immutable. */
public final class Measure {
  private final Signal signal;
  private final double value;
  private final double threshold;
  private final @Nullable Signal samplesSignal;
  private final double samples;

  private Measure(
      Signal signal,
      double value,
      double threshold,
      @Nullable Signal samplesSignal,
      double samples) {
    this.signal = signal;
    this.value = value;
    this.threshold = threshold;
    this.samplesSignal = samplesSignal;
    this.samples = samples;
  }

  static Measure of(Signal signal, double value, double threshold) {
    return new Measure(signal, value, threshold, null, -1);
  }

  /** The same with the sample that it stands on. */
  Measure samples(Signal of, double size) {
    return new Measure(signal, value, threshold, of, size);
  }

  public Signal signal() {
    return signal;
  }

  /** In the signal's unit. */
  public double value() {
    return value;
  }

  /** In the signal's unit. */
  public double threshold() {
    return threshold;
  }

  /** Size of the sample in the unit of its signal, or -1 where none is named. */
  public double samples() {
    return samples;
  }

  public String valueText() {
    return signal.unit().format(value);
  }

  public String thresholdText() {
    return signal.unit().format(threshold);
  }

  /**
   * The size of the sample in words, such as {@code 1,200 ended tasks}; empty where none is named.
   */
  public String samplesText() {
    if (samplesSignal == null) {
      return "";
    }
    String size = samplesSignal.unit().format(samples);
    return size + " " + words(samplesSignal.member().replace("Seconds", "Time"));
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
