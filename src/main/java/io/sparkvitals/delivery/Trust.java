package io.sparkvitals.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities of the JVM, and those of a file. Immutable. */
final class Trust {
  private final X509TrustManager manager;
  private final SSLSocketFactory sockets;

  private Trust(X509TrustManager manager) throws GeneralSecurityException {
    this.manager = manager;
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    this.sockets = context.getSocketFactory();
  }

  /**
   * Reads certificates in PEM.
   *
   * @throws IOException if the file cannot be read or holds none
   */
  static Trust with(Path pem) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate each : manager(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jvm-" + store.size(), each);
      }
      for (Certificate each : certificates(pem)) {
        store.setCertificateEntry("file-" + store.size(), each);
      }
      return new Trust(manager(store));
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificates in PEM", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path pem)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new IOException("no certificates in PEM");
      }
      return all;
    }
  }

  @SuppressWarnings("NullAway") // A null key store stands for the JVM's own.
  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager) {
        return (X509TrustManager) each;
      }
    }
    throw new GeneralSecurityException("the JVM has no trust manager for X.509");
  }

  X509TrustManager manager() {
    return manager;
  }

  SSLSocketFactory sockets() {
    return sockets;
  }
}
