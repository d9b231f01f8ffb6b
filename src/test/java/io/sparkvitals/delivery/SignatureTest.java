package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.ConfigKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example of the Standard Webhooks libraries. */
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  static String hmac(String key, String prefix, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
    mac.update(prefix.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private static Map<String, String> sign(String key) throws IOException {
    return new Signature(
            Told.config("type", "webhook", "url", "http://h", "secretSigningKey", key)
                .secret(ConfigKey.CHANNEL_SECRET_SIGNING_KEY)
                .orElseThrow(),
            () -> 1_614_265_330_999L)
        .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", BODY);
  }

  @Test
  void isThatOfTheReferenceImplementation() throws IOException {
    assertThat(sign("whsec_" + KEY))
        .isEqualTo(
            Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
  }

  @Test
  void takesAKeyWithoutPrefixToo() throws IOException {
    assertThat(sign(KEY)).isEqualTo(sign("whsec_" + KEY));
  }
}
