package io.sparkvitals.replay;

import io.sparkvitals.files.FileStore;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows by the names of files which of them are event logs, and parts of one. */
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

  private LogDirectory() {}

  /** The files of the one log that a directory is, in their order; none if it is no log. */
  static List<FileStore.Entry> parts(List<FileStore.Entry> inside) {
    List<FileStore.Entry> rolled =
        files(inside).stream()
            .filter(file -> ROLLED.matcher(file.name()).matches())
            .sorted(Comparator.comparing(LogDirectory::number).thenComparing(FileStore.Entry::name))
            .collect(Collectors.toList());
    return rolled.isEmpty() ? databricks(inside) : withoutCompacted(rolled);
  }

  /** Whether all that may be a log in a directory is part of one. */
  static boolean isOneLog(List<FileStore.Entry> inside) {
    List<FileStore.Entry> parts = parts(inside);
    return !parts.isEmpty()
        && (ROLLED.matcher(parts.get(0).name()).matches()
            || inside.stream().filter(LogDirectory::mayBeLog).allMatch(parts::contains));
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
  static String describe(List<FileStore.Entry> inside) {
    if (inside.isEmpty()) {
      return "is an empty directory; name an event log, a file or the directory of a rolling one";
    }
    if (inside.stream().anyMatch(LogDirectory::mayBeLog)) {
      return "is a directory, but not that of a rolling event log (no file events_N_… in it);"
          + " name one log, or give a directory of many logs to backtest";
    }
    return "is a directory without a file of events; name an event log";
  }

  private static List<FileStore.Entry> databricks(List<FileStore.Entry> inside) {
    Comparator<FileStore.Entry> undatedLast =
        Comparator.comparing(file -> file.name().equals(DATABRICKS));
    return files(inside).stream()
        .filter(file -> file.name().startsWith(DATABRICKS))
        .sorted(undatedLast.thenComparing(FileStore.Entry::name))
        .collect(Collectors.toList());
  }

  private static List<FileStore.Entry> files(List<FileStore.Entry> inside) {
    return inside.stream().filter(entry -> !entry.directory()).collect(Collectors.toList());
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

  private static boolean isCompact(FileStore.Entry file) {
    return COMPACT.matcher(file.name()).find();
  }

  /** Of any length: a name is not ours to choose. */
  private static BigInteger number(FileStore.Entry file) {
    Matcher rolled = ROLLED.matcher(file.name());
    return rolled.matches() ? new BigInteger(rolled.group(1)) : BigInteger.ZERO;
  }
}
