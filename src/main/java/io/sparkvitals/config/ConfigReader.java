package io.sparkvitals.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts and checks the properties that a user gave. Used once; not thread-safe. */
final class ConfigReader {
  private static final int MAX_SHOWN = 100;
  private static final Pattern REFERENCE =
      Pattern.compile("(?<name>secret[A-Za-z]*?)(?<kind>Env|File)?(?<rest>\\..*)?");
  private static final Pattern USER_INFO = Pattern.compile("[A-Za-z]+://[^/?#]*@.*");

  private final Environment environment;
  private final EnumMap<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
  private final Map<String, Map<String, String>> rules = new TreeMap<>();
  private final Map<String, Map<String, String>> settings = new TreeMap<>();
  private final Map<String, Map<String, Secret>> secrets = new TreeMap<>();
  private final Map<String, Secret> ownSecrets = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  ConfigReader(Environment environment) {
    this.environment = environment;
  }

  VitalsConfig read(Map<String, String> properties) {
    for (Map.Entry<String, String> each : new TreeMap<>(properties).entrySet()) {
      if (each.getKey().startsWith(ConfigKey.PREFIX)) {
        read(each.getKey(), each.getValue().trim());
      }
    }
    return new VitalsConfig(values, ownSecrets, channels(), rules, problems);
  }

  private void read(String userKey, String text) {
    ConfigKey key = ConfigKey.find(userKey);
    if (key == null) {
      unknown(userKey);
    } else if (text.isEmpty()) {
      problem(userKey, "is empty; " + instead(key));
    } else if (key.secret()) {
      secret(key, userKey, text);
    } else if (key.allowed().number(text).isPresent()) {
      accept(key, userKey, text);
    } else {
      reject(key, userKey, text);
    }
  }

  private void reject(ConfigKey key, String userKey, String text) {
    String shown = '"' + printable(text) + '"';
    problem(userKey, "= " + shown + " is not " + key.allowed().expected() + "; " + instead(key));
    if (key == ConfigKey.CHANNEL_TYPE) {
      under(settings, key.owner(userKey)).put(ConfigKey.CHANNEL_ENABLED.field(), "false");
    }
  }

  private void accept(ConfigKey key, String userKey, String text) {
    if (!key.family()) {
      values.put(key, key.allowed().normalize(text));
      warnOfPassword(key, userKey, text);
    } else if (userKey.startsWith(ConfigKey.PREFIX + "rule.")) {
      under(rules, key.owner(userKey)).put(field(key, userKey), text);
    } else {
      under(settings, key.owner(userKey)).put(field(key, userKey), key.allowed().normalize(text));
      warnOfPassword(key, userKey, text);
    }
  }

  private void warnOfPassword(ConfigKey key, String userKey, String text) {
    boolean url = key == ConfigKey.CHANNEL_URL || key == ConfigKey.PUSH_URL;
    if (url && USER_INFO.matcher(text).matches()) {
      problem(userKey, "holds a password that anyone can see; use secretUrl instead");
    }
  }

  private void secret(ConfigKey key, String userKey, String text) {
    Matcher reference = REFERENCE.matcher(field(key, userKey));
    if (!reference.matches()) {
      throw new IllegalStateException(key.key() + " is no secret");
    }
    String kind = reference.group("kind") == null ? "" : reference.group("kind");
    String rest = reference.group("rest") == null ? "" : reference.group("rest");
    Map<String, Secret> own = key.family() ? under(secrets, key.owner(userKey)) : ownSecrets;
    String name = key.family() ? reference.group("name") + rest : key.key();
    if (own.containsKey(name)) {
      problem(userKey, "is ignored, for " + own.get(name).origin() + " is set too");
    } else if (kind.equals("File")) {
      own.put(name, Secret.inFile(userKey, text, environment));
    } else if (kind.isEmpty()) {
      own.put(name, Secret.of(userKey, text));
    } else {
      secretInVariable(own, name, userKey, text);
    }
  }

  private void secretInVariable(
      Map<String, Secret> own, String name, String userKey, String variable) {
    String value = environment.variable(variable);
    if (value == null || value.trim().isEmpty()) {
      // The name stays out: whoever took "Env" for part of the name wrote the secret itself here.
      problem(userKey, "names an environment variable that is not set for the driver");
    } else {
      own.put(name, Secret.of(userKey, value));
    }
  }

  private List<ChannelConfig> channels() {
    under(settings, "log").putIfAbsent(ConfigKey.CHANNEL_TYPE.field(), "log");
    for (String name : secrets.keySet()) {
      under(settings, name);
    }
    List<ChannelConfig> channels = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> each : settings.entrySet()) {
      String name = each.getKey();
      String type = each.getValue().get(ConfigKey.CHANNEL_TYPE.field());
      if ("false".equalsIgnoreCase(each.getValue().get(ConfigKey.CHANNEL_ENABLED.field()))) {
        continue;
      }
      if (type == null) {
        problem(
            ConfigKey.PREFIX + "channel." + name,
            "has no type ("
                + ConfigKey.CHANNEL_TYPE.allowed().expected()
                + "); the channel is off");
      } else {
        channels.add(channel(name, type, each.getValue()));
      }
    }
    return channels;
  }

  private ChannelConfig channel(String name, String type, Map<String, String> own) {
    boolean secretUrl = type.equals("slack") || type.equals("teams");
    if (secretUrl && own.remove(ConfigKey.CHANNEL_URL.field()) != null) {
      problem(
          ConfigKey.PREFIX + "channel." + name + ".url",
          "is ignored: the URL of a "
              + type
              + " channel is a secret that Spark would show under this key;"
              + " use secretUrl");
    }
    return ChannelConfig.of(name, type, own, secrets.getOrDefault(name, Collections.emptyMap()));
  }

  private void unknown(String userKey) {
    String hint = Nearest.key(userKey).map(key -> "; did you mean " + key + "?").orElse("");
    problem(userKey, "is no setting and is ignored" + hint);
  }

  private void problem(String userKey, String what) {
    problems.add(printable(userKey) + " " + what);
  }

  private static String instead(ConfigKey key) {
    if (key == ConfigKey.CHANNEL_TYPE) {
      return "the channel is off";
    }
    if (key == ConfigKey.DESCRIPTIONS_ENABLED) {
      return "descriptions are not read";
    }
    return key.defaultText().isEmpty()
        ? "the setting is ignored"
        : "the default " + key.defaultText() + " is used";
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MAX_SHOWN ? clean : clean.substring(0, MAX_SHOWN) + "…";
  }

  /** What stands behind the owner in a user's key, or behind the last dot if it has no owner. */
  private static String field(ConfigKey key, String userKey) {
    if (!key.family()) {
      return userKey.substring(userKey.lastIndexOf('.') + 1);
    }
    int owner = key.key().indexOf('<');
    return userKey.substring(owner + key.owner(userKey).length() + 1);
  }

  private static <T> Map<String, T> under(Map<String, Map<String, T>> all, String owner) {
    return all.computeIfAbsent(owner, name -> new TreeMap<>());
  }
}
