package io.sparkvitals.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of Spark properties and texts before anything else sees them. Spark hides them
 * in its UI and its event log, but not from its listeners, and JVM options can hold some that it
 * does not know. Immutable.
 */
public final class Redaction {
  /** Spark's own words for a value that it hides. */
  public static final String HIDDEN = "*********(redacted)";

  /** The property whose pattern says what the users of a cluster hold for a secret. */
  static final String REGEX = "spark.redaction.regex";

  /** Stands for a part of a value. */
  private static final String PART = "***";

  private static final String OPTIONS = "JavaOptions";

  /** Spark's default for {@link #REGEX}, and more words that names of secrets have in them. */
  private static final Pattern WORDS =
      Pattern.compile(
          "secret|passw|passphrase|token|access[._-]?key|api[._-]?key|private[._-]?key"
              + "|account[._-]?key|credential|pwd|(^|[._-])(auth|sas|pass|key)([._-]|$)",
          Pattern.CASE_INSENSITIVE);

  /** What looks like a secret by itself: key ids of AWS, tokens of GitHub and Slack, JWTs. */
  private static final Pattern SHAPES =
      Pattern.compile(
          "\\b(?:A[KS]IA[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{20,255}|xox[a-z]-[0-9A-Za-z-]{10,255}"
              + "|eyJ[0-9A-Za-z_-]{10,4096}\\.[0-9A-Za-z_-]{10,4096}(?:\\.[0-9A-Za-z_-]{0,4096})?)");

  /** What stands before the host of a URL: a user, a password, or an account's container. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#@\\s,]{1,4096}@");

  private static final Pattern QUERY_SECRET =
      Pattern.compile("(?<=[?&](?:sig|signature|key|token|code)=)[^&\\s,]{1,4096}");

  private static final Pattern SYSTEM_PROPERTY = Pattern.compile("-D([^=\\s]{1,4096})=(\\S*)");

  /** What says in a text that its value is a secret, and the value; also as in {@code a = 'b'}. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "((?:passw(?:or)?d|passphrase|\\bpwd|secret|token|(?:access|account|api|private|shared)"
              + "[._-]?(?:access[._-]?)?key|credential|signature|\\bsig)[\\w.-]{0,20}[\"']?"
              + "\\s{0,3}=\\s{0,3})(?:\"[^\"]{0,4096}\"|'[^']{0,4096}'|[^\\s\"'&;,)}\\]]{1,4096})",
          Pattern.CASE_INSENSITIVE);

  /** Spark's default for {@link #REGEX}. */
  private static final GuardedPattern SPARK =
      GuardedPattern.compile("(?i)secret|password|token|access[.]?key");

  /** Words of the names of secrets that are not in {@link #SPARK}. */
  private static final Pattern UNKNOWN_TO_SPARK =
      Pattern.compile(
          "passw|passphrase|access[_-]key|api[._-]?key|private[._-]?key(?![._-]?id)|account[._-]?key"
              + "|credential(?!s?[._-]?provider)|pwd|(^|[._-])sas([._-]|$)",
          Pattern.CASE_INSENSITIVE);

  /** A user and a password before the host of a URL. */
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("://[^/?#@:\\s]{1,200}:[^/?#@\\s]{1,200}@|[?&;](?:sig|pwd|apikey)=[^&;\\s]");

  /** What is no secret whatever its name: switches, numbers, paths, and names of classes. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)true|false|[0-9.]{1,20}[a-z]{0,2}|/[\\w./-]{0,300}|[a-z][a-z0-9+.-]{0,10}:/[\\w./-]{0,300}"
              + "|[a-z]\\w{0,50}(?:[.][a-z]\\w{0,50}){2,20}");

  /** The same with a colon, which stands behind many a word that names no secret. */
  private static final Pattern SAID =
      Pattern.compile(
          "((?:passw(?:or)?d|passphrase|\\bpwd|secret[._-]?(?:access[._-]?)?key"
              + "|(?:access|account|api|private)[._-]?key|client[._-]?secret)[\"']?\\s{0,3}:\\s{0,3})"
              + "(?:\"[^\"]{0,4096}\"|'[^']{0,4096}'|[^\\s\"'&;,)}\\]]{1,4096})",
          Pattern.CASE_INSENSITIVE);

