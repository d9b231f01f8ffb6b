package io.sparkvitals.report.html;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The time that a report spans: from the application's start to its end, or as far as is known. */
final class Course {
  private final ApplicationSnapshot application;
  private final long start;
  private final long end;

  private Course(ApplicationSnapshot application, long start, long end) {
    this.application = application;
    this.start = start;
    this.end = end;
  }

  static Course of(ApplicationSnapshot application) {
    long end = application.untilMillis();
    long start = application.facts().startMillis();
    return new Course(application, start > 0 ? start : first(application), end);
  }

  /** The earliest time that anything has, or 0. */
  private static long first(ApplicationSnapshot application) {
    long end = application.takenMillis();
    LongStream stages = application.stages().stream().mapToLong(each -> Span.of(each, end).from());
    LongStream jobs = application.jobs().stream().mapToLong(each -> each.facts().startMillis());
    LongStream executors =
        application.executors().stream().mapToLong(each -> each.facts().addedMillis());
    return Stream.of(stages, jobs, executors)
        .flatMapToLong(each -> each)
        .filter(millis -> millis > 0)
        .min()
        .orElse(0);
  }

  /** Empty where nothing has a time. */
  Optional<TimeAxis> axis() {
    return start > 0 && end > start ? Optional.of(TimeAxis.of(start, end)) : Optional.empty();
  }

  /** Whether the application's end was seen. */
  boolean ended() {
    return application.endMillis() > 0;
  }

  /** Unix time in milliseconds, or 0 where nothing has a time. */
  long start() {
    return start;
  }

  Span of(StageSnapshot stage) {
    return Span.of(stage, end);
  }

  Span of(JobSnapshot job) {
    return Span.of(job, end);
  }

  Span of(ExecutorSnapshot executor) {
    return Span.of(executor, end);
  }

  /** {@code +12 min 3 s} after the start; empty where that is not known. */
  String after(long millis) {
    if (start == 0 || millis == 0) {
      return "";
    }
    long since = Math.max(0, millis - start);
    return "+" + (since == 0 ? "0 s" : Figures.duration(since));
  }

  /** How long and when, in words: {@code 1.1 s (from +7.2 s to +8.3 s; since 2026-11-22 …)}. */
  String words(Span span) {
    return span.known()
        ? Figures.duration(span.millis())
            + " (from "
            + after(span.from())
            + " to "
            + after(span.to())
            + "; since "
            + Words.time(span.from())
            + ")"
        : "at an unknown time";
  }
}
