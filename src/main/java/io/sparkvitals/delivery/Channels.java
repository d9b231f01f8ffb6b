package io.sparkvitals.delivery;

import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import java.io.IOException;
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

  /** The clock, in Unix time, is for signatures. */
  public Channels(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /**
   * The channels that can work. Each other one costs a line to {@code problems}, which holds no
   * secret, and is off.
   */
  public List<AlertChannel> of(List<ChannelConfig> configs, Consumer<String> problems) {
    List<AlertChannel> channels = new ArrayList<>();
    for (ChannelConfig config : configs) {
      try {
        channels.add(channel(config));
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

  private AlertChannel channel(ChannelConfig config) throws IOException {
    ChannelMatch match = match(config);
    switch (config.type()) {
      case "log":
        return new LogChannel(config.name(), match);
      case "slack":
        return http(config, match, new SlackFormat(), new Endpoint(secretUrl(config)));
      case "pagerduty":
        return pagerDuty(config, match);
      case "webhook":
        return http(config, match, new WebhookFormat(config.name()), webhook(config));
      default:
        throw new IllegalArgumentException("the type " + config.type() + " is not known");
    }
  }

  private static AlertChannel http(
      ChannelConfig config, ChannelMatch match, AlertFormat format, Endpoint endpoint)
      throws IOException {
    endpoint.check();
    long timeoutMillis = config.millis(ConfigKey.CHANNEL_TIMEOUT);
    return new HttpChannel(config.name(), match, format, endpoint, timeoutMillis);
  }

  /** What the user says; else PagerDuty gets no info, for it calls people. */
  private static ChannelMatch match(ChannelConfig config) {
    String otherwise = config.type().equals("pagerduty") ? "severity>=warning" : "";
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

  private static AlertChannel pagerDuty(ChannelConfig config, ChannelMatch match)
      throws IOException {
    Secret key = needed(config, ConfigKey.CHANNEL_SECRET_ROUTING_KEY);
    int length = key.reveal().length();
    if (length != ROUTING_KEY_LENGTH) {
      throw new IllegalArgumentException(
          key.origin() + ": expected " + ROUTING_KEY_LENGTH + " characters, found " + length);
    }
    Endpoint endpoint = new Endpoint(pagerDutyUrl(config)).hides(key::reveal);
    return http(config, match, new PagerDutyFormat(key), endpoint);
  }

  private static Endpoint.Source pagerDutyUrl(ChannelConfig config) {
    String base = config.setting(ConfigKey.CHANNEL_URL).orElse(PagerDutyFormat.DEFAULT_BASE);
    String url = base.replaceAll("/+$", "") + PagerDutyFormat.PATH;
    return () -> url;
  }

  private Endpoint webhook(ChannelConfig config) {
    Optional<String> plain = config.setting(ConfigKey.CHANNEL_URL);
    boolean secret = config.secret(ConfigKey.CHANNEL_SECRET_URL).isPresent();
    Endpoint endpoint = new Endpoint(secret || !plain.isPresent() ? secretUrl(config) : plain::get);
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
