package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalBacktestTest {
  private final List<String> seen = new ArrayList<>();

  private static List<String> logs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "log-" + i).toList();
  }

  private static LogResult broken(String log) {
    return LogResult.unread(log, "is broken");
  }

  @Test
  void everyLogIsJudgedOnce() {
    new LocalBacktest(4)
        .run(logs(500), LocalBacktestTest::broken, each -> seen.add(each.log()), () -> false);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(logs(500));
  }

  @Test
  void asManyLogsAreReadAtATimeAsThereAreThreads() {
    CyclicBarrier three = new CyclicBarrier(3);
    Set<Boolean> daemons = ConcurrentHashMap.newKeySet();

    new LocalBacktest(3)
        .run(
            logs(6),
            log -> {
              daemons.add(Thread.currentThread().isDaemon());
              meet(three);
              return broken(log);
            },
            each -> seen.add(each.log()),
            () -> false);

    assertThat(seen).hasSize(6);
    assertThat(daemons).containsExactly(true);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWasDoneIsKeptWhenItIsStopped() {
    new LocalBacktest(1)
        .run(
            logs(1_000),
            LocalBacktestTest::broken,
            each -> seen.add(each.log()),
            () -> seen.size() == 3);

    assertThat(seen).containsExactly("log-0", "log-1", "log-2");
  }

  @Test
  void theHeapLimitsTheThreads() {
    assertThat(LocalBacktest.defaultThreads(8, 16L << 30)).isEqualTo(8);
    assertThat(LocalBacktest.defaultThreads(8, 512L << 20)).isEqualTo(4);
    assertThat(LocalBacktest.defaultThreads(8, 64L << 20)).isEqualTo(1);
  }
}
