package io.sparkvitals.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of one channel, {@code spark.vitals.channel.<name>.*}. Immutable. */
public final class ChannelConfig {
  private final String name;
  private final String type;
  private final Map<String, String> settings;
  private final Map<String, Secret> secrets;

  private ChannelConfig(
      String name, String type, Map<String, String> settings, Map<String, Secret> secrets) {
    this.name = name;
    this.type = type;
    this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    this.secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  /** Settings and secrets stand under their short names, such as {@code url}, all of them valid. */
  static ChannelConfig of(
      String name, String type, Map<String, String> settings, Map<String, Secret> secrets) {
    return new ChannelConfig(name, type, settings, secrets);
  }

  /** The name that the user gave it. */
  public String name() {
    return name;
  }

  /** A word of the choice that {@link ConfigKey#CHANNEL_TYPE} allows. */
  public String type() {
    return type;
  }

  /** The value of a channel setting, or its default; empty where there is neither. */
  public Optional<String> setting(ConfigKey key) {
    String text = settings.getOrDefault(key.field(), key.defaultText());
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The value, or the default, of a channel setting that is a duration. */
  public long millis(ConfigKey key) {
    return (long)
        key.allowed().number(settings.getOrDefault(key.field(), key.defaultText())).orElse(0);
  }

  /** The value, or the default, of a channel setting that is true or false. */
  public boolean flag(ConfigKey key) {
    return key.allowed().number(settings.getOrDefault(key.field(), key.defaultText())).orElse(0)
        != 0;
  }

  public Optional<Secret> secret(ConfigKey key) {
    return Optional.ofNullable(secrets.get(key.field()));
  }

  /** Values of {@link ConfigKey#CHANNEL_HEADER} by header. */
  public Map<String, String> headers() {
    return family(settings, ConfigKey.CHANNEL_HEADER);
  }

  /** Values of {@link ConfigKey#CHANNEL_SECRET_HEADER} by header. */
  public Map<String, Secret> secretHeaders() {
    return family(secrets, ConfigKey.CHANNEL_SECRET_HEADER);
  }

  private static <T> Map<String, T> family(Map<String, T> all, ConfigKey key) {
    String prefix = key.field().substring(0, key.field().indexOf('<'));
    Map<String, T> found = new LinkedHashMap<>();
    for (Map.Entry<String, T> each : all.entrySet()) {
      if (each.getKey().startsWith(prefix)) {
        found.put(each.getKey().substring(prefix.length()), each.getValue());
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /** The setting's full key for this channel, for messages to people. */
  public String key(ConfigKey key) {
    return ConfigKey.PREFIX + "channel." + name + "." + key.field();
  }

  /** Name and type; no setting, for a plain one may hold what should be secret. */
  @Override
  public String toString() {
    return name + " (" + type + ")";
  }
}
