package io.sparkvitals.report.html;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs and stages get a lane of their own in the timeline, so that it stays readable whatever
 * the application does: failed and troubled ones first, then the longest. The others share a lane.
 * Immutable.
 */
final class TimelinePlan {
  static final int MAX_JOBS = 60;
  static final int MAX_STAGES = 120;

  private final Course course;
  private final Predicate<StageKey> troubled;
  private final List<Group> groups = new ArrayList<>();
  private final Set<StageKey> shown = new HashSet<>();
  private final List<Span> otherJobs;
  private final List<Span> otherStages;

  TimelinePlan(ApplicationSnapshot application, Course course, Predicate<StageKey> troubled) {
    this.course = course;
    this.troubled = troubled;
    Set<Integer> badJobs =
        application.stages().stream()
            .filter(each -> troubled.test(each.key()))
            .map(StageSnapshot::jobId)
            .filter(OptionalInt::isPresent)
            .map(OptionalInt::getAsInt)
            .collect(Collectors.toSet());
    List<JobSnapshot> jobs = timed(application.jobs());
    jobs.sort(
        Comparator.comparing((JobSnapshot job) -> job.failure() == null)
            .thenComparing(job -> !badJobs.contains(job.jobId()))
            .thenComparing(job -> -course.of(job).millis()));
    List<JobSnapshot> shownJobs = head(jobs, MAX_JOBS);
    otherJobs = tail(jobs, MAX_JOBS).stream().map(course::of).collect(Collectors.toList());
    otherStages = choose(application, shownJobs);
    groups.removeIf(group -> group.job == null && group.stages.isEmpty());
    groups.sort(Comparator.comparingLong(group -> group.span().from()));
  }

  /** Fills the groups; returns when the other stages ran. */
  private List<Span> choose(ApplicationSnapshot application, List<JobSnapshot> jobs) {
    Map<Integer, Group> byJob = new HashMap<>();
    for (JobSnapshot job : jobs) {
      Group group = new Group(job, course.of(job));
      byJob.put(job.jobId(), group);
      groups.add(group);
    }
    Set<Integer> hidden =
        application.jobs().stream().map(JobSnapshot::jobId).collect(Collectors.toSet());
    hidden.removeAll(byJob.keySet());
    Group jobless = new Group(null, Span.UNKNOWN);
    groups.add(jobless);
    List<Span> others = new ArrayList<>();
    for (StageSnapshot stage : byImportance(application.stages())) {
      int job = stage.jobId().orElse(-1);
      if (hidden.contains(job) || shown.size() >= MAX_STAGES) {
        others.add(course.of(stage));
      } else {
        shown.add(stage.key());
        byJob.getOrDefault(job, jobless).stages.add(stage);
      }
    }
    groups.forEach(
        group -> group.stages.sort(Comparator.comparingLong(each -> course.of(each).from())));
    return others;
  }

  private List<StageSnapshot> byImportance(List<StageSnapshot> stages) {
    return stages.stream()
        .filter(stage -> course.of(stage).known())
        .sorted(
            Comparator.comparing((StageSnapshot stage) -> !troubled.test(stage.key()))
                .thenComparing(stage -> -course.of(stage).millis()))
        .collect(Collectors.toList());
  }

  private List<JobSnapshot> timed(List<JobSnapshot> jobs) {
    return jobs.stream().filter(job -> course.of(job).known()).collect(Collectors.toList());
  }

  private static <T> List<T> head(List<T> list, int max) {
    return list.subList(0, Math.min(max, list.size()));
  }

  private static <T> List<T> tail(List<T> list, int from) {
    return list.subList(Math.min(from, list.size()), list.size());
  }

  /** In the order of their starts. */
  List<Group> groups() {
    return Collections.unmodifiableList(groups);
  }

  boolean shows(StageKey stage) {
    return shown.contains(stage);
  }

  /** When the jobs ran that have no lane of their own. */
  List<Span> otherJobs() {
    return otherJobs;
  }

  /** When the stages ran that have no lane of their own. */
  List<Span> otherStages() {
    return otherStages;
  }

  /** A job with those of its stages that have a lane; or the stages of which no job is known. */
  final class Group {
    private final @Nullable JobSnapshot job;
    private final Span span;
    private final List<StageSnapshot> stages = new ArrayList<>();

    private Group(@Nullable JobSnapshot job, Span span) {
      this.job = job;
      this.span = span;
    }

    /** Null where no job is known. */
    @Nullable JobSnapshot job() {
      return job;
    }

    /** The job's, or from the first stage's start to the last one's end. */
    Span span() {
      if (job != null) {
        return span;
      }
      long from = stages.stream().mapToLong(each -> course.of(each).from()).min().orElse(0);
      long to = stages.stream().mapToLong(each -> course.of(each).to()).max().orElse(0);
      return Span.of(from, to);
    }

    List<StageSnapshot> stages() {
      return Collections.unmodifiableList(stages);
    }

    /** Whether the job failed, or one of its stages deserves a closer look. */
    boolean troubled() {
      return (job != null && job.failure() != null)
          || stages.stream().anyMatch(stage -> troubled.test(stage.key()));
    }
  }
}
