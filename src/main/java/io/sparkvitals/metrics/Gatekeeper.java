package io.sparkvitals.metrics;

import io.sparkvitals.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows one of the credentials; everybody, if there are none. Secrets are read at each
 * request, so that they can be replaced, and compared in a time that tells nothing of them.
 * Thread-safe once it is made.
 */
final class Gatekeeper {
  private final List<Credential> credentials = new ArrayList<>();
  private final List<String> challenges = new ArrayList<>();

  /** Accepts a user; throws where the password cannot be read now. */
  void basic(String user, Secret password) throws IOException {
    add("basic", () -> user + ":" + password.reveal());
    challenges.add("Basic realm=\"Spark Vitals\", charset=\"UTF-8\"");
  }

  /** Accepts a token; throws where it cannot be read now. */
  void bearer(Secret token) throws IOException {
    add("bearer", token::reveal);
    challenges.add("Bearer realm=\"Spark Vitals\"");
  }

  private void add(String scheme, Expected expected) throws IOException {
    if (expected.read().isEmpty()) {
      throw new IOException("a secret is empty");
    }
    credentials.add(new Credential(scheme, expected));
  }

  /** Values of {@code WWW-Authenticate}; empty where nobody is kept out. */
  List<String> challenges() {
    return Collections.unmodifiableList(challenges);
  }

  /**
   * Whether the value of {@code Authorization}, or its absence, is good enough.
   *
   * @throws IllegalStateException if a secret cannot be read; the message holds none of it
   */
  boolean admits(@Nullable String authorization) {
    if (credentials.isEmpty()) {
      return true;
    }
    String shown = authorization == null ? "" : authorization.trim();
    int blank = shown.indexOf(' ');
    String scheme = blank < 0 ? "" : shown.substring(0, blank).toLowerCase(Locale.ROOT);
    byte[] given = given(scheme, shown.substring(blank + 1).trim());
    boolean admitted = false;
    for (Credential each : credentials) {
      if (each.scheme.equals(scheme) && each.equal(given)) {
        admitted = true;
      }
    }
    return admitted;
  }

  private static byte[] given(String scheme, String value) {
    try {
      return scheme.equals("basic")
          ? Base64.getDecoder().decode(value)
          : value.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private interface Expected {
    String read() throws IOException;
  }

  private static final class Credential {
    private final String scheme;
    private final Expected expected;

    Credential(String scheme, Expected expected) {
      this.scheme = scheme;
      this.expected = expected;
    }

    /** Of digests, so that not even the length shows in the time that it takes. */
    boolean equal(byte[] given) {
      String secret;
      try {
        secret = expected.read();
      } catch (IOException e) {
        // Without the cause, which may hold what the user took for a path.
        throw new IllegalStateException(e.getMessage());
      }
      return MessageDigest.isEqual(digest(secret.getBytes(StandardCharsets.UTF_8)), digest(given));
    }

    private static byte[] digest(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JVM has SHA-256", e);
      }
    }
  }
}
