package io.sparkvitals.cli;

import io.sparkvitals.Setup;
import io.sparkvitals.TestAlert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.AlertChannel;
import io.sparkvitals.delivery.Answer;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends an alert about nothing to every channel, and says what each answered. */
@Command(
    name = "test-alerts",
    header = "Sends a test alert through every channel and prints what each answered.",
    description = {
      "The alert fires and is over at once, whatever a channel's match says. A channel with dryRun"
          + " sends nothing and shows what it would send.",
      "Exit status: 0 every receiver took it, 1 one did not or a channel is off, 2 the settings could"
          + " not be read."
    },
    footer = {
      "  spark-vitals test-alerts conf/spark-defaults.conf",
      "  spark-vitals test-alerts conf/spark-defaults.conf --channel oncall --severity critical"
    })
final class TestAlertsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final LongSupplier nanoTime;

  @Mixin private ConfOptions conf = new ConfOptions();

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "Only this channel; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      defaultValue = "warning",
      description = "info, warning (default) or critical.")
  private Severity severity = Severity.WARNING;

  TestAlertsCommand(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public Integer call() throws IOException {
    VitalsConfig config = ConfOptions.config(conf.properties());
    List<String> problems = new ArrayList<>();
    Setup setup = Setup.of(config, (level, entry) -> terminal.say(entry), problems::add);
    problems.forEach(terminal::warn);
    List<AlertChannel> channels = chosen(setup.channels());
    List<Message> messages = TestAlert.messages(severity);
    boolean fine = problems.isEmpty();
    for (AlertChannel channel : channels) {
      fine &= sent(channel, messages, setup);
    }
    setup.transport().close();
    return fine ? Cli.FINE : Cli.FOUND;
  }

  private List<AlertChannel> chosen(List<AlertChannel> channels) {
    List<AlertChannel> chosen = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (AlertChannel each : channels) {
      known.add(each.name());
      if (names.isEmpty() || names.contains(each.name())) {
        chosen.add(each);
      }
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new CliFailure(
            "--channel " + name + ": no such channel works; there are " + String.join(", ", known));
      }
    }
    return chosen;
  }

  private boolean sent(AlertChannel channel, List<Message> messages, Setup setup)
      throws IOException {
    boolean fine = true;
    for (Message message : messages) {
      long start = nanoTime.getAsLong();
      Answer answer = channel.deliver(message, setup.transport());
      long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
      terminal.print(
          String.format(
              "%s (%s), alert %s: %s, %d ms%n",
              channel.name(),
              channel.integration(),
              message.closes() ? "over" : "fires",
              Texts.visible(outcome(channel, answer)),
              millis));
      fine &= answer.delivered();
    }
    return fine;
  }

  private static String outcome(AlertChannel channel, Answer answer) {
    if (!answer.delivered()) {
      return "NOT taken, " + answer;
    }
    return channel.local() ? "written" : "taken, " + answer;
  }
}
