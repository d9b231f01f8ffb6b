package io.sparkvitals;

import io.sparkvitals.alerts.Mutes;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.AlertChannel;
import io.sparkvitals.delivery.AlertLog;
import io.sparkvitals.delivery.Channels;
import io.sparkvitals.delivery.OkHttpTransport;
import io.sparkvitals.delivery.Transport;
import io.sparkvitals.push.PushReceiver;
import io.sparkvitals.rules.RuleBook;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the settings of an application ask for, made ready: rules, receivers, what to mute. Opens no
 * connection. Immutable.
 */
public final class Setup {
  private final RuleBook rules;
  private final List<AlertChannel> channels;
  private final Mutes mutes;
  private final Transport transport;
  private final Optional<PushReceiver> push;

  private Setup(
      RuleBook rules,
      List<AlertChannel> channels,
      Mutes mutes,
      Transport transport,
      Optional<PushReceiver> push) {
    this.rules = rules;
    this.channels = channels;
    this.mutes = mutes;
    this.transport = transport;
    this.push = push;
  }

  /**
   * Reads what the settings name, files too. Whatever is wrong costs one line to {@code problems},
   * which holds no secret; the rest works.
   *
   * @param log for channels that write to the log of the process
   */
  public static Setup of(VitalsConfig config, AlertLog log, Consumer<String> problems) {
    config.problems().forEach(problems);
    return new Setup(
        RuleFiles.inForce(config, problems),
        new Channels(System::currentTimeMillis, log).of(config.channels(), problems),
        Mutes.parse(
            config.text(ConfigKey.MUTE),
            problem -> problems.accept(ConfigKey.MUTE.key() + ": " + problem)),
        OkHttpTransport.of(config, System::currentTimeMillis, problems),
        PushReceiver.of(config, problems));
  }

  public RuleBook rules() {
    return rules;
  }

  /** Those that can work. */
  public List<AlertChannel> channels() {
    return channels;
  }

  public Mutes mutes() {
    return mutes;
  }

  /** What channels send with. */
  public Transport transport() {
    return transport;
  }

  /** Who gets the metrics page, if anybody. */
  public Optional<PushReceiver> push() {
    return push;
  }
}
