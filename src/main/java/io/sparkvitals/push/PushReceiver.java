package io.sparkvitals.push;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.Answer;
import io.sparkvitals.delivery.Endpoint;
import io.sparkvitals.delivery.Transport;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Who gets the metrics page, as the settings say. Opens no connection by itself. Thread-safe. */
public final class PushReceiver {
  private static final MediaType TEXT = MediaType.get("text/plain; version=0.0.4; charset=utf-8");
  private static final String ALL = ConfigKey.PREFIX + "push";

  private final PushKind kind;
  private final String job;
  private final Endpoint endpoint;

  private PushReceiver(PushKind kind, String job, Endpoint endpoint) {
    this.kind = kind;
    this.job = job;
    this.endpoint = endpoint;
  }

  /**
   * The receiver that the settings ask for. Empty where they ask for none, or where it cannot work;
   * then {@code problems} gets one line, which holds no secret.
   */
  public static Optional<PushReceiver> of(VitalsConfig config, Consumer<String> problems) {
    if (config.wrong(ConfigKey.PUSH_TYPE.key())) {
      return Optional.empty();
    }
    try {
      return create(config);
    } catch (IOException | IllegalArgumentException e) {
      problems.accept(ALL + ": " + e.getMessage() + "; nothing is pushed");
      return Optional.empty();
    }
  }

  private static Optional<PushReceiver> create(VitalsConfig config) throws IOException {
    String type = config.text(ConfigKey.PUSH_TYPE);
    Optional<Secret> secretUrl = config.secret(ConfigKey.PUSH_SECRET_URL);
    String url = config.text(ConfigKey.PUSH_URL);
    boolean somewhere = secretUrl.isPresent() || !url.isEmpty();
    if (type.isEmpty() && !somewhere) {
      return Optional.empty();
    }
    if (type.isEmpty() || !somewhere) {
      ConfigKey missing = type.isEmpty() ? ConfigKey.PUSH_TYPE : ConfigKey.PUSH_URL;
      throw new IllegalArgumentException(missing.key() + " is missing");
    }
    Endpoint endpoint = new Endpoint(secretUrl.isPresent() ? secretUrl.get()::reveal : () -> url);
    authorize(endpoint, config);
    endpoint.check();
    PushKind kind = PushKind.of(type);
    if (config.millis(ConfigKey.PUSH_DELETE_AFTER) > 0 && !kind.forgets()) {
      throw new IllegalArgumentException(
          ConfigKey.PUSH_DELETE_AFTER.key() + " is for a pushgateway, not for " + kind.label());
    }
    String job = config.text(ConfigKey.PUSH_JOB);
    return Optional.of(new PushReceiver(kind, job, endpoint));
  }

  private static void authorize(Endpoint endpoint, VitalsConfig config) {
    Optional<Secret> token = config.secret(ConfigKey.PUSH_SECRET_TOKEN);
    Optional<Secret> password = config.secret(ConfigKey.PUSH_SECRET_PASSWORD);
    String user = config.text(ConfigKey.PUSH_USER);
    if (token.isPresent() && password.isPresent()) {
      throw new IllegalArgumentException("both a token and a password are set; set one of them");
    }
    if (user.isEmpty() == password.isPresent()) {
      ConfigKey missing = user.isEmpty() ? ConfigKey.PUSH_USER : ConfigKey.PUSH_SECRET_PASSWORD;
      throw new IllegalArgumentException(missing.key() + " is missing");
    }
    token.ifPresent(endpoint::bearer);
    password.ifPresent(secret -> endpoint.basic(user, secret));
  }

  /** The kind in one word, such as {@code pushgateway}. */
  public String label() {
    return kind.label();
  }

  /**
   * Sends a page once.
   *
   * @param page the Prometheus text format, compressed with gzip
   * @throws IOException if a secret cannot be read; the message holds none of it
   */
  Answer send(byte[] page, String applicationId, Transport transport, long timeoutMillis)
      throws IOException {
    Request request =
        endpoint
            .to(base -> kind.address(base, job, applicationId))
            .header("Content-Encoding", "gzip")
            .method(kind.method(), RequestBody.create(page, TEXT))
            .build();
    return endpoint.send(request, transport, timeoutMillis);
  }

  /**
   * Takes back what was sent of an application.
   *
   * @throws IOException if a secret cannot be read; the message holds none of it
   */
  Answer takeBack(String applicationId, Transport transport, long timeoutMillis)
      throws IOException {
    Request request = endpoint.to(base -> kind.address(base, job, applicationId)).delete().build();
    return endpoint.send(request, transport, timeoutMillis);
  }
}
