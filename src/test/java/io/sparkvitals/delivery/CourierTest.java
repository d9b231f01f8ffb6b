package io.sparkvitals.delivery;

import static io.sparkvitals.delivery.Told.critical;
import static io.sparkvitals.delivery.Told.over;
import static io.sparkvitals.delivery.Told.warning;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.alerts.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What concerns one receiver, or keeps one from another. */
class CourierTest {
  private final ManualTime time = new ManualTime();
  private final Outcomes outcomes = new Outcomes();
  private final List<Dispatcher> opened = new ArrayList<>();

  private Dispatcher dispatcher(AlertChannel... channels) {
    Dispatcher dispatcher =
        new Dispatcher(List.of(channels), 1_000, new NoTransport(), time.timing(), outcomes);
    opened.add(dispatcher);
    return dispatcher;
  }

  @AfterEach
  void close() {
    opened.forEach(dispatcher -> dispatcher.close(Duration.ZERO));
  }

  @Test
  void aReceiverThatHangsDelaysNoOther() {
    FakeChannel hanging = FakeChannel.closed("hanging", time);
    FakeChannel quick = FakeChannel.open("quick", time);
    Dispatcher dispatcher = dispatcher(hanging, quick);

    dispatcher.send(Told.each(warning(1), warning(2), over(1)));

    assertThat(outcomes.awaitSettled(3)).containsOnly("fake-quick delivered");
    assertThat(hanging.got()).isEmpty();
    hanging.release();
    outcomes.awaitSettled(6);
    assertThat(hanging.got()).hasSize(3);
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOffAndThatIsSaidOnce() {
    FakeChannel gone = FakeChannel.closed("a", time).answering(410);

    try (CapturedLog log = new CapturedLog()) {
      Dispatcher dispatcher = dispatcher(gone);
      dispatcher.send(Told.each(warning(1), warning(2)));
      gone.release();
      assertThat(outcomes.awaitSettled(2)).containsExactly("fake-a failed", "fake-a dropped");
      dispatcher.send(Told.each(critical(3)));
      outcomes.awaitSettled(3);
      dispatcher.close(Duration.ofSeconds(1));

      assertThat(gone.got()).containsExactly("0 firing stage:1.0");
      assertThat(log.lines()).hasSize(1);
      assertThat(log.all()).startsWith("WARN Channel a is switched off").contains("HTTP 410");
    }
  }

  @Test
  void aResolveWhoseTriggerFailedIsStillSent() {
    FakeChannel channel = FakeChannel.closed("a", time).answering(400);

    dispatcher(channel).send(Told.each(warning(1), over(1)));
    channel.release();

    assertThat(outcomes.awaitSettled(2)).containsExactly("fake-a failed", "fake-a delivered");
    assertThat(channel.got()).containsExactly("0 firing stage:1.0", "0 resolved stage:1.0");
  }

  @Test
  void keepsAGapBetweenMessages() {
    FakeChannel channel = FakeChannel.closed("a", time).withGap(2_000);

    dispatcher(channel).send(Told.each(warning(1), warning(2), warning(3)));
    channel.release();

    outcomes.awaitSettled(3);
    assertThat(channel.got())
        .containsExactly("0 firing stage:1.0", "2 firing stage:2.0", "4 firing stage:3.0");
  }

  @Test
  void aWaitThatAnyAnswerAsksForHoldsForTheWholeReceiver() {
    FakeChannel channel =
        FakeChannel.closed("a", time).answering(() -> Answer.of(503, 45_000, "busy"));

    dispatcher(channel).send(Told.each(warning(1), warning(2)));
    channel.release();

    outcomes.awaitSettled(2);
    assertThat(channel.got())
        .containsExactly("0 firing stage:1.0", "45 firing stage:1.0", "45 firing stage:2.0");
  }

  @Test
  void aLimitThatOutlastsTheLastTryHoldsForTheNextMessage() {
    FakeChannel channel = FakeChannel.closed("a", time);
    for (int i = 0; i < 5; i++) {
      channel.answering(() -> Answer.of(429, 60_000, ""));
    }

    dispatcher(channel).send(Told.each(warning(1), warning(2)));
    channel.release();

    assertThat(outcomes.awaitSettled(2)).containsExactly("fake-a rate_limited", "fake-a delivered");
    assertThat(channel.got()).last().isEqualTo("300 firing stage:2.0");
  }

  @Test
  void renewsUntilThereIsNothingLeft() {
    FakeChannel channel = FakeChannel.open("a", time).renewing(3);

    dispatcher(channel).send(Told.each(warning(1)));

    outcomes.awaitAttempts(4);
    assertThat(channel.got())
        .containsExactly("0 firing stage:1.0", "60 renewed", "120 renewed", "180 renewed");
    assertThat(outcomes.awaitSettled(1)).hasSize(1);
  }

  @Test
  void aRenewalThatFailsIsLoggedAndTriedAMinuteLater() {
    FakeChannel channel = FakeChannel.open("a", time).renewing(2).answering(200, 500);

    try (CapturedLog log = new CapturedLog()) {
      dispatcher(channel).send(Told.each(warning(1)));
      assertThat(outcomes.awaitAttempts(3))
          .containsExactly("fake-a 2xx", "fake-a 5xx", "fake-a 2xx");

      assertThat(log.all()).contains("WARN Open alerts not sent again to channel a: HTTP 500");
    }
  }

  @Test
  void aBurstOfAThousandIsDeliveredInOrder() {
    FakeChannel channel = FakeChannel.closed("a", time).answering(500, 429, 0);
    List<Message> burst = new ArrayList<>();
    for (int stage = 1; stage <= 500; stage++) {
      burst.addAll(Told.each(warning(stage), over(stage)));
    }

    dispatcher(channel).send(burst);
    channel.release();

    assertThat(outcomes.awaitSettled(1_000)).hasSize(1_000).containsOnly("fake-a delivered");
    List<String> kinds =
        channel.got().stream().map(each -> each.substring(each.indexOf(' ') + 1)).toList();
    for (int stage : IntStream.rangeClosed(1, 500).toArray()) {
      assertThat(kinds.lastIndexOf("firing stage:" + stage + ".0"))
          .isLessThan(kinds.indexOf("resolved stage:" + stage + ".0"));
    }
    assertThat(kinds).hasSize(1_003);
  }

  @Test
  @Timeout(60) // against a hang
  void allCouriersTogetherKeepToTheBudget() {
    FakeChannel a = FakeChannel.closed("a", time);
    FakeChannel b = FakeChannel.closed("b", time);
    FakeChannel c = FakeChannel.closed("c", time);
    Dispatcher dispatcher = dispatcher(a, b, c);
    dispatcher.send(Told.each(warning(1)));

    dispatcher.close(Duration.ofMillis(200));

    assertThat(outcomes.awaitSettled(3))
        .containsExactlyInAnyOrder("fake-a dropped", "fake-b dropped", "fake-c dropped");
    a.release();
    b.release();
    c.release();
  }
}
