package io.sparkvitals.cli;

import io.sparkvitals.rules.Texts;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One line that says how far a long piece of work is, drawn over itself on the terminal where a
 * person watches and nowhere else. Work of less than a second shows none. Thread-safe.
 */
final class Progress {
  private static final long QUIET_NANOS = 1_000_000_000L;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final int WIDTH = 78;
  private static final double MEGABYTE = 1e6;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private long startedNanos;
  private long drawnNanos;
  private int drawn;

  Progress(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    start();
  }

  /** A new piece of work begins. */
  synchronized void start() {
    clear();
    startedNanos = nanoTime.getAsLong();
    drawnNanos = startedNanos;
  }

  /** What is told how many of {@code total} bytes of a file have been read. */
  LongConsumer reading(String name, long total) {
    start();
    return bytes -> show(seconds -> readLine(name, bytes, total, seconds));
  }

  /** So many of so many logs are done. */
  void logs(int done, int total, int unread) {
    String broken = unread == 0 ? "" : ", " + unread + " could not be read";
    show(seconds -> String.format(Locale.ROOT, "%,d of %,d logs%s", done, total, broken));
  }

  private static String readLine(String name, long bytes, long total, double seconds) {
    double part = total <= 0 ? 0 : Math.min(1, (double) bytes / total);
    double left = part > 0 ? seconds / part - seconds : 0;
    String figures =
        String.format(
            Locale.ROOT,
            " %3.0f %% of %,.0f MB, %,.0f MB/s, %,.0f s left",
            Math.floor(part * 100),
            total / MEGABYTE,
            bytes / MEGABYTE / seconds,
            Math.ceil(left));
    return end(Texts.visible(name), WIDTH - figures.length()) + figures;
  }

  /** The end of a path tells more than its beginning. */
  private static String end(String name, int width) {
    return name.length() <= width ? name : "…" + name.substring(name.length() - width + 1);
  }

  private synchronized void show(Line line) {
    long now = nanoTime.getAsLong();
    if (terminal.messagesWatched()
        && now - startedNanos >= QUIET_NANOS
        && now - drawnNanos >= REDRAW_NANOS) {
      drawnNanos = now;
      String text = line.after((now - startedNanos) / 1e9);
      terminal.draw("\r" + text + blanks(drawn - text.length()));
      drawn = text.length();
    }
  }

  /** Leaves the line empty for whatever is written next. */
  synchronized void clear() {
    if (drawn > 0) {
      terminal.draw("\r" + blanks(drawn) + "\r");
      drawn = 0;
    }
  }

  private static String blanks(int count) {
    StringBuilder blanks = new StringBuilder();
    for (int i = 0; i < count; i++) {
      blanks.append(' ');
    }
    return blanks.toString();
  }

  private interface Line {
    String after(double seconds);
  }
}
