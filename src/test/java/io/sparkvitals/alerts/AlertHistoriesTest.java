package io.sparkvitals.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to an application, its alerts are told by the same few laws. */
class AlertHistoriesTest {
  private static final int HISTORIES = 40;
  private static final int LOOKS = 200;
  private static final int STAGES = 5;
  private static final long HOUR = 3_600_000;

  /** Random stages that come, run, are skewed or not, and are over. */
  private static final class Life {
    private final Random random;
    private final boolean[] running = new boolean[STAGES];
    private final int[] number = new int[STAGES];
    private long revision;
    private long seconds;

    Life(long seed) {
      random = new Random(seed);
      for (int i = 0; i < STAGES; i++) {
        number[i] = i;
      }
    }

    Given next() {
      seconds += random.nextInt(10) == 0 ? random.nextInt(1_500) : 1 + random.nextInt(30);
      List<GivenStage> stages = new ArrayList<>();
      for (int i = 0; i < STAGES; i++) {
        GivenStage stage = Story.skew(number[i], factor());
        if (!running[i]) {
          running[i] = random.nextInt(4) == 0;
        } else if (random.nextInt(8) == 0) {
          stages.add(stage.settled(++revision));
          running[i] = false;
          number[i] += random.nextInt(3) == 0 ? STAGES : 0;
        } else {
          stages.add(stage);
        }
      }
      Given given = Story.app(stages.toArray(GivenStage[]::new));
      if (random.nextInt(12) == 0) {
        given.with(Given.job(random.nextInt(1_000), "boom", ++revision));
      }
      return given.revision(revision);
    }

    private long factor() {
      return switch (random.nextInt(5)) {
        case 0, 1 -> 6;
        case 2 -> 61;
        default -> 1;
      };
    }
  }

  /** What receivers know from the messages so far. */
  private static final class Receiver {
    private final int maxPerHour;
    private final Map<String, Severity> open = new HashMap<>();
    private final Deque<Long> opening = new ArrayDeque<>();
    private long digestMillis = Long.MIN_VALUE / 2;
    private int told;

    Receiver(int maxPerHour) {
      this.maxPerHour = maxPerHour;
    }

    void get(Message message, boolean last) {
      if (message.kind() == Message.Kind.DIGEST) {
        assertThat(last || message.atMillis() - digestMillis >= HOUR).isTrue();
        digestMillis = message.atMillis();
        assertThat(message.lines()).isNotEmpty();
      }
      if (message.kind() == Message.Kind.ALERTS && !message.closes()) {
        inPace(message.atMillis());
      }
      message.notifications().forEach(this::get);
      assertThat(message.fingerprints()).hasSameSizeAs(message.notifications());
    }

    private void inPace(long atMillis) {
      opening.add(atMillis);
      while (atMillis - opening.getFirst() >= HOUR) {
        opening.removeFirst();
      }
      assertThat(maxPerHour == 0 || opening.size() <= maxPerHour).isTrue();
    }

    private void get(Notification told) {
      String fingerprint = told.alert().fingerprint();
      Severity before = open.get(fingerprint);
      this.told++;
      switch (told.kind()) {
        case FIRING, EVENT -> {
          assertThat(before).as("not open when it begins: %s", told).isNull();
          open.put(fingerprint, told.alert().severity());
        }
        case RESOLVED, EVENT_OVER -> {
          assertThat(before).as("open when it ends: %s", told).isNotNull();
          open.remove(fingerprint);
        }
        case ESCALATED -> {
          assertThat(told.alert().severity()).as("higher: %s", told).isGreaterThan(before);
          open.put(fingerprint, told.alert().severity());
        }
        default -> assertThat(told.alert().severity()).as("no lower: %s", told).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 20})
  void neverTwoOpenOfOneKindAndNeverMoreThanPeopleCanBear(int maxPerHour) {
    int told = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      AlertPolicy policy =
          AlertPolicy.plain(random.nextBoolean() ? HOUR : 60_000, 2 + random.nextInt(8))
              .waiting(random.nextBoolean() ? 0 : 10_000)
              .atMost(maxPerHour)
              .summarized(summary(random));
      told += history(new Life(seed), new Story(policy), new Receiver(maxPerHour));
    }
    assertThat(told).isGreaterThan(HISTORIES);
  }

  private static AlertPolicy.Summary summary(Random random) {
    return AlertPolicy.Summary.parse(List.of("auto", "always", "never").get(random.nextInt(3)));
  }

  private static int history(Life life, Story story, Receiver receiver) {
    for (int look = 0; look < LOOKS; look++) {
      Given given = life.next();
      story.messages(life.seconds, given).forEach(message -> receiver.get(message, false));
      assertThat(story.book().open()).extracting(Alert::fingerprint).doesNotHaveDuplicates();
    }
    Given last = life.next().exited(0);
    story.endMessages(life.seconds, last).forEach(message -> receiver.get(message, true));
    assertThat(receiver.open).as("closed when the application succeeds").isEmpty();
    assertThat(story.book().open()).isEmpty();
    assertThat(story.book().tally().total()).isPositive();
    return receiver.told;
  }
}
