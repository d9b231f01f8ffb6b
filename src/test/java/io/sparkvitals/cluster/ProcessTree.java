package io.sparkvitals.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Kills processes with everything they have started. */
final class ProcessTree {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private ProcessTree() {}

  /**
   * Kills the roots in their order, then their descendants, and waits until all are gone, at most 5
   * s each. Parents go first, so that none replaces a killed child.
   */
  static void kill(List<ProcessHandle> roots) {
    List<ProcessHandle> doomed = new ArrayList<>(roots);
    for (ProcessHandle root : roots) {
      root.descendants().forEach(doomed::add);
      root.destroyForcibly();
    }
    doomed.forEach(ProcessHandle::destroyForcibly);
    doomed.forEach(ProcessTree::awaitExit);
  }

  private static void awaitExit(ProcessHandle handle) {
    try {
      handle.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + handle.pid() + " does not end", e);
    }
  }
}
