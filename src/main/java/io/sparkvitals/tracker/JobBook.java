package io.sparkvitals.tracker;

import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, which stage belongs to which job, and the stages that were announced but never ran. Guarded
 * by the tracker's lock; bounded, the oldest ended jobs are pushed out first.
 */
final class JobBook {
  static final int MAX_JOBS = 1_000;
  static final int MAX_ANNOUNCED = 100_000;
  private static final int MAX_SEEN = 1 << 22;

  private final Map<Integer, JobTracker> jobs = new LinkedHashMap<>();
  private final Map<Integer, JobTracker> byStage =
      new LinkedHashMap<Integer, JobTracker>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, JobTracker> eldest) {
          return size() > MAX_ANNOUNCED;
        }
      };
  private final Set<Integer> announced = new LinkedHashSet<>();
  private final BitSet seen = new BitSet();
  private long evicted;

  JobTracker start(JobFacts facts) {
    if (jobs.size() >= MAX_JOBS) {
      evict();
    }
    JobTracker job = new JobTracker(facts);
    jobs.put(facts.jobId(), job);
    for (Integer stageId : facts.stageIds()) {
      announce(stageId);
      JobTracker owner = byStage.get(stageId);
      if (owner == null || !owner.active()) {
        byStage.put(stageId, job);
      }
    }
    return job;
  }

  /** Stages that a job names which is known already. */
  void announce(Iterable<Integer> stageIds) {
    stageIds.forEach(this::announce);
  }

  private void evict() {
    Iterator<JobTracker> each = jobs.values().iterator();
    JobTracker victim = each.next();
    while (victim.active() && each.hasNext()) {
      victim = each.next();
    }
    jobs.remove(victim.facts().jobId());
    evicted++;
  }

  /** A stage that a job names; it counts as announced until an attempt of it is seen. */
  private void announce(int stageId) {
    if (announced.size() < MAX_ANNOUNCED && !wasSeen(stageId)) {
      announced.add(stageId);
    }
  }

  /** A stage of which an attempt was seen. */
  void seen(int stageId) {
    announced.remove(stageId);
    if (stageId >= 0 && stageId < MAX_SEEN) {
      seen.set(stageId);
    }
  }

  boolean wasSeen(int stageId) {
    return stageId >= 0 && stageId < MAX_SEEN && seen.get(stageId);
  }

  /** Distinct stages that were announced and never seen. */
  int onlyAnnounced() {
    return announced.size();
  }

  @Nullable JobTracker job(int jobId) {
    return jobs.get(jobId);
  }

  /** The first active job that named the stage, else the last job that did. */
  @Nullable JobTracker ofStage(int stageId) {
    return byStage.get(stageId);
  }

  long evicted() {
    return evicted;
  }

  List<JobSnapshot> snapshots() {
    List<JobSnapshot> all = new ArrayList<>(jobs.size());
    for (JobTracker each : jobs.values()) {
      all.add(each.snapshot());
    }
    return all;
  }
}
