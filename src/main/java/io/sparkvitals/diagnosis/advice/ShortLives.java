package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.figures.IdleTimeout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Executors that dynamic allocation gave back and asked for again soon after. */
final class ShortLives {
  private static final int MANY = 20;

  private final IdleTimeout timeout;

  private ShortLives(IdleTimeout timeout) {
    this.timeout = timeout;
  }

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    IdleTimeout timeout = IdleTimeout.of(snapshot, settings.idleTimeoutMillis());
    return timeout.tooShort()
        ? Optional.of(new ShortLives(timeout).suggestion(settings))
        : Optional.empty();
  }

  private Suggestion suggestion(ClusterSettings settings) {
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors",
            timeout.removed().size() >= MANY ? Certainty.HIGH : Certainty.MEDIUM,
            "Executors are given back and asked for again: of "
                + Phrases.count(timeout.removed().size())
                + " that went, "
                + Phrases.count(timeout.waits().size())
                + " were made up for within a minute.",
            evidence(settings))
        .recommending(recommendation());
  }

  private List<String> evidence(ClusterSettings settings) {
    List<String> lines = new ArrayList<>();
    lines.add("they lived " + spread(timeout.lives()));
    lines.add("the next executors came after " + spread(timeout.waits()));
    long unused =
        timeout.removed().stream().filter(each -> UnusedExecutors.idle(each.counts())).count();
    if (unused > 0) {
      lines.add(Phrases.count(unused) + " of those that went had never run a task");
    }
    lines.add(
        IdleTimeout.KEY
            + " is "
            + Phrases.seconds(timeout.presentMillis())
            + (settings.has(IdleTimeout.KEY) ? "" : " by default"));
    return lines;
  }

  private static String spread(List<Long> sorted) {
    return Phrases.seconds(IdleTimeout.median(sorted))
        + " (median; "
        + Phrases.seconds(sorted.get(0))
        + " to "
        + Phrases.seconds(sorted.get(sorted.size() - 1))
        + ")";
  }

  private Recommendation recommendation() {
    long seconds = timeout.seconds();
    double price = 0;
    for (ExecutorSnapshot each : timeout.removed()) {
      price += each.facts().cores() * (1_000.0 * seconds - timeout.presentMillis());
    }
    return Recommendation.of(
        "Keep idle executors for longer than the pauses between jobs, or keep some always with "
            + ClusterSettings.MIN
            + ".",
        Collections.singletonList(IdleTimeout.KEY + "=" + seconds + "s"),
        "Jobs find their executors and need not wait until new ones have started and loaded their"
            + " classes.",
        "Idle executors are held for longer: at most "
            + Phrases.coreTime(price)
            + " more in a run such as this.");
  }
}
