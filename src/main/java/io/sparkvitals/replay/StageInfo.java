package io.sparkvitals.replay;

import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Spark's {@code StageInfo} as a log has it. Not thread-safe. */
final class StageInfo {
  private int stageId;
  private int attempt;
  private boolean identified;
  private @Nullable String name;
  private int numTasks;
  private int resourceProfileId;
  private long submissionMillis;
  private long completionMillis;
  private @Nullable String failureReason;

  void reset() {
    stageId = 0;
    attempt = 0;
    identified = false;
    name = null;
    numTasks = -1;
    resourceProfileId = 0;
    submissionMillis = 0;
    completionMillis = 0;
    failureReason = null;
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
          attempt = (int) fields.numberOr(0);
          break;
        case "Stage Name":
          name = fields.text();
          break;
        case "Number of Tasks":
          numTasks = (int) fields.numberOr(-1);
          break;
        case "Resource Profile Id":
          resourceProfileId = (int) fields.numberOr(0);
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
      default:
        fields.skip();
    }
  }

  StageFacts.Draft facts() {
    boolean failed = failureReason != null && !failureReason.isEmpty();
    return StageFacts.of(StageKey.of(stageId, attempt), Texts.orEmpty(Texts.cut(name)), numTasks)
        .resourceProfile(resourceProfileId)
        .submitted(submissionMillis)
        .completed(completionMillis)
        .failed(failed ? Texts.cut(failureReason) : null);
  }
}
