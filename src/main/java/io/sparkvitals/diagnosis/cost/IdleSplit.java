package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskMetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In which parts of a whole run cores were held and idle: while no stage ran, and while a stage ran
 * with fewer tasks than cores. Immutable.
 *
 * <p>Stages that ran at the same time share the cores of that time equally, which is as near as the
 * sums of a stage allow.
 */
public final class IdleSplit {
  private final double noStageMillis;
  private final List<Part> parts;
  private final int mostCores;

  private IdleSplit(double noStageMillis, List<Part> parts, int mostCores) {
    this.noStageMillis = noStageMillis;
    this.parts = parts;
    this.mostCores = mostCores;
  }

  public static IdleSplit of(ApplicationSnapshot snapshot) {
    long end = snapshot.untilMillis();
    Map<Long, int[]> changes = new TreeMap<>();
    for (ExecutorSnapshot each : snapshot.executors()) {
      long added = each.facts().addedMillis();
      if (added > 0 && each.facts().cores() > 0) {
        long gone = each.loss() == null ? end : each.loss().removedMillis();
        change(changes, added, Math.min(gone, end), each.facts().cores(), 0);
      }
    }
    for (StageSnapshot each : snapshot.stages()) {
      change(changes, each.facts().submissionMillis(), completed(each, end), 0, 1);
    }
    return split(snapshot, end, changes);
  }

  /** When a stage stopped holding cores: {@code end} while it runs. */
  public static long completed(StageSnapshot stage, long end) {
    long completed = stage.facts().completionMillis();
    boolean runs = stage.status() == StageStatus.ACTIVE;
    return completed > 0 ? completed : runs ? end : stage.lastTaskEndMillis();
  }

  private static void change(Map<Long, int[]> changes, long from, long to, int cores, int stages) {
    if (from > 0 && to > from) {
      int[] begin = changes.computeIfAbsent(from, time -> new int[2]);
      begin[0] += cores;
      begin[1] += stages;
      int[] over = changes.computeIfAbsent(to, time -> new int[2]);
      over[0] -= cores;
      over[1] -= stages;
    }
  }

  private static IdleSplit split(ApplicationSnapshot snapshot, long end, Map<Long, int[]> changes) {
    Map<Long, Double> shares = new TreeMap<>();
    double share = 0;
    double noStage = 0;
    int cores = 0;
    int most = 0;
    int stages = 0;
    long before = 0;
    for (Map.Entry<Long, int[]> each : changes.entrySet()) {
      double held = (double) cores * (each.getKey() - before);
      share += stages > 0 ? held / stages : 0;
      noStage += stages > 0 ? 0 : held;
      cores += each.getValue()[0];
      stages += each.getValue()[1];
      most = Math.max(most, cores);
      before = each.getKey();
      shares.put(before, share);
    }
    return new IdleSplit(noStage, parts(snapshot, end, shares), most);
  }

  /** {@code shares} is what one running stage would have been given up to each time. */
  private static List<Part> parts(
      ApplicationSnapshot snapshot, long end, Map<Long, Double> shares) {
    double taskCpus = CoreSplit.cpusPerTask(snapshot);
    List<Part> parts = new ArrayList<>();
    for (StageSnapshot each : snapshot.stages()) {
      Double to = shares.get(completed(each, end));
      Double from = shares.get(each.facts().submissionMillis());
      double held = to == null || from == null ? 0 : to - from;
      double idle = held - taskCpus * taskMillis(each);
      if (idle > 0) {
        double duration = completed(each, end) - (double) each.facts().submissionMillis();
        double tail = SkewTail.of(each, duration).millis(held, held - idle);
        parts.add(new Part(each, idle, Math.min(idle, tail)));
      }
    }
    parts.sort(Comparator.comparingDouble((Part part) -> part.idleMillis).reversed());
    return parts;
  }

  private static long taskMillis(StageSnapshot stage) {
    long run = Math.max(stage.durations().sum(), stage.totals().get(TaskMetric.RUN_TIME_MILLIS));
    return Math.max(run, stage.tasks().time().totalMillis());
  }

  /** Core time that was held while no stage ran. */
  public double noStageMillis() {
    return noStageMillis;
  }

  /** Idle core time while stages ran. */
  public double stageMillis() {
    return parts.stream().mapToDouble(part -> part.idleMillis).sum();
  }

  /** The part of it in which stages waited for a straggler. */
  double tailMillis() {
    return parts.stream().mapToDouble(part -> part.tailMillis).sum();
  }

  /** The stages with idle core time, most of it first. */
  public List<Part> parts() {
    return parts;
  }

  /** The most cores that were held at once. */
  public int mostCores() {
    return mostCores;
  }

  /** Idle core time of one stage. */
  public static final class Part {
    private final StageSnapshot stage;
    private final double idleMillis;
    private final double tailMillis;

    private Part(StageSnapshot stage, double idleMillis, double tailMillis) {
      this.stage = stage;
      this.idleMillis = idleMillis;
      this.tailMillis = tailMillis;
    }

    public StageSnapshot stage() {
      return stage;
    }

    public double idleMillis() {
      return idleMillis;
    }

    /** The part of it in which the others waited for a straggler. */
    public double tailMillis() {
      return tailMillis;
    }
  }
}
