package io.sparkvitals.delivery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One HTTP proxy for all hosts but some. Immutable and thread-safe. */
final class ProxyRoute extends ProxySelector {
  private final Proxy proxy;
  private final List<String> direct;

  private ProxyRoute(Proxy proxy, List<String> direct) {
    this.proxy = proxy;
    this.direct = direct;
  }

  /**
   * A proxy such as {@code http://proxy:3128}, and hosts joined by commas that are reached without
   * it: {@code example.org} stands for its subdomains, too, {@code *} for every host.
   *
   * @throws IllegalArgumentException if that is no such address
   */
  static ProxyRoute of(String proxy, String noProxy) {
    HttpUrl url = HttpUrl.parse(proxy);
    if (url == null || url.isHttps() || !url.username().isEmpty()) {
      throw new IllegalArgumentException("expected http://host:port, without a password");
    }
    List<String> direct = new ArrayList<>();
    for (String host : noProxy.split(",", -1)) {
      String name = host.trim().toLowerCase(Locale.ROOT);
      if (!name.isEmpty()) {
        direct.add(name.replaceFirst("^(\\*?\\.)", ""));
      }
    }
    InetSocketAddress address = InetSocketAddress.createUnresolved(url.host(), url.port());
    return new ProxyRoute(
        new Proxy(Proxy.Type.HTTP, address), Collections.unmodifiableList(direct));
  }

  @Override
  public List<Proxy> select(@Nullable URI uri) {
    String host = uri == null ? null : uri.getHost();
    boolean around = host != null && direct(host.toLowerCase(Locale.ROOT));
    return Collections.singletonList(around ? Proxy.NO_PROXY : proxy);
  }

  private boolean direct(String host) {
    return direct.stream()
        .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException why) {
    // The answer of the try says it.
  }
}