  /** What an HTTP header of authorization holds. */
  private static final Pattern BEARER =
      Pattern.compile(
          "(\\bbearer\\s{1,3}|\\bauthorization:\\s{0,3}\\w{1,20}\\s{1,3})[\\w.~+/=-]{16,4096}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PAIR =
      Pattern.compile("([\\w.-]{1,100})(\\s{0,3}=\\s{0,3})([^\\s&;,)}\\]]{1,4096})");

  private final @Nullable GuardedPattern own;

  private Redaction(@Nullable GuardedPattern own) {
    this.own = own;
  }

  /** Also by the pattern that the application's own properties name, if it is one. */
  static Redaction of(Map<String, String> properties) {
    String regex = properties.getOrDefault(REGEX, "");
    if (regex.isEmpty()) {
      return new Redaction(null);
    }
    try {
      return new Redaction(GuardedPattern.compile(regex));
    } catch (IllegalArgumentException e) {
      return new Redaction(null);
    }
  }

  /** The properties without secrets in them. */
  Map<String, String> properties(Map<String, String> properties) {
    Map<String, String> clean = new TreeMap<>();
    properties.forEach((key, value) -> clean.put(key, property(key, value)));
    return clean;
  }

  /** A value that may be shown: hidden where its key names a secret, else without those in it. */
  public String property(String key, String value) {
    if (key.equals(REGEX)) {
      return value;
    }
    if (key.endsWith(OPTIONS)) {
      return options(value);
    }
    return secret(key) || secret(value) ? HIDDEN : parts(value);
  }

  /**
   * Whether a value looks like a secret, and Spark shows it in its UI and its event log. Spark
   * hides a value where its pattern finds something in the key or in the value.
   */
  boolean exposed(String key, String value) {
    if (value.trim().isEmpty() || value.contains(HIDDEN) || key.equals(REGEX)) {
      return false;
    }
    GuardedPattern sparks = own == null ? SPARK : own;
    if (sparks.finds(key) || sparks.finds(value)) {
      return false;
    }
    if (key.endsWith(OPTIONS)) {
      return exposedOption(value) || PASSWORD_IN_URL.matcher(value).find();
    }
    return (UNKNOWN_TO_SPARK.matcher(key).find() && !HARMLESS.matcher(value.trim()).matches())
        || PASSWORD_IN_URL.matcher(value).find()
        || SHAPES.matcher(value).find();
  }

  private static boolean exposedOption(String options) {
    Matcher option = SYSTEM_PROPERTY.matcher(options);
    while (option.find()) {
      if (UNKNOWN_TO_SPARK.matcher(option.group(1)).find()
          && !HARMLESS.matcher(option.group(2)).matches()) {
        return true;
      }
    }
    return SHAPES.matcher(options).find();
  }

  private String options(String value) {
    if (secret(SYSTEM_PROPERTY.matcher(value).replaceAll(""))) {
      return HIDDEN;
    }
    StringBuffer clean = new StringBuffer();
    Matcher option = SYSTEM_PROPERTY.matcher(value);
    boolean found = false;
    while (option.find()) {
      boolean hidden = secret(option.group(1)) || secret(option.group(2));
      String shown = "-D" + option.group(1) + "=" + (hidden ? PART : option.group(2));
      option.appendReplacement(clean, Matcher.quoteReplacement(shown));
      found |= hidden;
    }
    // Within quotes a secret may go on behind a blank.
    boolean quoted = value.indexOf('"') >= 0 || value.indexOf('\'') >= 0;
    return found && quoted ? HIDDEN : parts(option.appendTail(clean).toString());
  }

  /**
   * The same text without user names and passwords in URLs, values behind well-known names of
   * secrets such as {@code password=} and {@code X-Amz-Signature=}, and well-known secrets.
   */
  public static String parts(String text) {
    String clean = USER_INFO.matcher(text).replaceAll(PART + "@");
    clean = QUERY_SECRET.matcher(clean).replaceAll(PART);
    if (clean.indexOf('=') >= 0) {
      clean = ASSIGNED.matcher(clean).replaceAll("$1" + PART);
    }
    if (clean.indexOf(':') >= 0) {
      clean = SAID.matcher(clean).replaceAll("$1" + PART);
    }
    clean = BEARER.matcher(clean).replaceAll("$1" + PART);
    return SHAPES.matcher(clean).replaceAll(PART);
  }

  /**
   * A text of people or of Spark without secrets in it, nor what stands behind a name that the
   * application's own pattern holds for that of a secret.
   */
  String text(String text) {
    String clean = parts(text);
    if (own == null || clean.indexOf('=') < 0) {
      return clean;
    }
    StringBuffer shown = new StringBuffer();
    Matcher pair = PAIR.matcher(clean);
    while (pair.find()) {
      String value = own.finds(pair.group(1)) ? PART : pair.group(3);
      pair.appendReplacement(
          shown, Matcher.quoteReplacement(pair.group(1) + pair.group(2) + value));
    }
    return pair.appendTail(shown).toString();
  }

  private boolean secret(String text) {
    return WORDS.matcher(text).find() || (own != null && own.finds(text));
  }
}
