package io.sparkvitals.replay;

import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.PlanNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spark's {@code StageInfo} as a log has it. Not thread-safe. */
final class StageInfo {
  private static final int MEMORY = 1;
  private static final int DISK = 2;

  private final boolean ended;
  private int stageId;
  private int attempt;
  private boolean identified;
  private @Nullable String name;
  private int numTasks;
  private int resourceProfileId;
  private boolean barrier;
  private long submissionMillis;
  private long completionMillis;
  private @Nullable String failureReason;
  private final Map<Long, Long> dataSizes = new LinkedHashMap<>();
  private final Map<Integer, String> cachedRdds = new LinkedHashMap<>();
  private final Map<Integer, Integer> rddPartitions = new HashMap<>();
  private final Map<Integer, Integer> levels = new HashMap<>();

  /**
   * Of a stage that {@code ended} its accumulators are of interest, of another its data sets: each
   * takes long to read.
   */
  StageInfo(boolean ended) {
    this.ended = ended;
  }

  void reset() {
    stageId = 0;
    attempt = 0;
    identified = false;
    name = null;
    numTasks = -1;
    resourceProfileId = 0;
    barrier = false;
    submissionMillis = 0;
    completionMillis = 0;
    failureReason = null;
    dataSizes.clear();
    cachedRdds.clear();
    rddPartitions.clear();
    levels.clear();
  }

  void read(Fields fields) throws IOException {
    reset();
    for (String member = fields.next(); member != null; member = fields.next()) {
      switch (member) {
        case "Stage ID":
          stageId = fields.integer();
          identified = true;
          break;
        case "Stage Attempt ID":
          attempt = fields.integerOr(0);
          break;
        case "Stage Name":
          name = fields.text();
          break;
        case "Number of Tasks":
          numTasks = fields.integerOr(-1);
          break;
        case "Resource Profile Id":
          resourceProfileId = fields.integerOr(0);
          break;
        default:
          end(member, fields);
      }
    }
    fields.unusableUnless(identified);
  }

  private void end(String member, Fields fields) throws IOException {
    switch (member) {
      case "Submission Time":
        submissionMillis = fields.numberOr(0);
        break;
      case "Completion Time":
        completionMillis = fields.numberOr(0);
        break;
      case "Failure Reason":
        failureReason = fields.text();
        break;
      case "RDD Info":
        if (ended) {
          fields.skip();
        } else if (fields.enterArray()) {
          rdds(fields);
        }
        break;
      case "Accumulables":
        if (!ended) {
          fields.skip();
        } else if (fields.enterArray()) {
          accumulators(fields);
        }
        break;
      default:
        fields.skip();
    }
  }

  private void rdds(Fields fields) throws IOException {
    while (fields.element()) {
      if (fields.enter()) {
        rdd(fields);
      }
    }
  }

  private void rdd(Fields fields) throws IOException {
    long id = -1;
    String rddName = null;
    int level = 0;
    long partitions = 0;
    for (String member = fields.next(); member != null; member = fields.next()) {
      if (member.equals("RDD ID")) {
        id = fields.numberOr(-1);
      } else if (member.equals("Name")) {
        rddName = fields.text();
      } else if (member.equals("Number of Partitions")) {
        partitions = fields.numberOr(0);
      } else if (member.equals("Barrier")) {
        barrier |= fields.flag();
      } else if (member.equals("Storage Level") && fields.enter()) {
        level = level(fields);
      } else {
        fields.skip();
      }
    }
    boolean known = level > 0 && id >= 0 && id <= Integer.MAX_VALUE;
    if (known && cachedRdds.size() >= Limits.CACHED) {
      fields.cutList(1);
    } else if (known) {
      cachedRdds.put((int) id, Texts.orEmpty(Texts.cut(rddName)));
      levels.put((int) id, level);
      rddPartitions.put((int) id, (int) Math.min(Integer.MAX_VALUE, Math.max(0, partitions)));
    }
  }

  private static int level(Fields fields) throws IOException {
    int held = 0;
    for (String member = fields.next(); member != null; member = fields.next()) {
      if (member.equals("Use Memory")) {
        held |= fields.flag() ? MEMORY : 0;
      } else if (member.equals("Use Disk")) {
        held |= fields.flag() ? DISK : 0;
      } else {
        fields.skip();
      }
    }
    return held;
  }

  private void accumulators(Fields fields) throws IOException {
    while (fields.element()) {
      if (fields.enter()) {
        accumulator(fields);
      }
    }
  }

  /** Spark writes the values of all but its own as text. */
  private void accumulator(Fields fields) throws IOException {
    long id = -1;
    boolean dataSize = false;
    long bytes = -1;
    for (String member = fields.next(); member != null; member = fields.next()) {
      if (member.equals("ID")) {
        id = fields.numberOr(-1);
      } else if (member.equals("Name")) {
        dataSize = PlanNode.isDataSize(fields.text());
      } else if (member.equals("Value") && dataSize) {
        bytes = Texts.number(fields.text(), -1);
      } else {
        fields.skip();
      }
    }
    if (bytes >= 0 && dataSizes.size() < Limits.EXCHANGES) {
      dataSizes.put(id, bytes);
    } else if (bytes >= 0) {
      fields.cutList(1);
    }
  }

  /** Tells what its exchanges moved. */
  void dataSizes(ApplicationEvents events) {
    dataSizes.forEach((id, bytes) -> events.dataSize(id, stageId, bytes));
  }

  /** Names by id of those data sets of the stage that are to be cached. */
  void cachedRdds(ApplicationEvents events) {
    cachedRdds.forEach(
        (id, rddName) -> {
          events.cachedRdd(stageId, id, rddName, rddPartitions.getOrDefault(id, 0));
          int level = levels.getOrDefault(id, 0);
          events.cacheLevel(id, (level & MEMORY) > 0, (level & DISK) > 0);
        });
  }

  StageFacts.Draft facts() {
    boolean failed = failureReason != null && !failureReason.isEmpty();
    return StageFacts.of(StageKey.of(stageId, attempt), Texts.orEmpty(Texts.cut(name)), numTasks)
        .resourceProfile(resourceProfileId)
        .barrier(barrier)
        .submitted(submissionMillis)
        .completed(completionMillis)
        .failed(failed && failureReason != null ? Texts.cutFailure(failureReason) : null);
  }
}
