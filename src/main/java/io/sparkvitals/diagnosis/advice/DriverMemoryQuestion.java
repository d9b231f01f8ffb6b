package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whether the driver has the heap that it needs, and no more; in local mode with its tasks. */
final class DriverMemoryQuestion implements Question {
  private static final String HEAP = "spark.driver.memory";

  /** From here on too little is left; the same as of the alert driver-memory-high. */
  private static final double NEARLY_FULL = 0.85;

  private static final long MIN_COLLECTIONS = 3;
  private static final int MIN_READINGS = 60;

  @Override
  public Topic topic() {
    return Topic.DRIVER_MEMORY;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    ExecutorSettings settings = ExecutorSettings.of(snapshot);
    long present = settings.driverHeapBytes().orElse(0);
    Optional<ExecutorSnapshot> driver =
        snapshot.executors().stream().filter(each -> each.facts().driver()).findFirst();
    if (!settings.known() || present <= 0 || !driver.isPresent()) {
      return Collections.emptyList();
    }
    MemoryDemand demand = MemoryDemand.ofDriver(snapshot);
    ExecutorMemory memory = driver.get().memory();
    if (memory.floor().collections() >= MIN_COLLECTIONS
        && memory.heapFloorRatio().orElse(0) > NEARLY_FULL) {
      return Collections.singletonList(raise(snapshot, demand, present, full(memory)));
    }
    if (settings.local()) {
      MemoryTrouble trouble = MemoryTrouble.ofDriver(snapshot, demand);
      return trouble.heapTooSmall()
          ? Collections.singletonList(raise(snapshot, demand, present, lacking(trouble, present)))
          : Collections.emptyList();
    }
    return reduce(snapshot, demand, present);
  }

  private static String full(ExecutorMemory memory) {
    return Phrases.percent(memory.heapFloorRatio().orElse(0))
        + " of the driver's heap survived "
        + Phrases.count(memory.floor().collections(), "collection")
        + ".";
  }

  private static String lacking(MemoryTrouble trouble, long present) {
    return trouble.ranOutOfHeap()
        ? "Tasks ran out of the driver's heap of " + Sizes.binary(present) + "."
        : "Tasks lack memory in the driver's heap of " + Sizes.binary(present) + ".";
  }

  private Suggestion raise(
      ApplicationSnapshot snapshot, MemoryDemand demand, long present, String finding) {
    return Suggestion.of(topic(), "driver", Certainty.HIGH, finding, evidence(snapshot, demand))
        .recommending(
            Recommendation.of(
                "Give the driver more memory, and bring it less: write rows instead of collecting"
                    + " them, and broadcast smaller tables.",
                Collections.singletonList(MemoryWords.setting(HEAP, demand.grownHeap(present))),
                "The driver, and with it the application, does not die of an OutOfMemoryError.",
                "Takes effect only where it is set before the driver's JVM starts: not in the code"
                    + " of a client-mode application."));
  }

  private List<Suggestion> reduce(ApplicationSnapshot snapshot, MemoryDemand demand, long present) {
    double spare = present - demand.enoughHeap();
    long steps = (long) (spare / RightSizing.STEP_BYTES);
    MemoryTrouble trouble = MemoryTrouble.ofDriver(snapshot, demand);
    if (steps <= 0
        || demand.enoughHeap() <= 0
        || demand.readings() < MIN_READINGS
        || trouble.demandHidden()) {
      return Collections.emptyList();
    }
    long wanted = present - steps * RightSizing.STEP_BYTES;
    long end = snapshot.untilMillis();
    double millis = Math.max(0, end - Math.max(0, snapshot.facts().startMillis()));
    String gain =
        snapshot.facts().startMillis() > 0
            ? MemoryWords.memoryTime(present - wanted, millis) + " of memory in such a run."
            : Sizes.binary(present - wanted) + " of memory.";
    return Collections.singletonList(
        Suggestion.of(
                topic(),
                "driver",
                Certainty.MEDIUM,
                "The driver was seen to need no more than "
                    + Sizes.binary(demand.enoughHeap())
                    + " of heap, a quarter for growth in it; it has "
                    + Sizes.binary(present)
                    + ".",
                evidence(snapshot, demand))
            .recommending(
                Recommendation.of(
                    "Give the driver less memory.",
                    Collections.singletonList(MemoryWords.setting(HEAP, wanted)),
                    gain,
                    "The driver's heap is read at heartbeats alone, and a short peak between two is"
                        + " not seen: watch the alert driver-memory-high after the change.")));
  }

  private static List<String> evidence(ApplicationSnapshot snapshot, MemoryDemand demand) {
    List<String> lines = MemoryWords.evidence(demand, MemoryTrouble.ofDriver(snapshot, demand));
    if (lines.isEmpty()) {
      lines.add(
          Phrases.memory(demand.floorBytes(), MemoryWords.known(demand.heapBytes()))
              + " is the lowest heap sample of the last minutes");
    }
    return lines;
  }
}
