package io.sparkvitals.delivery;

import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes channels from their settings. */
public final class Channels {
  private static final int ROUTING_KEY_LENGTH = 32;

  private final LongSupplier clockMillis;
  private final AlertLog log;

  /** The clock, in Unix time, is for signatures; the log for channels that write to it. */
  public Channels(LongSupplier clockMillis, AlertLog log) {
    this.clockMillis = clockMillis;
    this.log = log;
  }

  /**
   * The channels that can work. Each other one costs a line to {@code problems}, which holds no
   * secret, and is off.
   */
  public List<AlertChannel> of(List<ChannelConfig> configs, Consumer<String> problems) {
    List<AlertChannel> channels = new ArrayList<>();
    for (ChannelConfig config : configs) {
      try {
        channels.addAll(channels(config, problems));
      } catch (IOException | IllegalArgumentException e) {
        problems.accept(
            ConfigKey.PREFIX
                + "channel."
                + config.name()
                + ": "
                + e.getMessage()
                + "; the channel is off");
      }
    }
    return Collections.unmodifiableList(channels);
  }

  private List<AlertChannel> channels(ChannelConfig config, Consumer<String> problems)
      throws IOException {
    if (config.type().equals("alertmanager")) {
      return replicas(config);
    }
    if (config.type().equals("opsgenie")) {
      problems.accept(
          config.key(ConfigKey.CHANNEL_TYPE)
              + " = opsgenie is deprecated: Opsgenie itself ends on 2027-04-05");
    }
    return Collections.singletonList(channel(config));
  }

  private AlertChannel channel(ChannelConfig config) throws IOException {
    ChannelMatch match = match(config);
    switch (config.type()) {
      case "log":
        return new LogChannel(config.name(), match, log);
      case "file":
        return new JsonLinesChannel(config.name(), match, file(config));
      case "slack":
        return http(config, match, new SlackFormat(), new Endpoint(secretUrl(config)));
      case "teams":
        return http(config, match, new TeamsFormat(), new Endpoint(secretUrl(config)));
      case "pagerduty":
        return pagerDuty(config, match);
      case "opsgenie":
        return http(config, match, new OpsgenieFormat(), opsgenie(config));
      case "webhook":
        return http(
            config, match, new WebhookFormat(config.name()), authorized(config, url(config)));
      default:
        throw new IllegalArgumentException("the type " + config.type() + " is not known");
    }
  }

  private AlertChannel http(
      ChannelConfig config, ChannelMatch match, AlertFormat format, Endpoint endpoint)
      throws IOException {
    return new HttpChannel(config.name(), match, format, receiver(config, endpoint));
  }

  private HttpReceiver receiver(ChannelConfig config, Endpoint endpoint) throws IOException {
    endpoint.check();
    DryRun dryRun = config.flag(ConfigKey.CHANNEL_DRY_RUN) ? dryRun(config) : null;
    return new HttpReceiver(endpoint, config.millis(ConfigKey.CHANNEL_TIMEOUT), dryRun);
  }

  private DryRun dryRun(ChannelConfig config) {
    boolean toFile = config.setting(ConfigKey.CHANNEL_PATH).isPresent();
    return new DryRun(config.name(), config.type(), toFile ? file(config) : null, log);
  }

