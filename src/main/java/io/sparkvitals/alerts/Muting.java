package io.sparkvitals.alerts;

import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Inhibition;
import io.sparkvitals.rules.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which alerts nobody needs to be told of: those that the user muted, those that follow
 * from another alert by their rule's {@code mutedBy}, and those that say of the whole application
 * what another alert of the same rule says of a part of it. An alert that is muted itself mutes no
 * other. Stateless.
 */
final class Muting {
  private final Mutes mutes;

  Muting(Mutes mutes) {
    this.mutes = mutes;
  }

  /** Says it of every alert of the book that may still be told of. */
  void apply(Collection<AlertEntry> entries, long nowMillis) {
    List<AlertEntry> targets = new ArrayList<>();
    List<AlertEntry> sources = new ArrayList<>();
    for (AlertEntry entry : entries) {
      if (!entry.held()) {
        entry.muteBy(mutedByUser(entry.finding()) ? Alert.MUTED_BY_USER : null);
        targets.add(entry);
      }
      if (entry.state() == Alert.State.FIRING || entry.event()) {
        sources.add(entry);
      }
    }
    for (AlertEntry target : targets) {
      if (target.mutedBy() == null) {
        target.muteBy(source(target, sources, nowMillis));
      }
    }
  }

  /** By the settings of the application, or by the job itself. */
  private boolean mutedByUser(Finding finding) {
    String own = finding.subject().muted();
    return mutes.mute(finding) || (own != null && Mutes.parse(own, term -> {}).mute(finding));
  }

  private static @Nullable String source(
      AlertEntry target, List<AlertEntry> sources, long nowMillis) {
    for (AlertEntry source : sources) {
      if (source != target && speaks(source, target, nowMillis) && explains(source, target)) {
        return source.finding().rule().id();
      }
    }
    return null;
  }

  /** Whether an alert is there for people to see, and not because of the other one. */
  private static boolean speaks(AlertEntry source, AlertEntry target, long nowMillis) {
    boolean recent =
        source.state() == Alert.State.FIRING
            || (source.event()
                && nowMillis - source.firedMillis() <= target.finding().rule().windowMillis());
    return recent && source.mutedBy() == null;
  }

  private static boolean explains(AlertEntry source, AlertEntry target) {
    Finding cause = source.finding();
    Finding effect = target.finding();
    if (cause.rule().id().equals(effect.rule().id())) {
      return effect.subject().wholeApplication()
          && cause.subject().scope() != Scope.APPLICATION
          && source.severity().atLeast(target.severity());
    }
    Predicate<Inhibition> fits = inhibition -> inhibition.holds(cause, effect);
    return effect.rule().mutedBy().stream().anyMatch(fits);
  }
}
