package io.sparkvitals.config;

import org.jspecify.annotations.Nullable;

/** An environment with one variable, OPS_URL, in which each file holds its own path. */
final class FakeEnvironment implements Environment {
  @Override
  public @Nullable String variable(String name) {
    return name.equals("OPS_URL") ? "from variable" : null;
  }

  @Override
  public String read(String path) {
    return "from " + path;
  }
}
