package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.model.StageSnapshot;
import org.junit.jupiter.api.Test;

class GuardTest {
  private static boolean holds(String guard, long succeeded, int tasks) {
    StageSnapshot stage = Given.stage(7).tasks(tasks).durations(succeeded, 1_000, 2_000).snapshot();
    return Guard.parse(guard).holds(Sight.stage(Given.application().snapshot(), stage));
  }

  @Test
  void andBindsTighterThanOr() {
    String guard = "succeededTasks >= 20 or succeededShare >= 50 % and succeededTasks >= 10";

    assertThat(holds(guard, 20, 1_000)).isTrue();
    assertThat(holds(guard, 19, 1_000)).isFalse();
    assertThat(holds(guard, 10, 20)).isTrue();
    assertThat(holds(guard, 10, 21)).isFalse();
    assertThat(holds(guard, 9, 10)).isFalse();
  }

  @Test
  void everyOperatorKnowsItsBound() {
    assertThat(holds("succeededTasks > 10", 10, 20)).isFalse();
    assertThat(holds("succeededTasks <= 10", 10, 20)).isTrue();
    assertThat(holds("succeededTasks < 10", 10, 20)).isFalse();
    assertThat(holds("succeededTasks = 10", 10, 20)).isTrue();
    assertThat(holds("succeededTasks = 10", 11, 20)).isFalse();
  }

  @Test
  void aSignalThatCannotBeReadNeverHolds() {
    assertThat(holds("baselineRuns >= 0", 10, 20)).isFalse();
    assertThat(holds("memorySamples < 10", 10, 20)).isFalse();
  }

  @Test
  void anOverrideChangesTheFirstBoundOfASignal() {
    Guard guard = Guard.parse("succeededTasks >= 20 or succeededTasks >= 10");

    assertThat(guard.bound(Signal.SUCCEEDED_TASKS, 50))
        .hasToString("succeededTasks >= 50 or succeededTasks >= 10");
  }

  @Test
  void namesTheNearestSignal() {
    assertThatThrownBy(() -> Guard.parse("endedTask >= 20"))
        .hasMessage("signal \"endedTask\" is not known; did you mean endedTasks?");
  }

  @Test
  void saysWhatABoundLooksLike() {
    assertThatThrownBy(() -> Guard.parse("runSeconds >= many"))
        .hasMessage("expected a time such as 90s, 10m or 1h, found \"many\"");
    assertThatThrownBy(() -> Guard.parse("runSeconds"))
        .hasMessage("expected a comparison such as endedTasks >= 20, found \"runSeconds\"");
  }
}
