package io.sparkvitals;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.metrics.MetricsServer;

/** Where others reach the endpoint. Immutable. */
final class EndpointAddress {
  private final String scheme;
  private final String target;

  EndpointAddress(String scheme, String target) {
    this.scheme = scheme;
    this.target = target;
  }

  /**
   * As the user says; else where the endpoint listens, or the driver's host if it does anywhere.
   */
  static EndpointAddress of(VitalsConfig config, String driverHost, MetricsServer server) {
    String advertised = config.text(ConfigKey.LINKS_ADVERTISED_HOST);
    String bound = config.text(ConfigKey.HOST);
    boolean anywhere = bound.isEmpty() || bound.equals("0.0.0.0") || bound.equals("::");
    String host = anywhere ? driverHost : bound;
    return new EndpointAddress(
        server.secure() ? "https" : "http",
        bracketed(advertised.isEmpty() ? host : advertised) + ":" + server.port());
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** {@code http} or {@code https}. */
  String scheme() {
    return scheme;
  }

  /** Host and port. */
  String target() {
    return target;
  }

  /** The address of the landing page. */
  String url() {
    return scheme + "://" + target;
  }
}
