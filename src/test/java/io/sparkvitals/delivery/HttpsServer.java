package io.sparkvitals.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.mockwebserver.MockWebServer;

/** A server on localhost with a certificate that it signed itself. */
final class HttpsServer {
  private static final String PASSWORD = "changeit";

  private final Path dir;
  private final MockWebServer server = new MockWebServer();

  private HttpsServer(Path dir) {
    this.dir = dir;
  }

  static HttpsServer start(Path dir)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpsServer https = new HttpsServer(dir);
    https.keytool(
        "-genkeypair", "-keyalg", "RSA", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
    https.keytool("-exportcert", "-rfc", "-file", https.pem().toString());
    https.server.useHttps(https.context().getSocketFactory(), false);
    https.server.start();
    return https;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "server", "-keystore", store().toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Path said = dir.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(said));
    }
  }

  private Path store() {
    return dir.resolve("server.p12");
  }

  /** Its certificate. */
  Path pem() {
    return dir.resolve("server.pem");
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  MockWebServer server() {
    return server;
  }

  String url() {
    return "https://localhost:" + server.getPort() + "/hook";
  }
}
