package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.List;

/** Secrets that are shown, and protection that is off. Values of secrets are never seen here. */
final class SecurityChecks implements Checks {
  private static final int MAX_SECRETS = 10;
  private static final String AUTHENTICATE = "spark.authenticate";
  private static final String CRYPTO = "spark.network.crypto.enabled";
  private static final String SASL = "spark.authenticate.enableSaslEncryption";
  private static final String SSL = "spark.ssl.rpc.enabled";
  private static final String IO = "spark.io.encryption.enabled";
  private static final String ACLS = "spark.acls.enable";
  private static final String EVENT_LOG = "spark.eventLog.enabled";

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    settings.exposed().stream().limit(MAX_SECRETS).forEach(each -> findings.add(exposed(each)));
    refused(settings, findings);
    if (!settings.local()) {
      hardening(settings, findings);
    }
    if (!settings.on(EVENT_LOG, false)) {
      findings.add(
          AuditFinding.of(AuditCheck.EVENT_LOG_OFF, EVENT_LOG + "=false.")
              .fix(
                  "Write one, to a directory that outlives the driver (spark.eventLog.dir).",
                  EVENT_LOG + "=true",
                  "spark.eventLog.compress=true"));
    }
    return findings;
  }

  private static AuditFinding exposed(String key) {
    String words = "(?i)secret|password|token|access[.]?key";
    String pattern =
        key.endsWith("JavaOptions")
            ? words + "|passw|pwd|api[._-]?key|private[._-]?key|account[._-]?key|credential"
            : words + "|" + key.replace(".", "[.]");
    return AuditFinding.of(
            AuditCheck.SECRET_EXPOSED,
            key + " holds what looks like a secret, and Spark shows it to everybody.")
        .fix(
            "Take it from a credential provider or a mounted file; until then let Spark hide it.",
            "spark.redaction.regex=" + pattern);
  }

  private static void refused(Settings settings, List<AuditFinding> findings) {
    for (String each : new String[] {CRYPTO, SASL}) {
      if (settings.on(each, false) && !settings.on(AUTHENTICATE, false)) {
        findings.add(
            ValueChecks.refused(each + "=true without " + AUTHENTICATE + "=true.")
                .fix("Switch both on.", AUTHENTICATE + "=true", each + "=true"));
      }
    }
  }

  private static void hardening(Settings settings, List<AuditFinding> findings) {
    boolean authenticated = settings.on(AUTHENTICATE, false);
    boolean encrypted =
        settings.on(CRYPTO, false) || settings.on(SASL, false) || settings.on(SSL, false);
    if (!authenticated) {
      findings.add(
          AuditFinding.of(AuditCheck.AUTHENTICATION_OFF, AUTHENTICATE + "=false.")
              .fix("Let Spark's processes share a secret.", AUTHENTICATE + "=true")
              .risk("Outside YARN and Kubernetes the secret must be given to all processes."));
    }
    if (!encrypted) {
      findings.add(
          AuditFinding.of(AuditCheck.NETWORK_ENCRYPTION_OFF, CRYPTO + "=false.")
              .fix("Encrypt it.", AUTHENTICATE + "=true", CRYPTO + "=true")
              .risk("It costs some CPU."));
    }
    if (!settings.on(IO, false)) {
      findings.add(
          AuditFinding.of(AuditCheck.IO_ENCRYPTION_OFF, IO + "=false.")
              .fix("Encrypt them.", IO + "=true")
              .risk("It costs some CPU; switch network encryption on with it."));
    }
    if (!settings.on(ACLS, false) && settings.on("spark.ui.enabled", true)) {
      findings.add(
          AuditFinding.of(AuditCheck.UI_ACLS_OFF, ACLS + "=false.")
              .fix("Name who may look (spark.ui.view.acls).", ACLS + "=true")
              .risk("It needs a filter that knows users (spark.ui.filters)."));
    }
  }
}
