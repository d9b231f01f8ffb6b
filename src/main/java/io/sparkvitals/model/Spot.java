package io.sparkvitals.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which executors run on spot capacity, by {@code spark.vitals.cost.spot.hosts} and {@code
 * spark.vitals.cost.spot.attribute}. Immutable.
 */
public final class Spot {
  public static final String HOSTS = "spark.vitals.cost.spot.hosts";
  public static final String ATTRIBUTE = "spark.vitals.cost.spot.attribute";

  private static final int MAX_PATTERNS = 20;
  private static final int MAX_STARS = 4;

  private final List<Pattern> hosts;
  private final String attribute;
  private final @Nullable Pattern value;

  private Spot(List<Pattern> hosts, String attribute, @Nullable Pattern value) {
    this.hosts = hosts;
    this.attribute = attribute;
    this.value = value;
  }

  public static Spot of(ApplicationFacts facts) {
    List<Pattern> hosts = new ArrayList<>();
    String patterns = facts.property(HOSTS);
    if (patterns != null) {
      for (String each : patterns.split(",", MAX_PATTERNS)) {
        Pattern pattern = glob(each);
        if (pattern != null) {
          hosts.add(pattern);
        }
      }
    }
    String pair = facts.property(ATTRIBUTE);
    int equals = pair == null ? -1 : pair.indexOf('=');
    if (pair == null || equals <= 0) {
      return new Spot(hosts, "", null);
    }
    String name = pair.substring(0, equals).trim().toUpperCase(Locale.ROOT);
    return new Spot(hosts, name, glob(pair.substring(equals + 1)));
  }

  /** Stars and question marks stand for other characters; null for nothing or too many stars. */
  private static @Nullable Pattern glob(String text) {
    String glob = text.trim();
    if (glob.isEmpty() || glob.chars().filter(c -> c == '*').count() > MAX_STARS) {
      return null;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char each = glob.charAt(i);
      regex.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** The driver is never spot, though tasks run on it in local mode. */
  public boolean holds(ExecutorFacts executor) {
    if (executor.driver()) {
      return false;
    }
    for (Pattern each : hosts) {
      if (each.matcher(executor.host()).matches()) {
        return true;
      }
    }
    return value != null && attributed(executor.attributes(), value);
  }

  private boolean attributed(Map<String, String> attributes, Pattern wanted) {
    for (Map.Entry<String, String> each : attributes.entrySet()) {
      if (each.getKey().equalsIgnoreCase(attribute)) {
        return wanted.matcher(each.getValue()).matches();
      }
    }
    return false;
  }
}
