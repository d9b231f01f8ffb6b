package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One thing that the audit found in the settings, and how to set it right. Immutable. */
public final class AuditFinding {
  private static final int MAX_FOUND = 500;
  private static final int MAX_SETTING = 2_000;

  private final AuditCheck check;
  private final Severity severity;
  private final String found;
  private final Recommendation fix;

  private AuditFinding(AuditCheck check, Severity severity, String found, Recommendation fix) {
    this.check = check;
    this.severity = severity;
    this.found = found;
    this.fix = fix;
  }

  /** {@code found} is one sentence that names the settings as {@code key=value}. */
  static AuditFinding of(AuditCheck check, String found) {
    return new AuditFinding(
        check, check.severity(), Texts.line(found, MAX_FOUND), Recommendation.NONE);
  }

  AuditFinding rated(Severity other) {
    return new AuditFinding(check, other, found, fix);
  }

  /** With one more sentence on what was found. */
  AuditFinding noted(String sentence) {
    return new AuditFinding(check, severity, Texts.line(found + " " + sentence, MAX_FOUND), fix);
  }

  /** With what to do, and the settings, as {@code key=value}, that do it. */
  AuditFinding fix(String text, String... settings) {
    String[] lines = new String[settings.length];
    Arrays.setAll(lines, i -> Texts.line(settings[i], MAX_SETTING));
    return new AuditFinding(
        check, severity, found, Recommendation.of(text, Arrays.asList(lines), "", fix.risk()));
  }

  /** With what the fix may cost or break. */
  AuditFinding risk(String risk) {
    return new AuditFinding(
        check, severity, found, Recommendation.of(fix.text(), fix.settings(), fix.gain(), risk));
  }

  /** With what to do, for which there is no setting to copy. */
  AuditFinding todo(String text) {
    return new AuditFinding(
        check, severity, found, Recommendation.of(text, Collections.emptyList(), "", ""));
  }

  /**
   * Without the lines that set a key otherwise than {@code before}, to which its keys are added.
   */
  AuditFinding after(Map<String, String> before) {
    List<String> lines = new ArrayList<>();
    for (String each : fix.settings()) {
      String key = each.substring(0, Math.max(0, each.indexOf('=')));
      if (each.equals(before.getOrDefault(key, each))) {
        before.put(key, each);
        lines.add(each);
      }
    }
    return new AuditFinding(
        check, severity, found, Recommendation.of(fix.text(), lines, fix.gain(), fix.risk()));
  }

  public AuditCheck check() {
    return check;
  }

  public Severity severity() {
    return severity;
  }

  /** One sentence that names the settings as {@code key=value}; no secret is in it. */
  public String found() {
    return found;
  }

  /** What to do. */
  public Recommendation fix() {
    return fix;
  }
}
