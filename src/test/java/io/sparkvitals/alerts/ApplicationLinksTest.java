package io.sparkvitals.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationLinksTest {
  private static Subject subject(Given given) {
    return new Story().told(0, given).get(0).alert().finding().subject();
  }

  @Test
  void leadToThePageOfTheSubject() {
    ApplicationLinks links = ApplicationLinks.of("https://ui/proxy/app_1/", null, null);

    assertThat(links.of(subject(Story.app(Story.skew(7, 6)))))
        .isEqualTo(
            Map.of("Stage in Spark UI", "https://ui/proxy/app_1/stages/stage/?id=7&attempt=0"));
    assertThat(links.of(subject(Given.application().with(Given.job(3, "boom", 1)).revision(1))))
        .isEqualTo(Map.of("Job in Spark UI", "https://ui/proxy/app_1/jobs/job/?id=3"));
  }

  @Test
  void onlyWebAddressesAreLinks() {
    ApplicationLinks links =
        ApplicationLinks.of("javascript:alert(1)", "http://a b", "http://x|y>z");

    assertThat(links.of(subject(Story.app(Story.skew(7, 6))))).isEmpty();
  }
}
