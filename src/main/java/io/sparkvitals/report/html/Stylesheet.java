package io.sparkvitals.report.html;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheet that stands in the page, and the policy that lets in nothing else. Immutable. */
final class Stylesheet {
  private static final String RESOURCE = "report.css";

  private final String text;

  private Stylesheet(String text) {
    this.text = text;
  }

  /** The sheet that comes with the jar. */
  static Stylesheet standard() {
    try (InputStream in = Stylesheet.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] part = new byte[8_192];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        bytes.write(part, 0, read);
      }
      String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
      // Browsers do the same before they compare the hash.
      return new Stylesheet(text.replace("\r\n", "\n"));
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
  }

  String text() {
    return text;
  }

  /** A content security policy that allows this sheet, by its hash, and forbids all else. */
  String policy() {
    return "default-src 'none'; style-src 'sha256-"
        + hash()
        + "'; base-uri 'none'; form-action 'none'";
  }

  private String hash() {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
