package io.sparkvitals.spark;

import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.ShownText;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.collection.Map;

/** Reads the events of SQL executions. Guarded by the door's lock. */
final class SqlEvents {
  private final ApplicationEvents events;
  private final Getters getters;

  SqlEvents(ApplicationEvents events, Getters getters) {
    this.events = events;
    this.getters = getters;
  }

  /** Takes the event's name without {@code SparkListener}. */
  void accept(String what, Object event) {
    long executionId = getters.numberOr(event, "executionId", -1);
    switch (what) {
      case "SQLExecutionStart":
        String text = ShownText.raw(getters.textOrEmpty(event, "description"));
        events.sqlExecutionStarted(executionId, getters.number(event, "time"), text);
        Object configs = getters.get(event, "modifiedConfigs");
        session(configs);
        plan(executionId, threshold(configs), event);
        break;
      case "SQLAdaptiveExecutionUpdate":
        plan(executionId, null, event);
        break;
      case "DriverAccumUpdates":
        driverSizes(getters.get(event, "accumUpdates"));
        break;
      case "SQLExecutionEnd":
        boolean failed = !error(event).isEmpty();
        events.sqlExecutionEnded(executionId, getters.number(event, "time"), failed);
        break;
      default:
    }
  }

  /** From 3.4 on an error message, empty on success; before, and live only, the failure itself. */
  private String error(Object event) {
    String message = getters.text(event, "errorMessage");
    return message == null ? getters.textOrEmpty(event, "executionFailure") : message;
  }

  /** From 3.4 on an event has what its session set. */
  private static @Nullable String threshold(@Nullable Object configs) {
    if (!(configs instanceof Map)) {
      return null;
    }
    @SuppressWarnings("unchecked")
    Option<?> value = ((Map<Object, Object>) configs).get(EnvironmentKeys.BROADCAST_THRESHOLD);
    return value.isEmpty() ? null : String.valueOf(value.get());
  }

  private void session(@Nullable Object configs) {
    List<String> names = new ArrayList<>();
    if (configs instanceof Iterable) {
      Iterator<?> each = ((Iterable<?>) configs).iterator();
      while (each.hasNext()) {
        names.add(String.valueOf(((Tuple2<?, ?>) each.next())._1()));
      }
    }
    events.otherKeys(OtherKeys.ofSession(names));
  }

  private void plan(long executionId, @Nullable String threshold, Object event) {
    Object root = getters.get(event, "sparkPlanInfo");
    if (root != null) {
      events.sqlPlan(executionId, threshold, new Walk().node(root, 1));
    }
  }

  private void driverSizes(@Nullable Object updates) {
    if (updates instanceof Iterable) {
      Iterator<?> each = ((Iterable<?>) updates).iterator();
      while (each.hasNext()) {
        Tuple2<?, ?> update = (Tuple2<?, ?>) each.next();
        events.dataSize(((Number) update._1()).longValue(), -1, ((Number) update._2()).longValue());
      }
    }
  }

  /** One walk through a plan, which ends where the plan is too large. */
  private final class Walk {
    private int nodes;

    PlanNode node(Object info, int depth) {
      nodes++;
      String name = getters.textOrEmpty(info, "nodeName");
      PlanNode.Draft draft = new PlanNode.Draft().name(ShownText.raw(name));
      if (PlanNode.speaks(name)) {
        draft.text(getters.textOrEmpty(info, "simpleString"));
      }
      if (PlanNode.moves(name)) {
        each(getters.get(info, "metrics"), metric -> metric(draft, metric));
      }
      each(getters.get(info, "children"), child -> child(draft, child, depth + 1));
      return draft.node();
    }

    private void metric(PlanNode.Draft draft, Object metric) {
      draft.metric(getters.text(metric, "name"), getters.numberOr(metric, "accumulatorId", -1));
    }

    private void child(PlanNode.Draft draft, Object info, int depth) {
      if (depth <= PlanNode.MAX_DEPTH && nodes < PlanNode.MAX_NODES) {
        draft.child(node(info, depth));
      } else {
        draft.cut();
      }
    }

    private void each(@Nullable Object elements, Consumer<Object> with) {
      if (elements instanceof Iterable) {
        Iterator<?> each = ((Iterable<?>) elements).iterator();
        while (each.hasNext()) {
          with.accept(each.next());
        }
      }
    }
  }
}
