package io.sparkvitals.delivery;

import io.sparkvitals.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as Standard Webhooks describes it, with HMAC-SHA256. Thread-safe. */
final class Signature {
  private static final String PREFIX = "whsec_";

  private final Secret key;
  private final LongSupplier clockMillis;

  /** The key is {@code whsec_} and base64; the clock is in Unix time. */
  Signature(Secret key, LongSupplier clockMillis) {
    this.key = key;
    this.clockMillis = clockMillis;
  }

  /** The headers for a message's id, the same at each try, and the exact bytes of its body. */
  Map<String, String> sign(String id, byte[] body) throws IOException {
    String timestamp = Long.toString(clockMillis.getAsLong() / 1_000);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    signed.write(body);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", "v1," + hmac(signed.toByteArray()));
    return headers;
  }

  private String hmac(byte[] bytes) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keyBytes(), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private byte[] keyBytes() throws IOException {
    String text = key.reveal();
    try {
      byte[] bytes =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: its message would show a part of the key.
    }
    throw new IOException(key.origin() + ": expected whsec_ and a key in base64");
  }
}
