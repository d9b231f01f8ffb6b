package io.sparkvitals.tracker;

import io.sparkvitals.model.StageFigures;
import java.util.Map;

/** The figures of stages by signature, from run to run. Guarded by the tracker's lock. */
public interface StageHistory {
  /** Takes in what earlier runs left, oldest first, for stages that run already too. */
  void remember(Iterable<Map<String, StageFigures>> earlierRuns);

  /** What this run leaves. */
  Map<String, StageFigures> remembered();
}
