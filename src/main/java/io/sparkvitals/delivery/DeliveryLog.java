package io.sparkvitals.delivery;

import io.sparkvitals.rules.Severity;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the driver's log what could not be delivered: the first failure of a channel aloud, later
 * ones quietly. Holds no secret: a channel is named, never its address. Thread-safe.
 */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int MAX_LINES = 20;

  private final Set<String> failedChannels = new HashSet<>();
  private final Map<Severity, Long> dropped = new EnumMap<>(Severity.class);

  /** A delivery is given up. */
  synchronized void failed(Delivery delivery, Answer answer) {
    failed(delivery.channel(), delivery + " after " + tries(delivery), answer);
  }

  /** The same, of something in words. */
  synchronized void failed(AlertChannel channel, String what, Answer answer) {
    String text = "Alert not delivered: " + what + ": " + answer;
    if (failedChannels.add(channel.name())) {
      LOG.warn(
          "{}. Its address is hidden; later failures of this channel are logged at DEBUG", text);
    } else {
      LOG.debug(text);
    }
  }

  /** Open alerts could not be told again; they are told with the next renewal. */
  synchronized void notRenewed(AlertChannel channel, Answer answer) {
    if (failedChannels.add(channel.name())) {
      LOG.warn(
          "Open alerts not sent again to channel {}: {}. Later failures are logged at DEBUG",
          channel.name(),
          answer);
    } else {
      LOG.debug("Open alerts not sent again to channel {}: {}", channel.name(), answer);
    }
  }

  /** A receiver is switched off for good. */
  synchronized void gone(AlertChannel channel, Answer answer, int dropped) {
    LOG.warn(
        "Channel {} is switched off until the application starts again, for its receiver is gone:"
            + " {}; {} alerts that waited for it are dropped",
        channel.name(),
        answer,
        dropped);
  }

  private static String tries(Delivery delivery) {
    return delivery.tries() == 1 ? "1 try" : delivery.tries() + " tries";
  }

  /** A channel or a listener threw: a defect. The exception's own words may hold secrets. */
  synchronized void defect(String where, Throwable thrown) {
    if (failedChannels.add(where + " threw " + thrown.getClass().getName())) {
      LOG.warn("Delivery of alerts failed in {}: {}", where, thrown.getClass().getName());
    }
  }

  /** The queue was full. */
  synchronized void dropped(Delivery delivery) {
    if (dropped.isEmpty()) {
      LOG.warn("Too many alerts wait for delivery: the oldest of the least severe are dropped");
    }
    dropped.merge(delivery.severity(), 1L, Long::sum);
  }

  /** Sums up what was dropped since the last time, if anything was. */
  synchronized void summarize() {
    if (!dropped.isEmpty()) {
      String counts =
          dropped.entrySet().stream()
              .map(each -> each.getValue() + " " + each.getKey().label())
              .collect(Collectors.joining(", "));
      LOG.warn("Alerts dropped because too many waited for delivery: {}", counts);
      dropped.clear();
    }
  }

  /** The time for delivery is over. */
  synchronized void undelivered(List<Delivery> rest) {
    for (Delivery each : rest.subList(0, Math.min(MAX_LINES, rest.size()))) {
      LOG.warn("Alert not delivered before the end: {}: {}", each, each.standing());
    }
    if (rest.size() > MAX_LINES) {
      LOG.warn("Alerts not delivered before the end: {} more", rest.size() - MAX_LINES);
    }
  }
}
