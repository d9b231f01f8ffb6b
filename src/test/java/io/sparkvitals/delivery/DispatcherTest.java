package io.sparkvitals.delivery;

import static io.sparkvitals.delivery.Told.critical;
import static io.sparkvitals.delivery.Told.over;
import static io.sparkvitals.delivery.Told.warning;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final ManualTime time = new ManualTime();
  private final Outcomes outcomes = new Outcomes();
  private final List<Dispatcher> opened = new ArrayList<>();

  private Dispatcher dispatcher(AlertChannel... channels) {
    return dispatcher(100, outcomes, channels);
  }

  private Dispatcher dispatcher(int size, DeliveryListener listener, AlertChannel... channels) {
    Dispatcher dispatcher =
        new Dispatcher(List.of(channels), size, new NoTransport(), time.timing(), listener);
    opened.add(dispatcher);
    return dispatcher;
  }

  @AfterEach
  void close() {
    opened.forEach(dispatcher -> dispatcher.close(Duration.ZERO));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("spark-vitals-alerts"))
        .count();
  }

  @Test
  void startsItsDaemonThreadWithTheFirstDelivery() {
    FakeChannel channel = FakeChannel.open("a", time);
    long before = threads();
    Dispatcher dispatcher = dispatcher(channel);

    assertThat(threads()).isEqualTo(before);
    dispatcher.send(Told.each(warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a delivered");
    assertThat(channel.lastThread().getName()).isEqualTo("spark-vitals-alerts-a");
    assertThat(channel.lastThread().isDaemon()).isTrue();
  }

  @Test
  void tellsALocalChannelBeforeItReturns() {
    FakeChannel channel = FakeChannel.open("a", time).atOnce();

    dispatcher(channel).send(Told.each(warning(1)));

    assertThat(channel.got()).containsExactly("0 firing stage:1.0");
    assertThat(channel.lastThread()).isEqualTo(Thread.currentThread());
  }

  @Test
  void triesAgainWithGrowingWaits() {
    FakeChannel channel = FakeChannel.open("a", time).answering(500, 502, 503, 504);

    dispatcher(channel).send(Told.each(warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a delivered");
    assertThat(channel.got())
        .containsExactly(
            "0 firing stage:1.0",
            "2 firing stage:1.0",
            "10 firing stage:1.0",
            "42 firing stage:1.0",
            "170 firing stage:1.0");
    assertThat(outcomes.awaitAttempts(5))
        .containsExactly("fake-a 5xx", "fake-a 5xx", "fake-a 5xx", "fake-a 5xx", "fake-a 2xx");
  }

  @Test
  void givesUpAfterFiveTries() {
    FakeChannel channel = FakeChannel.open("a", time).answering(500, 500, 500, 500, 500);

    dispatcher(channel).send(Told.each(warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a failed");
    assertThat(channel.got()).hasSize(5);
  }

  @Test
  void doesNotTryAgainWhatIsRefused() {
    FakeChannel channel = FakeChannel.open("a", time).answering(400);

    dispatcher(channel).send(Told.each(warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a failed");
    assertThat(channel.got()).hasSize(1);
  }

  @Test
  void countsWhatIsGivenUpForALimit() {
    FakeChannel channel = FakeChannel.open("a", time).answering(429, 429, 429, 429, 429);

    dispatcher(channel).send(Told.each(warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a rate_limited");
  }

  @Test
  void aResolveNeverOvertakesItsTrigger() {
    FakeChannel channel = FakeChannel.closed("a", time).answering(500, 500);

    dispatcher(channel).send(Told.each(warning(1), over(1)));
    channel.release();

    outcomes.awaitSettled(2);
    assertThat(channel.got())
        .containsExactly(
            "0 firing stage:1.0",
            "2 firing stage:1.0",
            "10 firing stage:1.0",
            "10 resolved stage:1.0");
  }

  @Test
  void oneAlertThatWaitsDoesNotHoldUpAnother() {
    FakeChannel channel = FakeChannel.closed("a", time).answering(500);

    dispatcher(channel).send(Told.each(warning(1), warning(2)));
    channel.release();

    outcomes.awaitSettled(2);
    assertThat(channel.got())
        .containsExactly("0 firing stage:1.0", "0 firing stage:2.0", "2 firing stage:1.0");
  }

  @Test
  void aReceiverThatAsksToWaitIsLeftAloneAndTheOthersAreNot() {
    FakeChannel slow =
        FakeChannel.closed("slow", time).answering(() -> Answer.of(429, 30_000, "rate_limited"));
    FakeChannel quick = FakeChannel.open("quick", time);

    dispatcher(slow, quick).send(Told.each(warning(1), warning(2)));
    outcomes.awaitSettled(2);
    slow.release();

    outcomes.awaitSettled(4);
    assertThat(slow.got())
        .containsExactly("0 firing stage:1.0", "30 firing stage:1.0", "30 firing stage:2.0");
    assertThat(quick.got()).containsExactly("0 firing stage:1.0", "0 firing stage:2.0");
  }

  @Test
  void aReceiverThatCannotBeReachedDoesNotHoldUpTheOthers() {
    FakeChannel dead = FakeChannel.closed("dead", time).answering(0);
    FakeChannel quick = FakeChannel.open("quick", time);

    dispatcher(dead, quick).send(Told.each(warning(1), warning(2)));
    outcomes.awaitSettled(2);
    dead.release();

    outcomes.awaitSettled(4);
    assertThat(dead.got())
        .containsExactly("0 firing stage:1.0", "2 firing stage:1.0", "2 firing stage:2.0");
    assertThat(quick.got()).containsExactly("0 firing stage:1.0", "0 firing stage:2.0");
  }

  @Test
  void aFullQueueDropsTheOldestOfTheLeastSevereAndSaysSo() {
    FakeChannel channel = FakeChannel.closed("a", time);
    Dispatcher dispatcher = dispatcher(3, outcomes, channel);
    dispatcher.send(Told.each(critical(1)));
    channel.awaitStart();

    try (CapturedLog log = new CapturedLog()) {
      dispatcher.send(Told.each(warning(2), warning(3), critical(4), critical(5)));
      assertThat(outcomes.awaitSettled(2)).containsExactly("fake-a dropped", "fake-a dropped");
      channel.release();
      outcomes.awaitSettled(5);
      outcomes.awaitWaiting("fake-a", 0);
      dispatcher.close(Duration.ofSeconds(5));

      assertThat(channel.got())
          .containsExactly("0 firing stage:1.0", "0 firing stage:4.0", "0 firing stage:5.0");
      assertThat(log.all())
          .contains("WARN Too many alerts wait for delivery")
          .contains("WARN Alerts dropped because too many waited for delivery: 2 warning");
    }
  }

  @Test
  void aNewAlertThatIsLeastSevereIsDroppedItself() {
    FakeChannel channel = FakeChannel.closed("a", time);
    Dispatcher dispatcher = dispatcher(2, outcomes, channel);
    dispatcher.send(Told.each(critical(1)));
    channel.awaitStart();
    dispatcher.send(Told.each(critical(2), warning(3)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a dropped");
    channel.release();
    outcomes.awaitSettled(3);
    assertThat(channel.got()).containsExactly("0 firing stage:1.0", "0 firing stage:2.0");
  }

  @Test
  void aChannelThatThrowsFailsAloneAndItsWordsAreNotLogged() {
    FakeChannel broken =
        FakeChannel.open("broken", time)
            .answering(
                () -> {
                  throw new IllegalStateException("https://hooks/T0KEN");
                });
    FakeChannel good = FakeChannel.open("good", time);

    try (CapturedLog log = new CapturedLog()) {
      dispatcher(broken, good).send(Told.each(warning(1)));

      assertThat(outcomes.awaitSettled(2))
          .containsExactlyInAnyOrder("fake-broken failed", "fake-good delivered");
      assertThat(log.all()).contains("IllegalStateException").doesNotContain("T0KEN");
    }
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    FakeChannel channel = FakeChannel.open("a", time);
    DeliveryListener broken =
        new DeliveryListener() {
          @Override
          public void attempted(String integration, String statusClass, long millis) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void settled(String integration, Outcome outcome) {
            outcomes.settled(integration, outcome);
            throw new IllegalStateException("broken");
          }

          @Override
          public void queued(String integration, int size) {
            throw new IllegalStateException("broken");
          }
        };

    dispatcher(10, broken, channel).send(Told.each(warning(1), warning(2)));

    outcomes.awaitSettled(2);
    assertThat(channel.got()).hasSize(2);
  }

  @Test
  void logsTheFirstFailureOfAChannelAloudAndTheOthersQuietly() {
    FakeChannel channel = FakeChannel.closed("a", time).answering(404, 404);

    try (CapturedLog log = new CapturedLog()) {
      Dispatcher dispatcher = dispatcher(channel);
      dispatcher.send(Told.each(warning(1), warning(2)));
      channel.release();
      outcomes.awaitSettled(2);
      dispatcher.close(Duration.ofSeconds(1));

      assertThat(log.lines().stream().filter(line -> line.contains("Alert not delivered")))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .containsExactly("WARN", "DEBUG");
    }
  }
}
