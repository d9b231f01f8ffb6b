package io.sparkvitals.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A key and a certificate for 127.0.0.1 that it signed itself, made with keytool. */
public record KeyStoreFile(Path path, Path certificate) {
  public static final String PASSWORD = "S3CR3T-keys";

  /** A file {@code keys.<type>} in a directory. */
  public static KeyStoreFile create(Path directory, String type)
      throws IOException, InterruptedException {
    KeyStoreFile file =
        new KeyStoreFile(directory.resolve("keys." + type), directory.resolve(type + ".pem"));
    file.keytool(
        type,
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-keypass",
        PASSWORD,
        "-dname",
        "CN=driver",
        "-ext",
        "san=ip:127.0.0.1");
    file.keytool(type, "-exportcert", "-rfc", "-file", file.certificate.toString());
    return file;
  }

  /** A store that holds the certificate alone. */
  Path withoutKey() throws IOException, InterruptedException {
    Path other = path.resolveSibling("trust.pkcs12");
    new KeyStoreFile(other, certificate)
        .keytool("pkcs12", "-importcert", "-noprompt", "-file", certificate.toString());
    return other;
  }

  private void keytool(String type, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "driver", "-keystore", path.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", type));
    Path said = path.resolveSibling("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(said));
    }
  }
}
