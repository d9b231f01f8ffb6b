package io.sparkvitals.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutesTest {
  private static final AlertPolicy PLAIN = AlertPolicy.plain(3_600_000, 100);
  private final List<String> problems = new ArrayList<>();

  private Mutes mutes(String text) {
    return Mutes.parse(text, problems::add);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task-skew-high | true",
        "task-* | true",
        "all | true",
        "rule=task-skew-high | true",
        "gc-*, task-* | true",
        "gc-* | false",
        "task-skew | false",
        "stage=*Job.scala* | true",
        "stage=*Backfill* | false",
        "stage=stage 7.0* | true",
        "group=exports | true",
        "group=imp* | false",
        "'' | false",
      })
  void aTermMutesWhatItNames(String text, boolean muted) {
    Story story = new Story(PLAIN.muted(mutes(text)));

    assertThat(story.at(0, Story.app(Story.skew(7, 6))).isEmpty()).isEqualTo(muted);
    assertThat(story.book().open()).hasSize(1);
    assertThat(problems).isEmpty();
  }

  @Test
  void aGroupMutesTheJobsOfIt() {
    assertThat(failedJob(mutes("group=exp*"))).isEmpty();
    assertThat(failedJob(mutes("group=imports"))).hasSize(1);
  }

  private static List<String> failedJob(Mutes mutes) {
    return new Story(PLAIN.muted(mutes))
        .at(0, Given.application().with(Given.job(3, "boom", 1)).revision(1));
  }

  @Test
  void whatIsNoTermIsSaidAndTheOthersHold() {
    Mutes mutes = mutes("colour=red, task-*");

    assertThat(problems)
        .containsExactly(
            "expected a rule such as gc-*, group=PATTERN or stage=PATTERN, found \"colour=red\"");
    assertThat(new Story(PLAIN.muted(mutes)).at(0, Story.app(Story.skew(7, 6)))).isEmpty();
  }

  @Test
  void whatIsMutedStandsInReportsAndSaysSo() {
    Story story = new Story(PLAIN.muted(mutes("task-*")));
    story.at(0, Story.app(Story.skew(7, 6).settled(1)).revision(1));

    assertThat(story.book().closed())
        .singleElement()
        .satisfies(alert -> assertThat(alert.mutedBy()).contains(Alert.MUTED_BY_USER));
    assertThat(story.end(10, Story.app())).isEmpty();
  }

  @Test
  void aJobMutesItsOwnStages() {
    assertThat(new Story(PLAIN).at(0, Story.app(Story.skew(7, 6).muted("task-*")))).isEmpty();
    assertThat(new Story(PLAIN).at(0, Story.app(Story.skew(7, 6).muted("true")))).isEmpty();
    assertThat(new Story(PLAIN).at(0, Story.app(Story.skew(7, 6).muted("gc-*")))).hasSize(1);
  }
}
