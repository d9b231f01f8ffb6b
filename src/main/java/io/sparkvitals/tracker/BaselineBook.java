package io.sparkvitals.tracker;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageFigures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the figures of stages that do the same work, of this run and of earlier ones, so that a
 * slower one is noticed. Guarded by its owner's lock; bounded.
 *
 * <p>Two stages do the same work when their names and job descriptions are equal but for numbers
 * and ids, and their task counts have the same power of two: all stages of one query share a name,
 * and the task count tells most of them apart.
 */
final class BaselineBook {
  static final int MIN_RUNS = 3;
  static final int MAX_RUNS = 20;
  static final int MAX_SIGNATURES = 1_000;
  private static final int DIGEST_BYTES = 16;

  /** Numbers, and ids in hexadecimal digits. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\b(?=[a-fA-F-]{0,64}[0-9])[0-9a-fA-F-]{8,64}\\b|[0-9]+");

  private final Map<String, Runs> stages = NewestMap.byUse(MAX_SIGNATURES);

  /** What a stage did, of this run and of earlier ones. */
  private static final class Runs {
    private final Deque<StageFigures> own = new ArrayDeque<>();
    private final Deque<StageFigures> earlier = new ArrayDeque<>();

    static void add(Deque<StageFigures> runs, StageFigures figures) {
      if (runs.size() == MAX_RUNS) {
        runs.removeFirst();
      }
      runs.addLast(figures);
    }
  }

  /** A hash, so that no text of the job leaves the application. */
  static String signature(StageFacts stage) {
    String description = stage.description();
    int size = 32 - Integer.numberOfLeadingZeros(Math.max(0, stage.numTasks()));
    return hash(
        withoutNumbers(stage.name())
            + '|'
            + (description == null ? "" : withoutNumbers(description))
            + '|'
            + size);
  }

  private static String withoutNumbers(String text) {
    return NUMBERS.matcher(text).replaceAll("");
  }

  private static String hash(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < DIGEST_BYTES; i++) {
      hex.append(Character.forDigit((digest[i] >> 4) & 15, 16));
      hex.append(Character.forDigit(digest[i] & 15, 16));
    }
    return hex.toString();
  }

  void add(StageFacts stage, StageFigures figures) {
    Runs.add(stages.computeIfAbsent(signature(stage), key -> new Runs()).own, figures);
  }

  /** Takes in what an earlier run of the application remembered, by signature. */
  void addEarlier(Map<String, StageFigures> run) {
    run.forEach(
        (signature, figures) ->
            Runs.add(stages.computeIfAbsent(signature, key -> new Runs()).earlier, figures));
  }

  /** What later runs are to remember of this one, by signature. */
  Map<String, StageFigures> own() {
    Map<String, StageFigures> own = new LinkedHashMap<>();
    stages.forEach(
        (signature, runs) -> {
          if (!runs.own.isEmpty()) {
            own.put(signature, StageFigures.usual(runs.own));
          }
        });
    return own;
  }

  /** The medians of the earlier executions; null before three of them. */
  @Nullable Baseline of(StageFacts stage) {
    Runs runs = stages.get(signature(stage));
    if (runs == null || runs.own.size() + runs.earlier.size() < MIN_RUNS) {
      return null;
    }
    List<StageFigures> all = new ArrayList<>(runs.earlier);
    all.addAll(runs.own);
    return Baseline.of(StageFigures.usual(all), all.size());
  }
}
