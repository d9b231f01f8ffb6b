package io.sparkvitals.replay;

import io.sparkvitals.model.ShownText;
import io.sparkvitals.tracker.PlanNode;
import java.io.IOException;

/** One walk through Spark's {@code SparkPlanInfo}, which ends where the plan is too large. */
final class PlanReading {
  private final Fields fields;
  private int nodes;

  PlanReading(Fields fields) {
    this.fields = fields;
  }

  /** The operator whose members follow; its name stands before what is read by it. */
  PlanNode node(int depth) throws IOException {
    nodes++;
    PlanNode.Draft draft = new PlanNode.Draft();
    String operator = "";
    for (String name = fields.next(); name != null; name = fields.next()) {
      switch (name) {
        case "nodeName":
          operator = Texts.orEmpty(fields.text());
          draft.name(ShownText.raw(operator));
          break;
        case "simpleString":
          if (PlanNode.speaks(operator)) {
            draft.text(Texts.orEmpty(fields.text()));
          }
          break;
        case "children":
          children(draft, depth + 1);
          break;
        case "metrics":
          if (PlanNode.moves(operator)) {
            metrics(draft);
          }
          break;
        default:
          fields.skip();
      }
    }
    return draft.node();
  }

  private void children(PlanNode.Draft draft, int depth) throws IOException {
    if (!fields.enterArray()) {
      return;
    }
    while (fields.element()) {
      if (depth > PlanNode.MAX_DEPTH || nodes >= PlanNode.MAX_NODES) {
        draft.cut();
      } else if (fields.enter()) {
        draft.child(node(depth));
      }
    }
  }

  private void metrics(PlanNode.Draft draft) throws IOException {
    if (!fields.enterArray()) {
      return;
    }
    while (fields.element()) {
      if (fields.enter()) {
        metric(draft);
      }
    }
  }

  private void metric(PlanNode.Draft draft) throws IOException {
    String metric = null;
    long id = -1;
    for (String name = fields.next(); name != null; name = fields.next()) {
      if (name.equals("name")) {
        metric = fields.text();
      } else if (name.equals("accumulatorId")) {
        id = fields.numberOr(-1);
      } else {
        fields.skip();
      }
    }
    draft.metric(metric, id);
  }
}
