package io.sparkvitals.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may be seen of the texts of an application: names, descriptions and messages, which can hold
 * personal data and secrets. Immutable.
 *
 * <p>What cannot be judged is hidden: where a pattern is broken or unknown, every text is.
 */
public final class Privacy {
  /** The agent's own pattern: what it matches is hidden in every text. */
  public static final String REGEX = "spark.vitals.redact.regex";

  /** Whether job descriptions, among them SQL texts, and names of data sets are read at all. */
  public static final String DESCRIPTIONS = "spark.vitals.descriptions.enabled";

  /** Spark's patterns for texts beside our own; each match is hidden, as Spark does. */
  private static final List<String> REGEXES =
      Collections.unmodifiableList(
          Arrays.asList("spark.redaction.string.regex", "spark.sql.redaction.string.regex", REGEX));

  /** Hides well-known secrets only. */
  public static final Privacy STANDARD = new Privacy().and(Collections.emptyMap());

  private final Map<String, GuardedPattern> patterns = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private Redaction secrets = Redaction.of(Collections.emptyMap());
  private boolean described = true;

  private Privacy() {}

  /**
   * As these properties ask for, on top of {@link #STANDARD}. Never throws: see {@link #problems}.
   */
  public static Privacy of(Map<String, String> properties) {
    return STANDARD.and(properties);
  }

  /** Whether a property is a pattern, which may name what it hides and is not to be shown. */
  public static boolean pattern(String key) {
    return REGEXES.contains(key);
  }

  /** Whether a property of Spark says what is to be hidden. */
  public static boolean needs(String key) {
    return pattern(key) || key.equals(Redaction.REGEX) || key.equals(DESCRIPTIONS);
  }

  /** The same, and what these properties ask for beside it: nothing that was hidden is shown. */
  public Privacy and(Map<String, String> properties) {
    Privacy both = new Privacy();
    both.patterns.putAll(patterns);
    both.problems.addAll(problems);
    both.described =
        described && properties.getOrDefault(DESCRIPTIONS, "true").trim().equalsIgnoreCase("true");
    both.secrets = properties.containsKey(Redaction.REGEX) ? Redaction.of(properties) : secrets;
    for (String key : REGEXES) {
      both.add(key, properties.getOrDefault(key, "").trim());
    }
    return both;
  }

  private void add(String key, String regex) {
    if (regex.isEmpty() || patterns.containsKey(regex)) {
      return;
    }
    if (regex.equals(Redaction.HIDDEN)) {
      unknown(key);
      return;
    }
    try {
      patterns.put(regex, GuardedPattern.compile(regex));
    } catch (IllegalArgumentException e) {
      problem(key + " " + e.getMessage() + "; until it is corrected, all texts are hidden");
    }
  }

  /** Spark writes no property to a log that its own pattern for secrets matches. */
  private void unknown(String key) {
    if (patterns.isEmpty()) {
      problem(
          key
              + " was hidden by Spark itself when it wrote the log; all texts are hidden, unless a"
              + " pattern is given (replay --redact)");
    }
  }

  private void problem(String line) {
    if (!problems.contains(line)) {
      problems.add(line);
    }
  }

  /** One line for each pattern that cannot be used, for which all texts are hidden. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** Whether descriptions, and what is like them, may be kept. */
  public boolean described() {
    return described;
  }

  /** The text as it may be seen. */
  public String text(String text) {
    if (text.isEmpty() || !problems.isEmpty()) {
      return text.isEmpty() ? text : Redaction.HIDDEN;
    }
    String clean = text;
    for (GuardedPattern each : patterns.values()) {
      clean = each.replace(clean, Redaction.HIDDEN);
    }
    return secrets.text(clean);
  }
}
