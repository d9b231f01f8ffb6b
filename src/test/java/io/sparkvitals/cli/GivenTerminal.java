package io.sparkvitals.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A terminal whose outputs can be read, a clock that stands, and the status of a command. */
final class GivenTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final AtomicLong nanos = new AtomicLong();

  /** The descriptors that are terminals, such as 12. */
  GivenTerminal watched(String descriptors) {
    return environment(Terminal.DESCRIPTORS, descriptors);
  }

  GivenTerminal environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Terminal terminal() {
    return Terminal.of(out, messages, false, environment);
  }

  void passes(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  long nanoTime() {
    return nanos.get();
  }

  /** Runs a command line and returns its status. */
  int run(String... args) {
    return new Cli(terminal(), this::nanoTime).run(args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String messages() {
    return messages.toString(StandardCharsets.UTF_8);
  }
}
