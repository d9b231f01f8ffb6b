package io.sparkvitals.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills processes with everything they have started. */
final class ProcessTree {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private ProcessTree() {}

  /**
   * Kills the roots in their order, then their descendants, and waits until all are gone, at most
   * 30 s each. Parents go first, so that none replaces a killed child. Roots that ended before are
   * let be: another process may have their number by now.
   */
  static void kill(List<ProcessHandle> roots) {
    List<ProcessHandle> living = roots.stream().filter(ProcessHandle::isAlive).toList();
    List<ProcessHandle> doomed = new ArrayList<>(living);
    for (ProcessHandle root : living) {
      root.descendants().forEach(doomed::add);
      root.destroyForcibly();
    }
    doomed.forEach(ProcessHandle::destroyForcibly);
    doomed.forEach(ProcessTree::awaitExit);
  }

  /**
   * Asks whether the process is alive, which heeds its start time, instead of waiting for {@link
   * ProcessHandle#onExit()}, which knows the number alone and would wait for whoever has it now.
   */
  private static void awaitExit(ProcessHandle handle) {
    try {
      Await.until("end of " + handle.pid(), GRACE, handle::isAlive, alive -> !alive);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
