package io.sparkvitals.replay;

import io.sparkvitals.files.FileStore;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory, of which the names of the files say which are event logs, and parts of one.
 * Immutable.
 */
final class LogDirectory {
  /** Of a rolling log: {@code events_3_app-1.zstd}. */
  private static final Pattern ROLLED = Pattern.compile("events_(\\d+)_.*", Pattern.DOTALL);

  /** Spark rewrote all parts up to this one, and left out what is of no use for its UI. */
  private static final Pattern COMPACT = Pattern.compile("\\.compact(\\.|$)");

  private static final String ROLLING_PREFIX = "eventlog_v2_";

  /** Of a Databricks log: {@code eventlog-2024-05-01--10-00.gz}; the newest has no date yet. */
  private static final String DATABRICKS = "eventlog";

  /** Hadoop hides what begins with a dot or an underscore, such as _SUCCESS and .x.crc. */
  private static final Pattern NO_LOG =
      Pattern.compile("[._].*|appstatus_.*|.*\\.(crc|md5|sha\\d+|sig|asc)", Pattern.DOTALL);

  /** What people put beside the parts of a log. */
  private static final Pattern NOTES = Pattern.compile("(?is)readme.*|.*\\.(txt|md|html?|pdf|csv)");

  private final String name;
  private final List<FileStore.Entry> inside;

  /** {@code name} is that of the directory, without what is before it. */
  LogDirectory(String name, List<FileStore.Entry> inside) {
    this.name = name;
    this.inside = inside;
  }

  /** The files of the one log that the directory is, in their order; none if it is no log. */
  List<FileStore.Entry> parts() {
    List<FileStore.Entry> rolled = rolled();
    if (rolled.isEmpty()) {
      return databricks();
    }
    return isStray(rolled) ? Collections.emptyList() : withoutCompacted(rolled);
  }

  /** The numbers of the parts that a rolling log lacks, such as {@code 4} or {@code 6 to 9}. */
  List<String> missing() {
    List<String> gaps = new ArrayList<>();
    List<FileStore.Entry> parts = rolled().isEmpty() ? Collections.emptyList() : parts();
    BigInteger expected = null;
    for (FileStore.Entry part : parts) {
      BigInteger number = number(part);
      if (expected == null) {
        // The first one has the number 1, unless it tells all that those before it told.
        expected = isCompact(part) ? number : BigInteger.ONE.min(number);
      }
      if (number.compareTo(expected) > 0) {
        BigInteger last = number.subtract(BigInteger.ONE);
        gaps.add(expected.equals(last) ? last.toString() : expected + " to " + last);
      }
      expected = number.add(BigInteger.ONE);
    }
    return gaps;
  }

  /** Whether the directory is a log, so that its parts are no logs of their own. */
  boolean isOneLog() {
    List<FileStore.Entry> parts = parts();
    return !parts.isEmpty()
        && (isRolled(parts.get(0))
            || files().filter(LogDirectory::mayBeLog).allMatch(parts::contains));
  }

  /** What may be a log of its own. */
  List<FileStore.Entry> others() {
    List<FileStore.Entry> parts = isOneLog() ? parts() : Collections.emptyList();
    return inside.stream()
        .filter(LogDirectory::mayBeLog)
        .filter(entry -> parts.isEmpty() || !(parts.contains(entry) || isBeside(entry)))
        .collect(Collectors.toList());
  }

  /** Whether it is a part that another one replaces, or no log at all. */
  private static boolean isBeside(FileStore.Entry entry) {
    return isRolled(entry) || NOTES.matcher(entry.name()).matches();
  }

  private List<FileStore.Entry> rolled() {
    return files()
        .filter(LogDirectory::isRolled)
        .sorted(Comparator.comparing(LogDirectory::number).thenComparing(FileStore.Entry::name))
        .collect(Collectors.toList());
  }

  /** Whether it is one part among other logs, in a directory that Spark did not make for it. */
  private boolean isStray(List<FileStore.Entry> rolled) {
    return rolled.size() == 1
        && !isRollingName(name)
        && inside.stream()
            .filter(LogDirectory::mayBeLog)
            .anyMatch(
                entry ->
                    entry.directory()
                        ? isRollingName(entry.name())
                        : entry.problem() == null && !isBeside(entry));
  }

  /** Whether the name of a file or directory does not say that it is no log. */
  static boolean mayBeLog(FileStore.Entry entry) {
    return !NO_LOG.matcher(entry.name()).matches();
  }

  /** Whether Spark names the directory of a rolling log so. */
  static boolean isRollingName(String name) {
    return name.startsWith(ROLLING_PREFIX);
  }

  /** Says of a directory that is no log what it is and what to do. */
  String describe() {
    if (inside.isEmpty()) {
      return "is an empty directory; name an event log, a file or the directory of a rolling one";
    }
    if (!rolled().isEmpty()) {
      return "is a directory of several logs; name one of them, or give it to backtest";
    }
    if (inside.stream().anyMatch(LogDirectory::mayBeLog)) {
      return "is a directory, but not that of a rolling event log (no file events_N_… in it);"
          + " name one log, or give a directory of many logs to backtest";
    }
    return "is a directory without a file of events; name an event log";
  }

  private List<FileStore.Entry> databricks() {
    Comparator<FileStore.Entry> undatedLast =
        Comparator.comparing(file -> file.name().equals(DATABRICKS));
    return files()
        .filter(file -> file.name().startsWith(DATABRICKS))
        .sorted(undatedLast.thenComparing(FileStore.Entry::name))
        .collect(Collectors.toList());
  }

  private Stream<FileStore.Entry> files() {
    return inside.stream().filter(entry -> !entry.directory() && entry.problem() == null);
  }

  private static List<FileStore.Entry> withoutCompacted(List<FileStore.Entry> rolled) {
    BigInteger compact = null;
    for (FileStore.Entry file : rolled) {
      compact = isCompact(file) ? number(file) : compact;
    }
    if (compact == null) {
      return rolled;
    }
    List<FileStore.Entry> kept = new ArrayList<>();
    for (FileStore.Entry file : rolled) {
      int order = number(file).compareTo(compact);
      if (isCompact(file) ? order == 0 : order > 0) {
        kept.add(file);
      }
    }
    return kept;
  }

  private static boolean isRolled(FileStore.Entry file) {
    return ROLLED.matcher(file.name()).matches();
  }

  private static boolean isCompact(FileStore.Entry file) {
    return COMPACT.matcher(file.name()).find();
  }

  /** Of any length: a name is not ours to choose. */
  private static BigInteger number(FileStore.Entry file) {
    Matcher rolled = ROLLED.matcher(file.name());
    return rolled.matches() ? new BigInteger(rolled.group(1)) : BigInteger.ZERO;
  }
}
