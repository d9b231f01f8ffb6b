package io.sparkvitals.demo;

import io.sparkvitals.cluster.MetricsPage;
import io.sparkvitals.demo.Screen.Look;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Timer;
import java.util.TimerTask;

/** Scrapes the agent every 10 s and shows a few of its figures in one line. Thread-safe. */
final class LiveFigures implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final URI page;
  private final Screen screen;
  private final Timer timer = new Timer("live-figures", true);

  LiveFigures(URI page, Screen screen) {
    this.page = page;
    this.screen = screen;
  }

  void start() {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            show();
          }
        };
    timer.schedule(task, PERIOD.toMillis(), PERIOD.toMillis());
  }

  @Override
  public void close() {
    timer.cancel();
  }

  private void show() {
    try {
      MetricsPage fetched = MetricsPage.fetch(page);
      if (fetched.sum("sparkvitals_tasks_started_total").orElse(0) > 0) {
        screen.say("vitals", Look.CYAN, line(fetched));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The application has not started or has just ended: there is nothing to show.
    } catch (IllegalArgumentException e) {
      screen.say("vitals", Look.RED, e.getMessage());
    }
  }

  static String line(MetricsPage page) {
    return String.format(
        Locale.ROOT,
        "executors: %s, tasks: %s running, %s done, %s failed, GC %s, spilled %s MB",
        count(page.sum("sparkvitals_executors", Map.of("state", "active"))),
        count(page.sum("sparkvitals_tasks_active")),
        count(page.sum("sparkvitals_tasks_completed_total", Map.of("outcome", "succeeded"))),
        count(page.sum("sparkvitals_tasks_completed_total", Map.of("outcome", "failed"))),
        share(page, "sparkvitals_task_gc_seconds_total", "sparkvitals_task_run_seconds_total"),
        megabytes(page.sum("sparkvitals_spill_disk_bytes_total")));
  }

  private static String count(OptionalDouble value) {
    return value.isEmpty() ? "?" : String.format(Locale.ROOT, "%.0f", value.getAsDouble());
  }

  private static String megabytes(OptionalDouble bytes) {
    return bytes.isEmpty() ? "?" : count(OptionalDouble.of(bytes.getAsDouble() / 1e6));
  }

  private static String share(MetricsPage page, String part, String whole) {
    double ratio = page.sum(part).orElse(Double.NaN) / page.sum(whole).orElse(Double.NaN);
    return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.0f %%", 100 * ratio) : "?";
  }
}
