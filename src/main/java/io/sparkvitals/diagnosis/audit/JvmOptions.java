package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The options of one setting, split as Spark splits them ({@code
 * CommandBuilderUtils.parseOptionString}): at blanks that are not within quotes. Immutable.
 */
final class JvmOptions {
  private static final int MAX_OPTIONS = 500;

  /** Options whose argument stands behind a blank. */
  private static final Set<String> WITH_ARGUMENT =
      new HashSet<>(
          Arrays.asList(
              "-cp",
              "-classpath",
              "--class-path",
              "-p",
              "--module-path",
              "--upgrade-module-path",
              "--add-modules",
              "--add-opens",
              "--add-exports",
              "--add-reads",
              "--patch-module",
              "--limit-modules",
              "--enable-native-access"));

  private final List<JvmOption> options;
  private final String stray;
  private final boolean unbalanced;

  private JvmOptions(List<JvmOption> options, String stray, boolean unbalanced) {
    this.options = options;
    this.stray = stray;
    this.unbalanced = unbalanced;
  }

  static JvmOptions parse(String text) {
    List<String> words = new ArrayList<>();
    boolean unbalanced = split(text, words);
    List<JvmOption> options = new ArrayList<>();
    String stray = "";
    boolean argument = false;
    for (String word : words) {
      boolean option = word.startsWith("-") || word.startsWith("@");
      if (!option && !argument && stray.isEmpty()) {
        stray = word;
      }
      argument = WITH_ARGUMENT.contains(word);
      if (options.size() < MAX_OPTIONS) {
        options.add(JvmOption.of(word));
      }
    }
    return new JvmOptions(Collections.unmodifiableList(options), stray, unbalanced);
  }

  private static boolean split(String text, List<String> words) {
    StringBuilder word = new StringBuilder();
    boolean within = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        within = true;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        within = true;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        end(word, within, words);
        within = false;
      } else {
        word.append(c);
        within = true;
      }
    }
    end(word, within, words);
    return quote != 0;
  }

  private static void end(StringBuilder word, boolean within, List<String> words) {
    if (within) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  List<JvmOption> options() {
    return options;
  }

  /** The first word that is no option, which the JVM takes for the class to run; or empty. */
  String stray() {
    return stray;
  }

  /** Whether a quote is opened and not closed. */
  boolean unbalanced() {
    return unbalanced;
  }

  boolean turnsOn(String flagName) {
    return options.stream().anyMatch(each -> each.switchedOn(flagName));
  }
}
