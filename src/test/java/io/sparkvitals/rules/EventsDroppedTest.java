package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both sides of the bound of the rule events-dropped. */
class EventsDroppedTest {
  @Test
  void warnsOfTheFirstDroppedEvent() {
    assertThat(Judged.severities(Given.application(), "events-dropped")).isEmpty();
    assertThat(Judged.severities(Given.application().eventsDropped(), "events-dropped"))
        .isEqualTo("warning");
  }

  @Test
  void isAboutTheAgent() {
    Finding finding = Judged.of(Given.application().eventsDropped(), "events-dropped");

    assertThat(finding.subject().scope()).isEqualTo(Scope.AGENT);
    assertThat(finding.subject().key()).isEqualTo("agent");
    assertThat(finding.evidence()).containsExactly("queue shared: 3 dropped");
  }
}
