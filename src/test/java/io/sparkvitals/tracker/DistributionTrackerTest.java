package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkvitals.model.Distribution;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTrackerTest {
  private static Distribution of(long... values) {
    DistributionTracker tracker = new DistributionTracker();
    for (long each : values) {
      tracker.add(each);
    }
    return tracker.distribution();
  }

  @Test
  void emptyHasNoSkew() {
    assertThat(of().count()).isZero();
    assertThat(of().skewRatio()).isEmpty();
  }

  @Test
  void medianOfAnEvenCountIsTheMeanOfTheTwoMiddleValues() {
    assertThat(of(1, 2, 10, 4).median()).isEqualTo(3.0);
  }

  @Test
  void medianOfAnOddCountIsTheMiddleValue() {
    assertThat(of(9, 1, 5).median()).isEqualTo(5.0);
  }

  @Test
  void percentilesAreByNearestRank() {
    long[] values = new long[20];
    Arrays.setAll(values, i -> i + 1);

    assertThat(of(values).p75()).isEqualTo(15);
    assertThat(of(values).p95()).isEqualTo(19);
  }

  @Test
  void skewIsMaximumPerMedian() {
    assertThat(of(10, 10, 80).skewRatio()).hasValue(8.0);
  }

  @Test
  void skewIsAbsentWhereTheMedianIsZero() {
    assertThat(of(0, 0, 80).skewRatio()).isEmpty();
  }

  @Test
  void aRunningTaskStandsInForTheMaximumOnlyWhereItIsLonger() {
    assertThat(of(10, 10, 80).skewRatio(200)).hasValue(20.0);
    assertThat(of(10, 10, 80).skewRatio(20)).hasValue(8.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023, 1024, 1025, 5000})
  void agreesWithASortedListAtEverySize(int size) {
    Random random = new Random(size);
    long[] values = random.longs(size, 0, 1_000_000).toArray();

    Distribution figures = of(values);

    Arrays.sort(values);
    double median =
        size % 2 == 1 ? values[size / 2] : (values[size / 2 - 1] + values[size / 2]) / 2.0;
    assertThat(figures.count()).isEqualTo(size);
    assertThat(figures.sum()).isEqualTo(Arrays.stream(values).sum());
    assertThat(figures.min()).isEqualTo(values[0]);
    assertThat(figures.max()).isEqualTo(values[size - 1]);
    Percentage error = Percentage.withPercentage(size <= 1024 ? 0 : 1);
    assertThat(figures.median()).isCloseTo(median, error);
    assertThat(figures.p95()).isCloseTo((double) values[(95 * size + 99) / 100 - 1], error);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1024, 1025, 3000})
  void valuesThatAreAllTheSameNeedNoMemoryAndStayExactWhenOneDiffers(int same) {
    DistributionTracker tracker = new DistributionTracker();
    for (int i = 0; i < same; i++) {
      tracker.add(7);
    }
    assertThat(tracker.distribution().median()).isEqualTo(7.0);

    tracker.add(7_000);

    assertThat(tracker.distribution().count()).isEqualTo(same + 1);
    assertThat(tracker.distribution().median()).isCloseTo(7.0, within(0.07));
    assertThat(tracker.distribution().max()).isEqualTo(7_000);
  }

  @Test
  void askingDoesNotDisturbWhatComesAfter() {
    DistributionTracker tracker = new DistributionTracker();
    for (long each : new long[] {5, 1, 9}) {
      tracker.add(each);
      tracker.distribution();
    }

    assertThat(tracker.distribution().median()).isEqualTo(5.0);
  }

  @Test
  void aRevivedOneKeepsItsQuantilesAndCountsOn() {
    DistributionTracker revived = DistributionTracker.revive(of(10, 20, 30));

    revived.add(100);

    assertThat(revived.distribution().median()).isEqualTo(20.0);
    assertThat(revived.distribution().count()).isEqualTo(4);
    assertThat(revived.distribution().sum()).isEqualTo(160);
    assertThat(revived.distribution().max()).isEqualTo(100);
  }

  @Test
  void hugeValuesStayWithinTheError() {
    DistributionTracker tracker = new DistributionTracker();
    for (int i = 0; i < 2000; i++) {
      tracker.add(i % 2 == 0 ? 1 : Long.MAX_VALUE / 4_000);
    }

    assertThat(tracker.distribution().p75())
        .isCloseTo(Long.MAX_VALUE / 4_000.0, Percentage.withPercentage(1));
  }
}
