package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.BuildInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingPageTest {
  private static final String EVIL = "<script>alert('x')</script>\"&";

  @Test
  void saysWhoThisIsAndWhatIsWrong() {
    String html = html(AgentStatus.of(Snapshots.facts(), "2 alerts: gc-time-high, job-failed"));

    assertThat(html)
        .contains("Spark Vitals 1.2.3", "daily-etl", "app-1", "2 alerts: gc-time-high, job-failed")
        .contains("<a href=\"metrics\">");
  }

  @Test
  void linksElsewhere() {
    String html =
        html(AgentStatus.of(Snapshots.facts(), "").link("Spark UI", "http://driver:4040/a?b&c"));

    assertThat(html)
        .contains("<a href=\"http://driver:4040/a?b&amp;c\" rel=\"noreferrer\">Spark UI");
  }

  @Test
  void showsNoLinkThatIsNoPage() {
    String html =
        html(
            AgentStatus.of(Snapshots.facts(), "")
                .link("one", "javascript:alert(1)")
                .link("two", " http://x"));

    assertThat(html).doesNotContain("javascript", "two");
  }

  @Test
  void escapesTextOfTheUser() {
    ApplicationFacts facts = ApplicationFacts.UNKNOWN.identity(EVIL, EVIL, 0);
    String html = html(AgentStatus.of(facts, EVIL).link(EVIL, "https://x/" + EVIL));

    assertThat(html)
        .doesNotContain("<script", "'x'")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;");
  }

  @Test
  void givesAdviceWhereThereIsAny() {
    AgentStatus status = AgentStatus.of(Snapshots.facts(), "All is well.");

    assertThat(html(status)).doesNotContain("Advice");
    assertThat(html(status.advice(List.of("Joins: " + EVIL))))
        .contains("<h2>Advice so far</h2>", "<li>Joins: &lt;script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void needsNothingFromElsewhere() {
    String html = html(AgentStatus.of(ApplicationFacts.UNKNOWN, "All is well."));

    assertThat(html).doesNotContain("src=", "<link", "http", "null", "<script");
  }

  private static String html(AgentStatus status) {
    return new LandingPage(BuildInfo.of("1.2.3", "abc"), () -> status).html();
  }
}