  private static LineFile file(ChannelConfig config) {
    String path =
        config
            .setting(ConfigKey.CHANNEL_PATH)
            .orElseThrow(() -> missing(config.key(ConfigKey.CHANNEL_PATH)));
    try {
      return new LineFile(Paths.get(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(config.key(ConfigKey.CHANNEL_PATH) + " is no path");
    }
  }

  private static IllegalArgumentException missing(String what) {
    return new IllegalArgumentException(what + " is missing");
  }

  /** A channel for each replica, so that none waits for another. */
  private List<AlertChannel> replicas(ChannelConfig config) throws IOException {
    Endpoint.Source urls = url(config);
    int number = split(urls.read()).size();
    ChannelMatch match = match(config);
    List<AlertChannel> replicas = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int index = i;
      Endpoint endpoint = authorized(config, () -> replica(urls.read(), index));
      String name = number == 1 ? config.name() : config.name() + "-" + (i + 1);
      replicas.add(
          new AlertmanagerChannel(
              name,
              match,
              receiver(config, endpoint),
              AlertmanagerTimes.STANDARD,
              clockMillis,
              log));
    }
    if (replicas.isEmpty()) {
      throw missing(config.key(ConfigKey.CHANNEL_URL));
    }
    return replicas;
  }

  private static List<String> split(String urls) {
    List<String> split = new ArrayList<>();
    for (String url : urls.split("[,\\s]+", -1)) {
      if (!url.isEmpty()) {
        split.add(url.replaceAll("/+$", ""));
      }
    }
    return split;
  }

  private static String replica(String urls, int index) throws IOException {
    List<String> split = split(urls);
    if (index >= split.size()) {
      throw new IOException("there is no URL of replica " + (index + 1) + " any more");
    }
    return split.get(index);
  }

  /** What the user says; else who calls people gets no info. */
  private static ChannelMatch match(ChannelConfig config) {
    boolean calls = config.type().equals("pagerduty") || config.type().equals("opsgenie");
    String otherwise = calls ? "severity>=warning" : "";
    String text = config.setting(ConfigKey.CHANNEL_MATCH).orElse(otherwise);
    return text.isEmpty() ? ChannelMatch.all() : ChannelMatch.parse(text);
  }

  private static Endpoint.Source secretUrl(ChannelConfig config) {
    return needed(config, ConfigKey.CHANNEL_SECRET_URL)::reveal;
  }

  private static Secret needed(ChannelConfig config, ConfigKey key) {
    return config
        .secret(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(config.key(key) + " (or …Env, or …File) is missing"));
  }

  private AlertChannel pagerDuty(ChannelConfig config, ChannelMatch match) throws IOException {
    Secret key = needed(config, ConfigKey.CHANNEL_SECRET_ROUTING_KEY);
    int length = key.reveal().length();
    if (length != ROUTING_KEY_LENGTH) {
      throw new IllegalArgumentException(
          key.origin() + ": expected " + ROUTING_KEY_LENGTH + " characters, found " + length);
    }
    Endpoint.Source url = based(config, PagerDutyFormat.DEFAULT_BASE, PagerDutyFormat.PATH);
    return http(config, match, new PagerDutyFormat(key), new Endpoint(url).hides(key::reveal));
  }

  private static Endpoint opsgenie(ChannelConfig config) {
    Secret key = needed(config, ConfigKey.CHANNEL_SECRET_API_KEY);
    return new Endpoint(based(config, OpsgenieFormat.DEFAULT_BASE, ""))
        .header("Authorization", () -> "GenieKey " + key.reveal())
        .hides(key::reveal);
  }

  private static Endpoint.Source based(ChannelConfig config, String defaultBase, String path) {
    String base = config.setting(ConfigKey.CHANNEL_URL).orElse(defaultBase);
    String url = base.replaceAll("/+$", "") + path;
    return () -> url;
  }

  private static Endpoint.Source url(ChannelConfig config) {
    Optional<String> plain = config.setting(ConfigKey.CHANNEL_URL);
    boolean secret = config.secret(ConfigKey.CHANNEL_SECRET_URL).isPresent();
    return secret || !plain.isPresent() ? secretUrl(config) : plain::get;
  }

  private Endpoint authorized(ChannelConfig config, Endpoint.Source url) {
    Endpoint endpoint = new Endpoint(url);
    config.headers().forEach((name, value) -> endpoint.header(name, () -> value));
    config.secretHeaders().forEach(endpoint::secretHeader);
    config.secret(ConfigKey.CHANNEL_SECRET_TOKEN).ifPresent(endpoint::bearer);
    Optional<Secret> password = config.secret(ConfigKey.CHANNEL_SECRET_PASSWORD);
    String user = config.setting(ConfigKey.CHANNEL_USER).orElse("");
    password.ifPresent(secretPassword -> endpoint.basic(user, secretPassword));
    config
        .secret(ConfigKey.CHANNEL_SECRET_SIGNING_KEY)
        .ifPresent(key -> endpoint.signedBy(new Signature(key, clockMillis)));
    return endpoint;
  }
}
