package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.replay.LogReader;
import io.sparkvitals.replay.LogText;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged logs through the whole of a replay: nothing throws, every line is accounted for, and what
 * was not damaged is still counted.
 */
class ReplayFuzzTest {
  private static final RuleBook RULES = RuleBook.standard(Map.of(), problem -> {});
  private static final List<String> LOG = LogText.of(1, 4, 30);

  /** What came of a log. */
  private record Outcome(ApplicationSnapshot snapshot, InputFacts input, int alerts) {
    long sum(TaskMetric metric) {
      return snapshot.work().totals().get(metric);
    }

    long ended() {
      return snapshot.work().tasks().counts().succeeded()
          + snapshot.work().tasks().counts().failed()
          + snapshot.work().tasks().counts().killed();
    }
  }

  private static Outcome replay(byte[] log) {
    ApplicationTracker tracker = new ApplicationTracker();
    Trial trial = new Trial(RULES);
    LogReader reader =
        new LogReader(
            tracker,
            new Ticker(tracker, 10_000, trial::look),
            fault -> {
              throw fault;
            });
    try {
      reader.read(new ByteArrayInputStream(log));
    } catch (IOException e) {
      throw new AssertionError("memory cannot fail to be read", e);
    }
    trial.end(tracker.snapshot());
    return new Outcome(
        tracker.snapshot(),
        reader.facts(),
        trial.report(tracker.snapshot(), InputFacts.NONE).alerts().size());
  }

  private static Outcome replay(List<String> lines) {
    return replay((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void accountsForEveryLine(Outcome outcome, byte[] log) {
    String text = new String(log, StandardCharsets.ISO_8859_1);
    long blank = text.lines().filter(String::isBlank).count();
    InputFacts input = outcome.input();
    assertThat(
            input.usedEvents()
                + input.unknownEvents()
                + input.unusableEvents()
                + input.malformedLines())
        .isEqualTo(input.lines() - blank);
  }

  @Test
  void theWholeLogIsUnderstood() {
    Outcome whole = replay(LOG);

    assertThat(whole.input().usedEvents()).isEqualTo(LOG.size());
    assertThat(whole.ended()).isEqualTo(240);
    assertThat(whole.snapshot().work().jobs().failed()).isEqualTo(1);
    assertThat(whole.snapshot().work().events().stagesOnlyAnnounced()).isEqualTo(4);
    assertThat(whole.alerts()).isPositive();
  }

  @Test
  void aTruncatedLogKeepsWhatCameBefore() {
    byte[] log = String.join("\n", LOG).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      int length = random.nextInt(log.length);
      byte[] cut = Arrays.copyOf(log, length);

      Outcome outcome = replay(cut);

      long whole = new String(cut, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
      assertThat(outcome.input().usedEvents()).isBetween(whole, whole + 1);
      assertThat(outcome.input().truncated()).isEqualTo(outcome.input().malformedLines() == 1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void flippedBytesCostTheirLinesAlone(long seed) {
    Random random = new Random(seed);
    byte[] log = (String.join("\n", LOG) + "\n").getBytes(StandardCharsets.UTF_8);
    int flips = 1 + random.nextInt(40);
    for (int i = 0; i < flips; i++) {
      log[random.nextInt(log.length)] ^= (byte) (1 << random.nextInt(8));
    }

    Outcome outcome = replay(log);

    accountsForEveryLine(outcome, log);
    assertThat(outcome.input().usedEvents()).isGreaterThanOrEqualTo(LOG.size() - 2L * flips);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfLinesChangesNoSum(long seed) {
    List<String> shuffled = new ArrayList<>(LOG);
    Collections.shuffle(shuffled, new Random(seed));
    Outcome ordered = replay(LOG);

    Outcome outcome = replay(shuffled);

    for (TaskMetric metric : TaskMetric.values()) {
      assertThat(outcome.sum(metric)).as(metric.member()).isEqualTo(ordered.sum(metric));
    }
    assertThat(outcome.ended()).isEqualTo(ordered.ended());
    assertThat(outcome.snapshot().work().tasks().counts().unfinished()).isZero();
    assertThat(outcome.snapshot().work().jobs().active()).isZero();
    assertThat(outcome.snapshot().work().events().stagesOnlyAnnounced()).isEqualTo(4);
    assertThat(outcome.snapshot().stages()).hasSameSizeAs(ordered.snapshot().stages());
  }

  @Test
  void everyTaskEndCountsAndEveryJobAndStageCountsOnceWhereLinesAreRepeated() {
    List<String> repeated = new ArrayList<>(LOG);
    repeated.addAll(LOG);

    Outcome outcome = replay(repeated);

    assertThat(outcome.ended()).isEqualTo(480);
    assertThat(outcome.snapshot().work().jobs().succeeded()).isEqualTo(3);
    assertThat(outcome.snapshot().work().jobs().failed()).isEqualTo(1);
    assertThat(outcome.snapshot().work().stages().succeeded()).isEqualTo(8);
    assertThat(outcome.snapshot().work().stages().active()).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void strangeValuesHarmNothing(long seed) {
    Random random = new Random(seed);
    List<String> strange = new ArrayList<>();
    for (String line : LOG) {
      strange.add(random.nextInt(4) == 0 ? mutated(line, random) : line);
    }
    byte[] log = (String.join("\n", strange) + "\n").getBytes(StandardCharsets.UTF_8);

    Outcome outcome = replay(log);

    accountsForEveryLine(outcome, log);
    assertThat(outcome.snapshot().takenMillis()).isLessThan(4_102_444_800_001L);
  }

  private static String mutated(String line, Random random) {
    List<BiFunction<String, Random, String>> mutations =
        List.of(
            (text, r) -> text.replaceFirst("\":\\d+", "\":" + STRANGE[r.nextInt(STRANGE.length)]),
            (text, r) -> replaced(text, "\":\\d+", r),
            (text, r) -> replaced(text, "\":\"[^\"]*\"", r),
            (text, r) -> replaced(text, "\"[A-Z][A-Za-z ]+\":", r, "\"Dropped\":"),
            (text, r) ->
                text.replaceFirst("\\{", "{\"Deep\":" + "[".repeat(900) + "]".repeat(900) + ","),
            (text, r) ->
                text.replaceFirst("\\{", "{\"Long\":\"" + "\\u0000".repeat(50_000) + "\","));
    return mutations.get(random.nextInt(mutations.size())).apply(line, random);
  }

  private static String replaced(String text, String pattern, Random random) {
    return replaced(text, pattern, random, "\":" + STRANGE[random.nextInt(STRANGE.length)]);
  }

  private static String replaced(String text, String pattern, Random random, String by) {
    List<int[]> places = new ArrayList<>();
    java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    return text.substring(0, place[0]) + by + text.substring(place[1]);
  }

  private static final String[] STRANGE = {
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "9999999999999999999999",
    "1e300",
    "0.5",
    "null",
    "true",
    "\"text\"",
    "[]",
    "{}",
    "[{\"a\":[1,2]}]",
    "{\"Stage ID\":3}",
    "253402300800000"
  };

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }
}
