package io.sparkvitals.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agent's settings, checked. Immutable; what is not set, or set wrongly, has its default. */
public final class VitalsConfig {
  private final Map<ConfigKey, String> values;
  private final Map<String, Secret> secrets;
  private final List<ChannelConfig> channels;
  private final Map<String, Map<String, String>> ruleOverrides;
  private final List<String> problems;

  VitalsConfig(
      EnumMap<ConfigKey, String> values,
      Map<String, Secret> secrets,
      List<ChannelConfig> channels,
      Map<String, Map<String, String>> ruleOverrides,
      List<String> problems) {
    this.values = Collections.unmodifiableMap(values);
    this.secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
    this.channels = Collections.unmodifiableList(channels);
    this.ruleOverrides = Collections.unmodifiableMap(ruleOverrides);
    this.problems = Collections.unmodifiableList(problems);
  }

  /**
   * Reads the properties that start with {@link ConfigKey#PREFIX} and passes over the others. Never
   * throws: see {@link #problems}.
   */
  public static VitalsConfig of(Map<String, String> properties, Environment environment) {
    return new ConfigReader(environment).read(properties);
  }

  public boolean flag(ConfigKey key) {
    return number(key) != 0;
  }

  /** The value as it was written; empty where it is not set and has no default. */
  public String text(ConfigKey key) {
    return values.getOrDefault(key, key.defaultText());
  }

  /** A whole number; -1 for a port that is off. */
  public int integer(ConfigKey key) {
    return (int) number(key);
  }

  /** A duration in milliseconds. */
  public long millis(ConfigKey key) {
    return (long) number(key);
  }

  /** A size in bytes. */
  public long bytes(ConfigKey key) {
    return (long) number(key);
  }

  public double ratio(ConfigKey key) {
    return number(key);
  }

  private double number(ConfigKey key) {
    return key.allowed()
        .number(text(key))
        .orElseThrow(() -> new IllegalArgumentException(key.key() + " has no such value"));
  }

  /** A secret that belongs to no channel, if it is set. */
  public Optional<Secret> secret(ConfigKey key) {
    return Optional.ofNullable(secrets.get(key.key()));
  }

  /** Channels that are on, by name; what each needs is checked by the one who builds it. */
  public List<ChannelConfig> channels() {
    return channels;
  }

  /** Rule id to field, such as {@code threshold} or {@code guard.count}, to the text as written. */
  public Map<String, Map<String, String>> ruleOverrides() {
    return ruleOverrides;
  }

  /** One line for each setting that is wrong; no line shows a secret. */
  public List<String> problems() {
    return problems;
  }

  /** Whether something is wrong with a setting whose key, as the user wrote it, starts so. */
  public boolean wrong(String prefix) {
    return problems.stream().anyMatch(problem -> problem.startsWith(prefix));
  }
}
