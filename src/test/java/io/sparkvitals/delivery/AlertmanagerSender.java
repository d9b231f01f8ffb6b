package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Story;
import io.sparkvitals.rules.Given;
import java.util.List;

/** A program that tells an Alertmanager of one alert, and of nothing more until it is killed. */
final class AlertmanagerSender {
  static final long RENEWAL_MILLIS = 500;
  static final long FIRING_MILLIS = 4_000;

  private AlertmanagerSender() {}

  /** Takes the URL. */
  public static void main(String[] arguments) throws InterruptedException {
    HttpReceiver receiver = new HttpReceiver(new Endpoint(() -> arguments[0]), 5_000, null);
    AlertChannel channel =
        new AlertmanagerChannel(
            "am",
            ChannelMatch.all(),
            receiver,
            new AlertmanagerTimes(RENEWAL_MILLIS, FIRING_MILLIS),
            System::currentTimeMillis,
            AlertLog.slf4j());
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(channel),
            10,
            new OkHttpTransport(System::currentTimeMillis),
            Timing.of(System::currentTimeMillis, () -> 0.5),
            DeliveryListener.NONE);
    long secondsSince = (System.currentTimeMillis() - Given.NOW) / 1_000;
    dispatcher.send(Told.each(new Story().told(secondsSince, Story.app(Story.skew(7, 6))).get(0)));
    Thread.currentThread().join();
  }
}
