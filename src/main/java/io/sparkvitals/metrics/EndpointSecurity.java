package io.sparkvitals.metrics;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import io.sparkvitals.config.VitalsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Who may read the endpoint, and whether others can listen, as the settings say. Thread-safe. */
public final class EndpointSecurity {
  private static final String ALL = ConfigKey.PREFIX + "endpoint.";

  private final Gatekeeper gatekeeper;
  private final @Nullable SSLContext tls;

  private EndpointSecurity(Gatekeeper gatekeeper, @Nullable SSLContext tls) {
    this.gatekeeper = gatekeeper;
    this.tls = tls;
  }

  /**
   * Reads the settings, and the files that they name.
   *
   * @throws IOException if anything is wrong with any of them, for then nobody knows who was meant
   *     to be kept out; the message says what, and holds no secret
   */
  public static EndpointSecurity of(VitalsConfig config) throws IOException {
    if (config.wrong(ALL)) {
      throw new IOException("a setting of " + ALL + "* is wrong");
    }
    Gatekeeper gatekeeper = new Gatekeeper();
    Optional<Secret> password = config.secret(ConfigKey.ENDPOINT_SECRET_PASSWORD);
    String user = config.text(ConfigKey.ENDPOINT_USER);
    needed(user.isEmpty() && password.isPresent(), ConfigKey.ENDPOINT_USER);
    needed(!user.isEmpty() && !password.isPresent(), ConfigKey.ENDPOINT_SECRET_PASSWORD);
    if (user.contains(":")) {
      throw new IOException(ConfigKey.ENDPOINT_USER.key() + " cannot hold a colon");
    }
    if (password.isPresent()) {
      gatekeeper.basic(user, password.get());
    }
    Optional<Secret> token = config.secret(ConfigKey.ENDPOINT_SECRET_TOKEN);
    if (token.isPresent()) {
      gatekeeper.bearer(token.get());
    }
    return new EndpointSecurity(gatekeeper, tls(config));
  }

  private static void needed(boolean missing, ConfigKey key) throws IOException {
    if (missing) {
      throw new IOException(key.key() + " is missing");
    }
  }

  private static @Nullable SSLContext tls(VitalsConfig config) throws IOException {
    String file = config.text(ConfigKey.ENDPOINT_KEY_STORE);
    Optional<Secret> password = config.secret(ConfigKey.ENDPOINT_SECRET_KEY_STORE_PASSWORD);
    needed(file.isEmpty() && password.isPresent(), ConfigKey.ENDPOINT_KEY_STORE);
    if (file.isEmpty()) {
      return null;
    }
    if (!password.isPresent()) {
      throw new IOException(ConfigKey.ENDPOINT_SECRET_KEY_STORE_PASSWORD.key() + " is missing");
    }
    char[] opener = password.get().reveal().toCharArray();
    try {
      return context(file, opener);
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new IOException(
          ConfigKey.ENDPOINT_KEY_STORE.key() + ": cannot use " + file + " (" + e + ")", e);
    }
  }

  private static SSLContext context(String file, char[] password)
      throws IOException, GeneralSecurityException {
    // Reads both formats, on Java 8 too.
    KeyStore store = KeyStore.getInstance("JKS");
    try (InputStream in = Files.newInputStream(Paths.get(file))) {
      store.load(in, password);
    }
    boolean key = false;
    for (String alias : Collections.list(store.aliases())) {
      key |= store.isKeyEntry(alias);
    }
    if (!key) {
      throw new GeneralSecurityException("there is no private key in it");
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  Gatekeeper gatekeeper() {
    return gatekeeper;
  }

  /** What HTTPS is served with; null for HTTP. */
  @Nullable SSLContext tls() {
    return tls;
  }

  /** What is asked of a reader, in a few words. */
  @Override
  public String toString() {
    String who = gatekeeper.challenges().isEmpty() ? "open to all" : "authentication";
    return (tls == null ? "http, " : "https, ") + who;
  }
}
