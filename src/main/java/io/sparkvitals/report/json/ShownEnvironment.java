package io.sparkvitals.report.json;

import io.sparkvitals.model.ApplicationFacts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The properties that a report may show. Spark hides secrets in its UI and event log but not from
 * its listeners, and JVM options can hold some.
 */
final class ShownEnvironment {
  /** Spark's own words for a value that it hides. */
  static final String HIDDEN = "*********(redacted)";

  /** Spark's own pattern ({@code spark.redaction.regex}), and two more words. */
  private static final Pattern SECRET =
      Pattern.compile(
          "secret|password|passwd|token|credential|access[.]?key", Pattern.CASE_INSENSITIVE);

  private ShownEnvironment() {}

  /** By key, in the order of the keys; values that look like a secret are hidden as a whole. */
  static Map<String, String> of(ApplicationFacts facts) {
    Map<String, String> shown = new TreeMap<>();
    facts
        .environment()
        .forEach((key, value) -> shown.put(key, SECRET.matcher(value).find() ? HIDDEN : value));
    return Collections.unmodifiableMap(shown);
  }
}
