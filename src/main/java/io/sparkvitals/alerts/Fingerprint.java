package io.sparkvitals.alerts;

import io.sparkvitals.rules.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What tells one alert from another: application, rule and subject, never the value. So the same
 * trouble has the same fingerprint at every evaluation.
 */
final class Fingerprint {
  private static final int BYTES = 8;

  private Fingerprint() {}

  /** Sixteen hexadecimal digits. */
  static String of(@Nullable String applicationId, Finding finding) {
    String id = applicationId == null ? "" : applicationId;
    return hash(id + '\n' + finding.rule().id() + '\n' + finding.subject().key());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < BYTES; i++) {
        hex.append(Character.forDigit((digest[i] >> 4) & 15, 16));
        hex.append(Character.forDigit(digest[i] & 15, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
