package io.sparkvitals.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Of an application's Spark properties, the names of those whose values stay outside the door, of
 * all the names of those that show a secret, and of what sessions set the names of those outside of
 * SQL. Never a value: of those that belong to processes hashes are kept, to tell a session's from
 * the application's. Immutable.
 */
public final class OtherKeys {
  public static final OtherKeys NONE =
      new OtherKeys(
          Collections.emptyNavigableSet(),
          Collections.emptyNavigableSet(),
          Collections.emptyNavigableSet(),
          Collections.emptyMap(),
          false,
          0);

  private static final String PREFIX = "spark.";
  private static final String SQL = "spark.sql.";

  /** So many names are kept, the first in the order of the alphabet. */
  static final int MAX_NAMES = 1_000;

  /** Characters of a name; a longer one is no setting. */
  static final int MAX_NAME = 200;

  private static final int MAX_PRINTED = 1_000;
  private static final int HIDDEN = 0;

  private final NavigableSet<String> names;
  private final NavigableSet<String> exposed;
  private final NavigableSet<String> session;
  private final Map<String, Integer> prints;
  private final boolean job;
  private final long dropped;

  private OtherKeys(
      NavigableSet<String> names,
      NavigableSet<String> exposed,
      NavigableSet<String> session,
      Map<String, Integer> prints,
      boolean job,
      long dropped) {
    this.names = names;
    this.exposed = exposed;
    this.session = session;
    this.prints = prints;
    this.job = job;
    this.dropped = dropped;
  }

  /**
   * Whether it is of the processes of an application. Spark does not say which of these a session
   * set otherwise, only, with each job of a query, which it has.
   */
  public static boolean ofProcess(String name) {
    return name.startsWith("spark.executor.") || name.startsWith("spark.driver.");
  }

  /** What tells one value from another and shows neither. */
  public static int print(String value) {
    boolean hidden = value.contains("(redacted)");
    return hidden ? HIDDEN : value.substring(0, Math.min(MAX_PRINTED, value.length())).hashCode();
  }

  /** Of all that a session set otherwise than the application did. */
  public static OtherKeys ofSession(Iterable<String> names) {
    NavigableSet<String> session = new TreeSet<>();
    long dropped = 0;
    for (String each : names) {
      if (each.startsWith(PREFIX) && !each.startsWith(SQL)) {
        boolean fits = each.length() <= MAX_NAME && session.size() < MAX_NAMES;
        dropped += fits || session.contains(each) ? 0 : 1;
        if (fits) {
          session.add(each);
        }
      }
    }
    return session.isEmpty() && dropped == 0
        ? NONE
        : new OtherKeys(NONE.names, NONE.exposed, session, NONE.prints, false, dropped);
  }

  /**
   * Of what a session has of its processes, as each job of a query tells it, by {@link #print} of
   * the values. What of it the session set shows only beside what the application has.
   */
  public static OtherKeys ofJob(Map<String, Integer> prints) {
    Map<String, Integer> kept = Collections.unmodifiableMap(new HashMap<>(prints));
    return kept.isEmpty()
        ? NONE
        : new OtherKeys(NONE.names, NONE.exposed, NONE.session, kept, true, 0);
  }

  /** With what is told of later; what is told again counts once. */
  public OtherKeys and(OtherKeys later) {
    if (later == NONE) {
      return this;
    }
    OtherKeys more = later.job ? ofSession(setOtherwise(later.prints)) : later;
    return new OtherKeys(
        both(names, more.names),
        both(exposed, more.exposed),
        both(session, more.session),
        more.prints.isEmpty() ? prints : more.prints,
        false,
        Math.max(dropped, more.dropped));
  }

  private Set<String> setOtherwise(Map<String, Integer> ofSession) {
    Set<String> names = new TreeSet<>();
    if (!prints.isEmpty()) {
      ofSession.forEach(
          (name, print) -> {
            Integer own = prints.get(name);
            boolean fresh = own == null && dropped == 0;
            boolean other = own != null && own != HIDDEN && print != HIDDEN && !own.equals(print);
            if (fresh || other) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private static NavigableSet<String> both(NavigableSet<String> some, NavigableSet<String> more) {
    if (some.containsAll(more)) {
      return some;
    }
    NavigableSet<String> all = new TreeSet<>(some);
    for (String each : more) {
      if (all.size() < MAX_NAMES) {
        all.add(each);
      }
    }
    return Collections.unmodifiableNavigableSet(all);
  }

  /** Names of {@code spark.*} properties that are not in {@link EnvironmentKeys}. */
  public Set<String> names() {
    return names;
  }

  /** Names of properties whose value looks like a secret, and which Spark shows to everybody. */
  public Set<String> exposed() {
    return exposed;
  }

  /** Names of properties outside of SQL that a session set otherwise than the application did. */
  public Set<String> session() {
    return Collections.unmodifiableSet(session);
  }

  /** How many names were too many, or too long, to be kept. */
  public long dropped() {
    return dropped;
  }

  /** Takes one property after the other, and lets go of their values at the end. */
  public static final class Draft {
    private static final int MAX_VALUE = 1_000;
    private static final int MAX_KNOWN_VALUE = 100_000;

    private final NavigableMap<String, String> values = new TreeMap<>();
    private long dropped;

    /** One of the Spark properties, in any order. */
    public void add(String key, String value) {
      if (!key.startsWith(PREFIX)) {
        return;
      }
      if (key.length() > MAX_NAME) {
        dropped++;
        return;
      }
      int max = EnvironmentKeys.all().contains(key) ? MAX_KNOWN_VALUE : MAX_VALUE;
      values.put(key, value.substring(0, Math.min(max, value.length())));
      if (values.size() > MAX_NAMES + EnvironmentKeys.all().size()) {
        values.pollLastEntry();
        dropped++;
      }
    }

    /** What was added, by the pattern for secrets that is among it. */
    public OtherKeys keys() {
      Redaction redaction = Redaction.of(values);
      NavigableSet<String> names = new TreeSet<>();
      NavigableSet<String> exposed = new TreeSet<>();
      Map<String, Integer> prints = new HashMap<>();
      for (Map.Entry<String, String> each : values.entrySet()) {
        if (!EnvironmentKeys.all().contains(each.getKey())) {
          names.add(each.getKey());
        }
        if (ofProcess(each.getKey())) {
          prints.put(each.getKey(), print(each.getValue()));
        }
        if (redaction.exposed(each.getKey(), each.getValue())) {
          exposed.add(each.getKey());
        }
      }
      return new OtherKeys(
          Collections.unmodifiableNavigableSet(names),
          Collections.unmodifiableNavigableSet(exposed),
          NONE.session,
          Collections.unmodifiableMap(prints),
          false,
          dropped);
    }
  }
}
