package io.sparkvitals.tracker;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.OtherKeys;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the application is and how it is set up. What names it counts as it is told first, for each
 * part of a rolling log says it again. Guarded by the tracker's lock.
 */
final class FactsBook {
  private ApplicationFacts facts = ApplicationFacts.UNKNOWN;
  private boolean started;
  private boolean owned;

  ApplicationFacts facts() {
    return facts;
  }

  void sparkVersion(String version) {
    if (facts.sparkVersion() == null) {
      facts = facts.sparkVersion(version);
    }
  }

  void started(@Nullable String id, @Nullable String name, long timeMillis) {
    if (!started) {
      started = true;
      facts = facts.identity(id, name, timeMillis);
    }
  }

  void owned(@Nullable String user, @Nullable String attemptId) {
    if (!owned) {
      owned = true;
      facts = facts.owner(user, attemptId);
    }
  }

  void environment(Map<String, String> properties) {
    facts = facts.environment(properties);
  }

  void otherKeys(OtherKeys keys) {
    facts = facts.otherKeys(facts.otherKeys().and(keys));
  }
}
