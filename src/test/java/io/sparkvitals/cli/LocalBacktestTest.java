package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void whatHadTooLittleMemoryBesideOthersIsTriedOnceMoreAlone() {
    AtomicInteger reading = new AtomicInteger();
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    List<String> problems = new ArrayList<>();
    LogJudge.Reader huge =
        log -> {
          int beside = reading.incrementAndGet();
          boolean again = tries.merge(log, 1, Integer::sum) > 1;
          try {
            if (log.equals("log-0") || (log.equals("log-1") && !again)) {
              throw new OutOfMemoryError("Java heap space");
            }
            return broken(log + (again && beside > 1 ? " not alone" : ""));
          } finally {
            reading.decrementAndGet();
          }
        };

    new LocalBacktest(3)
        .run(
            logs(50),
            log -> LogJudge.safely(log, huge),
            each -> problems.add(each.log() + " " + each.problem()),
            () -> false);

    assertThat(problems).hasSize(50).contains("log-1 is broken");
    assertThat(problems).last().asString().matches("log-[01] .*");
    assertThat(problems.stream().filter(each -> each.contains("out of memory")).toList())
        .singleElement()
        .asString()
        .startsWith("log-0 out of memory");
    assertThat(tries).containsEntry("log-0", 2).containsEntry("log-1", 2).containsEntry("log-2", 1);
  }
}
