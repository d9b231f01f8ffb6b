package io.sparkvitals.report.html;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sections of a page share: the report sorted, and what links to what. Immutable. */
final class Dossier {
  /** How many of the stages that cost most are listed. */
  static final int MAX_COSTLIEST = 25;

  /** How many troubled stages are shown in detail. */
  static final int MAX_TROUBLED = 20;

  private final Report report;
  private final Course course;
  private final AlertIndex alerts;
  private final List<StageSnapshot> costliest;
  private final List<TroubledStage> troubled = new ArrayList<>();
  private final Map<StageKey, String> anchors = new HashMap<>();
  private final TimelinePlan plan;

  Dossier(Report report) {
    this.report = report;
    ApplicationSnapshot application = report.application();
    course = Course.of(application);
    alerts = new AlertIndex(report.alerts());
    List<StageSnapshot> ranked = Ranking.stages(application.stages());
    costliest = ranked.subList(0, Math.min(MAX_COSTLIEST, ranked.size()));
    costliest.forEach(stage -> anchors.put(stage.key(), costAnchor(stage.key())));
    for (StageSnapshot stage : application.stages()) {
      TroubledStage.of(stage, alerts.of(stage.key())).ifPresent(troubled::add);
    }
    troubled.sort(TroubledStage.WORST_FIRST);
    troubled.stream()
        .limit(MAX_TROUBLED)
        .map(each -> each.stage().key())
        .forEach(key -> anchors.put(key, detailAnchor(key)));
    Set<StageKey> keys =
        troubled.stream().map(each -> each.stage().key()).collect(Collectors.toSet());
    plan = new TimelinePlan(application, course, keys::contains);
  }

  Report report() {
    return report;
  }

  ApplicationSnapshot application() {
    return report.application();
  }

  Course course() {
    return course;
  }

  AlertIndex alerts() {
    return alerts;
  }

  /** The stage attempts with most task time, at most {@link #MAX_COSTLIEST}. */
  List<StageSnapshot> costliest() {
    return costliest;
  }

  /** All stage attempts that deserve a closer look, the worst first. */
  List<TroubledStage> troubled() {
    return Collections.unmodifiableList(troubled);
  }

  /** What stands in the timeline. */
  TimelinePlan plan() {
    return plan;
  }

  /** Where most is said of a stage attempt; empty where it stands in the timeline at most. */
  Optional<String> anchor(StageKey stage) {
    return Optional.ofNullable(anchors.get(stage));
  }

  static String costAnchor(StageKey stage) {
    return id("cost", stage);
  }

  static String detailAnchor(StageKey stage) {
    return id("stage", stage);
  }

  static String laneAnchor(StageKey stage) {
    return id("lane", stage);
  }

  private static String id(String what, StageKey stage) {
    return what + "-" + stage.stageId() + "-" + stage.attempt();
  }
}
