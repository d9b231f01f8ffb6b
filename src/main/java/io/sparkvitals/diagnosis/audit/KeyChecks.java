package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of settings that Spark does not have. */
final class KeyChecks implements Checks {
  /** Names that are compared with all of Spark's; each costs about a millisecond. */
  private static final int MAX_COMPARED = 50;

  private static final int MAX_FOUND = 20;

  @Override
  public List<AuditFinding> of(Settings settings) {
    KnownKeys known = KnownKeys.load();
    List<AuditFinding> findings = new ArrayList<>();
    int compared = 0;
    for (String key : settings.names()) {
      RetiredKey retired = RetiredKey.of(key);
      if (findings.size() >= MAX_FOUND) {
        break;
      }
      if (retired != null) {
        findings.add(retired(key, retired));
      } else if (!known.all().contains(key) && compared++ < MAX_COMPARED) {
        misspelt(key, known.meant(key)).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static AuditFinding retired(String key, RetiredKey retired) {
    String found = key + " is set: " + retired.history() + ".";
    AuditFinding finding =
        AuditFinding.of(retired.stillRead() ? AuditCheck.KEY_RENAMED : AuditCheck.KEY_GONE, found);
    String text =
        retired.instead().isEmpty()
            ? "Remove it; nothing has taken its place."
            : "Set " + retired.instead() + " instead.";
    return finding.fix(text, retired.settings().toArray(new String[0]));
  }

  private static Optional<AuditFinding> misspelt(String key, Optional<String> meant) {
    return meant.map(
        each ->
            AuditFinding.of(
                    AuditCheck.KEY_MISSPELT, key + " is set, and Spark has no such setting.")
                .todo("Did you mean " + each + "?"));
  }
}
