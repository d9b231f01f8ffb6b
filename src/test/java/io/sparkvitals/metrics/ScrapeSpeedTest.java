package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScrapeSpeedTest {
  private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** CPU time, for a machine that is busy with other things makes every clock run fast. */
  @Test
  void scrapeOfAThousandExecutorsIsFast() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ApplicationSnapshot app = SeriesBudgetTest.app(1_000, 200);
    ExposureLimits limits = ExposureLimits.of(100_000, 200, ExecutorDetail.BASIC);
    Exposition exposition = Page.exposition(app, limits);
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      long start = threads.getCurrentThreadCpuTime();
      Page.write(exposition, null);
      nanos.add(threads.getCurrentThreadCpuTime() - start);
    }
    Collections.sort(nanos);

    assertThat(Page.of(exposition).series()).hasSizeGreaterThan(20_000);
    assertThat(nanos.get(nanos.size() / 2)).isLessThan(LIMIT_NANOS);
  }
}
