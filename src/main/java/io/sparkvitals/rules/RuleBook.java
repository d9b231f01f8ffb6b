package io.sparkvitals.rules;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The rules in force, in the order of their file. Immutable. */
public final class RuleBook {
  /** No rule file may be larger. */
  public static final int MAX_FILE_BYTES = 1 << 20;

  private static final String STANDARD = "/io/sparkvitals/rules.yml";

  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<Scope, List<Rule>> states = new EnumMap<>(Scope.class);
  private final Map<Occurrence, List<Rule>> events = new EnumMap<>(Occurrence.class);

  private RuleBook(Iterable<Rule> all) {
    for (Rule rule : all) {
      rules.put(rule.id(), rule);
      Occurrence occurrence = rule.occurrence();
      if (rule.enabled() && occurrence != null) {
        events.computeIfAbsent(occurrence, key -> new ArrayList<>()).add(rule);
      } else if (rule.enabled()) {
        rule.scopes()
            .forEach(scope -> states.computeIfAbsent(scope, key -> new ArrayList<>()).add(rule));
      }
    }
  }

  /**
   * Reads a rule file by itself and changes single values of it.
   *
   * <p>What cannot be used costs one line to {@code problems}, which says where it stands, what was
   * expected and what is used instead; everything else works. A file that is no YAML gives no
   * rules.
   *
   * @param overrides raw texts by rule id and field: threshold, critical, severity, for, keep,
   *     window, enabled, guard.&lt;signal&gt;
   */
  public static RuleBook load(
      InputStream yaml, Map<String, Map<String, String>> overrides, Consumer<String> problems) {
    Mistakes mistakes = Mistakes.lenient(problems);
    Map<String, Rule> rules =
        RuleFile.read(yaml, mistakes)
            .map(file -> file.rules(mistakes))
            .orElseGet(LinkedHashMap::new);
    return new RuleBook(rules.values()).changed(overrides, problems);
  }

  /**
   * The standard rules, changed and added to by a rule file: of a rule with a standard rule's id,
   * the fields that it names count, and the others are the standard rule's. A file that says {@code
   * standard: false} stands alone. Problems cost one line each, as for {@link #load}; a file that
   * is none leaves the standard rules.
   */
  public static RuleBook extended(InputStream yaml, Consumer<String> problems) {
    return extended(yaml, Mistakes.lenient(problems));
  }

  /**
   * The same for those who refuse a file with a mistake: each is told in one line, without what
   * would be used instead.
   */
  public static RuleBook checked(InputStream yaml, Consumer<String> mistakes) {
    return extended(yaml, Mistakes.strict(mistakes));
  }

  private static RuleBook extended(InputStream yaml, Mistakes mistakes) {
    RuleFile standard = standardFile(mistakes);
    Optional<RuleFile> file = RuleFile.read(yaml, mistakes);
    if (!file.isPresent()) {
      return new RuleBook(standard.rules(mistakes).values());
    }
    boolean alone = !file.get().standard();
    return new RuleBook(
        (alone ? file.get().rules(mistakes) : file.get().rulesOver(standard, mistakes)).values());
  }

  /** The rules that come with the agent. */
  public static RuleBook standard(
      Map<String, Map<String, String>> overrides, Consumer<String> problems) {
    Mistakes mistakes = Mistakes.lenient(problems);
    return new RuleBook(standardFile(mistakes).rules(mistakes).values())
        .changed(overrides, problems);
  }

  /** Empty, with a problem, if it cannot be read. */
  private static RuleFile standardFile(Mistakes mistakes) {
    try (InputStream yaml = RuleBook.class.getResourceAsStream(STANDARD)) {
      if (yaml != null) {
        return RuleFile.read(yaml, mistakes).orElse(RuleFile.EMPTY);
      }
    } catch (IOException e) {
      mistakes.found("the packed rule file cannot be read (" + e + ")", "there are no rules");
      return RuleFile.EMPTY;
    }
    mistakes.found("the jar holds no " + STANDARD, "there are no rules");
    return RuleFile.EMPTY;
  }

  /** The same rules with single values changed; what cannot be used is one line to problems. */
  public RuleBook changed(Map<String, Map<String, String>> overrides, Consumer<String> problems) {
    Map<String, Rule> changed = new LinkedHashMap<>(rules);
    RuleOverrides.lenient(problems).apply(overrides, changed);
    return new RuleBook(changed.values());
  }

  /**
   * The same rules with single values changed.
   *
   * @param overrides as for {@link #load}
   * @param remarks is told in one line of a value that works, but hardly as it was meant
   * @throws IllegalArgumentException in one sentence where an override cannot be used
   */
  public RuleBook with(Map<String, Map<String, String>> overrides, Consumer<String> remarks) {
    Map<String, Rule> changed = new LinkedHashMap<>(rules);
    RuleOverrides.strict(remarks).apply(overrides, changed);
    return new RuleBook(changed.values());
  }

  /** All rules, disabled ones too. */
  public List<Rule> rules() {
    return Collections.unmodifiableList(new ArrayList<>(rules.values()));
  }

  public Optional<Rule> rule(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  /** The enabled rules over a signal that judge a scope. */
  List<Rule> states(Scope scope) {
    return states.getOrDefault(scope, Collections.emptyList());
  }

  /** The enabled rules on an occurrence. */
  List<Rule> events(Occurrence occurrence) {
    return events.getOrDefault(occurrence, Collections.emptyList());
  }
}
