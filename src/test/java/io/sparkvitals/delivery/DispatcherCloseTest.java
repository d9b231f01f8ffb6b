package io.sparkvitals.delivery;

import static io.sparkvitals.delivery.Told.warning;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DispatcherCloseTest {
  private final ManualTime time = new ManualTime();
  private final Outcomes outcomes = new Outcomes();

  private Dispatcher dispatcher(AlertChannel... channels) {
    return new Dispatcher(List.of(channels), 100, new NoTransport(), time.timing(), outcomes);
  }

  @Test
  void closingDeliversWhatWaits() {
    FakeChannel channel = FakeChannel.closed("a", time);
    Dispatcher dispatcher = dispatcher(channel);
    dispatcher.send(Told.each(warning(1), warning(2), warning(3)));
    channel.release();

    dispatcher.close(Duration.ofSeconds(5));

    assertThat(channel.got()).hasSize(3);
    assertThat(outcomes.awaitSettled(3)).containsOnly("fake-a delivered");
  }

  @Test
  @SuppressWarnings("WaitNotInLoop") // The dispatcher loops.
  void closingTriesOnceMoreWhatWaitsForAnotherTry() {
    FakeChannel channel = FakeChannel.open("a", time).answering(500, 500, 500);
    Timing still =
        new Timing(time.timing()::nowMillis, () -> 1.0, (signal, millis) -> signal.await());
    Dispatcher dispatcher =
        new Dispatcher(List.of(channel), 10, new NoTransport(), still, outcomes);
    dispatcher.send(Told.each(warning(1)));
    outcomes.awaitAttempts(1);

    try (CapturedLog log = new CapturedLog()) {
      dispatcher.close(Duration.ofSeconds(1));

      assertThat(outcomes.awaitAttempts(2)).containsExactly("fake-a 5xx", "fake-a 5xx");
      assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a dropped");
      assertThat(log.all())
          .contains("WARN Alert not delivered before the end: firing task-skew-high stage 1.0")
          .contains("2 tries, at last: ", "500");
    }
  }

  @Test
  @Timeout(60) // against a hang
  void closingKeepsToItsBudgetWhateverHangs() {
    FakeChannel channel = FakeChannel.closed("a", time);
    Dispatcher dispatcher = dispatcher(channel);
    dispatcher.send(Told.each(warning(1), warning(2)));

    dispatcher.close(Duration.ofMillis(100));

    assertThat(outcomes.awaitSettled(2)).containsOnly("fake-a dropped");
    channel.release();
  }

  @Test
  void whatComesAfterTheEndIsDroppedAndLogged() {
    FakeChannel channel = FakeChannel.open("a", time);
    Dispatcher dispatcher = dispatcher(channel);
    dispatcher.close(Duration.ofSeconds(1));

    try (CapturedLog log = new CapturedLog()) {
      dispatcher.send(Told.each(warning(1)));

      assertThat(log.all())
          .contains("Alert not delivered before the end", ": there was no time to try");
    }
    assertThat(outcomes.awaitSettled(1)).containsExactly("fake-a dropped");
    assertThat(channel.got()).isEmpty();
  }

  @Test
  void closingFreesTheTransportAndMayBeCalledTwice() {
    NoTransport transport = new NoTransport();
    Dispatcher dispatcher =
        new Dispatcher(List.of(), 10, transport, time.timing(), DeliveryListener.NONE);

    dispatcher.close(Duration.ofSeconds(1));
    dispatcher.close(Duration.ofSeconds(1));

    assertThat(transport.closed()).isTrue();
  }
}
