package io.sparkvitals.metrics;

import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.Histogram;

/** Takes what a definition reads from its subject. */
interface Sink {
  /** One series; its label values stand in the order of the definition's labels. NaN is absent. */
  void put(double value, String... labelValues);

  void histogram(Histogram durations);

  void summary(Distribution durations);
}
