package io.sparkvitals.tracker;

import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, which stage belongs to which job, and the stages that were announced but never ran. Guarded
 * by the tracker's lock; bounded: the oldest ended jobs are pushed out first, and before that lose
 * the list of their stages.
 */
final class JobBook {
  static final int MAX_JOBS = 1_000;
  static final int MAX_ANNOUNCED = 100_000;
  static final int MAX_STAGE_IDS = 500_000;

  /** Spark counts stages from 0 on: higher ids are not followed. */
  static final int MAX_FOLLOWED = 1 << 22;

  private final Map<Integer, JobTracker> jobs = new LinkedHashMap<>();
  private final Map<Integer, JobTracker> byStage = NewestMap.byEntry(MAX_ANNOUNCED);
  private final BitSet announced = new BitSet();
  private final BitSet seen = new BitSet();
  private int onlyAnnounced;
  private int stageIds;
  private long forgottenStageIds;
  private long notFollowed;
  private long evicted;

  JobTracker start(JobFacts facts) {
    if (jobs.size() >= MAX_JOBS) {
      evict();
    }
    JobTracker job = new JobTracker(withRoom(facts));
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

  /** The same, with no more of its stages than there is room for. */
  private JobFacts withRoom(JobFacts facts) {
    int wanted = facts.stageIds().size();
    for (JobTracker each : jobs.values()) {
      if (stageIds + wanted <= MAX_STAGE_IDS) {
        break;
      }
      if (!each.active()) {
        forgetStages(each);
      }
    }
    int kept = Math.min(wanted, MAX_STAGE_IDS - stageIds);
    stageIds += kept;
    forgottenStageIds += wanted - kept;
    return kept == wanted
        ? facts
        : facts.stages(new ArrayList<>(facts.stageIds().subList(0, kept)));
  }

  private void forgetStages(JobTracker job) {
    int forgotten = job.forgetStages();
    stageIds -= forgotten;
    forgottenStageIds += forgotten;
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
    stageIds -= victim.forgetStages();
    evicted++;
  }

  /** A stage that a job names; it counts as announced until an attempt of it is seen. */
  private void announce(int stageId) {
    if (stageId < 0 || stageId >= MAX_FOLLOWED) {
      notFollowed++;
    } else if (!seen.get(stageId) && !announced.get(stageId)) {
      announced.set(stageId);
      onlyAnnounced++;
    }
  }

  /** A stage of which an attempt was seen. */
  void seen(int stageId) {
    if (stageId >= 0 && stageId < MAX_FOLLOWED) {
      seen.set(stageId);
      onlyAnnounced -= announced.get(stageId) ? 1 : 0;
      announced.clear(stageId);
    }
  }

  boolean wasSeen(int stageId) {
    return stageId >= 0 && stageId < MAX_FOLLOWED && seen.get(stageId);
  }

  /** Distinct stages that were announced and never seen. */
  int onlyAnnounced() {
    return onlyAnnounced;
  }

  @Nullable JobTracker job(int jobId) {
    return jobs.get(jobId);
  }

  /** The first active job that named the stage, else the last job that did. */
  @Nullable JobTracker ofStage(int stageId) {
    return byStage.get(stageId);
  }

  /** Ids of stages that are no longer in the lists of their jobs, which are kept. */
  long forgottenStageIds() {
    return forgottenStageIds;
  }

  /** How often a stage was named that is not followed, so that it may have been skipped unseen. */
  long notFollowed() {
    return notFollowed;
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
