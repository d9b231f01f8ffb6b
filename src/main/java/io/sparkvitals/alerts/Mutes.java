package io.sparkvitals.alerts;

import io.sparkvitals.rules.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does not want to be told of: terms such as {@code gc-*}, {@code group=nightly-*} or
 * {@code stage=*Backfill.scala*}, joined by commas. A {@code *} stands for any text. Immutable.
 */
public final class Mutes {
  static final Mutes NONE = new Mutes(Collections.emptyList());

  private static final String GROUP = "group=";
  private static final String STAGE = "stage=";
  private static final String RULE = "rule=";

  private final List<Predicate<Finding>> terms;

  private Mutes(List<Predicate<Finding>> terms) {
    this.terms = terms;
  }

  /** Reads terms; each that is none costs a line to {@code problems} and mutes nothing. */
  public static Mutes parse(String text, Consumer<String> problems) {
    List<Predicate<Finding>> terms = new ArrayList<>();
    for (String each : text.split(",")) {
      String term = each.trim();
      if (term.isEmpty()) {
        continue;
      }
      Predicate<Finding> predicate = term(term);
      if (predicate == null) {
        problems.accept(
            "expected a rule such as gc-*, group=PATTERN or stage=PATTERN, found \"" + term + "\"");
      } else {
        terms.add(predicate);
      }
    }
    return new Mutes(terms);
  }

  private static @Nullable Predicate<Finding> term(String term) {
    if (term.startsWith(GROUP)) {
      Pattern pattern = glob(term.substring(GROUP.length()));
      return finding -> matches(pattern, finding.subject().jobGroup());
    }
    if (term.startsWith(STAGE)) {
      Pattern pattern = glob(term.substring(STAGE.length()));
      return finding ->
          finding.subject().stage() != null && matches(pattern, finding.subject().label());
    }
    String rule = term.startsWith(RULE) ? term.substring(RULE.length()) : term;
    return rule.matches("[\\w*-]+") ? rule(rule) : null;
  }

  private static Predicate<Finding> rule(String glob) {
    Pattern pattern = glob(glob.equals("all") || glob.equals("true") ? "*" : glob);
    return finding -> pattern.matcher(finding.rule().id()).matches();
  }

  private static boolean matches(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches();
  }

  /** Only {@code *} is special. */
  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean mute(Finding finding) {
    return terms.stream().anyMatch(term -> term.test(finding));
  }
}
