package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares the busy core time out by what stages have in common. A stage is charged with the core
 * time of its own tasks; idle time is charged to nobody, for nobody can be told to have caused it.
 */
final class CostCentres {
  /** How many are listed before the rest. */
  static final int MAX_LISTED = 10;

  private static final String BROADCAST = "broadcast exchange (runId ";

  private final double cpus;
  private final long busyMillis;

  private CostCentres(ApplicationSnapshot snapshot, long busyMillis) {
    this.cpus = CoreSplit.cpusPerTask(snapshot);
    this.busyMillis = busyMillis;
  }

  /**
   * The most expensive first, at most {@link #MAX_LISTED}, then all others without a name; together
   * they have the busy time. Empty where no stage has a name by {@code naming}.
   */
  static List<CostCentre> of(
      ApplicationSnapshot snapshot,
      long busyMillis,
      Function<StageSnapshot, @Nullable String> naming) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    Sum others = new Sum();
    for (StageSnapshot each : snapshot.stages()) {
      String name = naming.apply(each);
      Sum sum = name == null || name.isEmpty() ? others : sums.get(name);
      if (sum == null && name != null) {
        sum = new Sum();
        sums.put(name, sum);
      }
      if (sum != null) {
        sum.add(each);
      }
    }
    return sums.isEmpty()
        ? Collections.emptyList()
        : new CostCentres(snapshot, busyMillis).listed(sums, others);
  }

  /** Whether Spark runs it for a query, under a group and a description of its own making. */
  static boolean broadcast(StageSnapshot stage) {
    String description = stage.facts().description();
    return description != null && description.startsWith(BROADCAST);
  }

  private List<CostCentre> listed(Map<String, Sum> sums, Sum others) {
    List<Map.Entry<String, Sum>> ranked = new ArrayList<>(sums.entrySet());
    ranked.sort(
        Comparator.comparingDouble((Map.Entry<String, Sum> each) -> each.getValue().millis)
            .reversed());
    double all = others.millis;
    for (Sum each : sums.values()) {
      all += each.millis;
    }
    double factor = cpus * all > busyMillis ? busyMillis / all : cpus;
    List<CostCentre> listed = new ArrayList<>();
    long left = busyMillis;
    for (Map.Entry<String, Sum> each : ranked.subList(0, Math.min(MAX_LISTED, ranked.size()))) {
      CostCentre centre = each.getValue().centre(each.getKey(), factor, left);
      left -= centre.coreMillis();
      listed.add(centre);
    }
    ranked.subList(listed.size(), ranked.size()).forEach(each -> others.add(each.getValue()));
    if (others.stages > 0 || left > 0) {
      long wasted = Math.min(left, Math.round(factor * others.wastedMillis));
      listed.add(new CostCentre(null, null, others.stages, left, wasted));
    }
    return Collections.unmodifiableList(listed);
  }

  /** Sums over the stages of one. */
  private static final class Sum {
    private @Nullable String title;
    private int stages;
    private double millis;
    private double wastedMillis;

    void add(StageSnapshot stage) {
      TaskTime time = stage.tasks().time();
      stages++;
      if (title == null && !broadcast(stage)) {
        String description = stage.facts().description();
        boolean named = description != null && !description.isEmpty();
        title = named ? description : stage.facts().name();
      }
      millis += time.totalMillis();
      wastedMillis += (double) time.totalMillis() - time.succeededMillis();
    }

    void add(Sum other) {
      stages += other.stages;
      millis += other.millis;
      wastedMillis += other.wastedMillis;
    }

    CostCentre centre(String name, double factor, long most) {
      long core = Math.min(most, Math.round(factor * millis));
      long wasted = Math.min(core, Math.round(factor * wastedMillis));
      return new CostCentre(name, title, stages, core, wasted);
    }
  }
}
