package io.sparkvitals;

import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.ApplicationFacts;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where people and Prometheus find an application. Links may be read by any thread. */
final class Whereabouts {
  private final VitalsConfig config;
  private final Optional<EndpointAddress> address;
  private volatile ApplicationLinks links = ApplicationLinks.NONE;
  private @Nullable TargetFile target;

  /** {@code address} is that of the endpoint; empty where there is none. */
  Whereabouts(VitalsConfig config, Optional<EndpointAddress> address) {
    this.config = config;
    this.address = address;
  }

  ApplicationLinks links() {
    return links;
  }

  /** Takes over what is known by now. */
  void know(ApplicationFacts facts, @Nullable String sparkUi) {
    links = ApplicationLinks.of(sparkUi, url(""), dashboard(facts));
  }

  private String url(String path) {
    return address.map(each -> each.url() + path).orElse("");
  }

  private String dashboard(ApplicationFacts facts) {
    return config
        .text(ConfigKey.LINKS_DASHBOARD)
        .replace("{app_id}", encoded(facts.id()))
        .replace("{app_name}", encoded(facts.name()));
  }

  private static String encoded(@Nullable String text) {
    try {
      return text == null ? "" : URLEncoder.encode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JVM has UTF-8", e);
    }
  }

  /** Tells Prometheus by a file, if the user wants it. */
  void tell(@Nullable String id, Consumer<String> problems) {
    String directory = config.text(ConfigKey.DISCOVERY_DIR);
    if (directory.isEmpty() || id == null || !address.isPresent()) {
      return;
    }
    try {
      target = TargetFile.write(directory, id, address.get());
    } catch (IOException | RuntimeException | LinkageError e) {
      problems.accept(
          ConfigKey.DISCOVERY_DIR.key()
              + ": Prometheus is not told of this application: "
              + e.getMessage());
    }
  }

  /** Takes back what {@link #tell} told. */
  void forget(Consumer<String> problems) {
    TargetFile written = target;
    target = null;
    try {
      if (written != null) {
        written.remove();
      }
    } catch (IOException | RuntimeException e) {
      problems.accept(ConfigKey.DISCOVERY_DIR.key() + ": the file of this application stays: " + e);
    }
  }

  /** Where the metrics are, in a few words. */
  @Override
  public String toString() {
    return address.isPresent() ? "metrics at " + url("/metrics") : "metrics endpoint off";
  }
}
