package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.report.Headline;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Run;
import io.sparkvitals.report.Words;
import io.sparkvitals.report.text.TextReport;
import io.sparkvitals.report.text.TextStyle;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static final String HOSTILE =
      "\"><script>alert(1)</script><img src=x onerror=alert(1)>' javascript:alert(1) \u0000\u001b[31m"
          + "\u202egnp.exe ]]> &amp; </style> https://evil.example/";

  private static HtmlPage retail;

  @BeforeAll
  static void writeRetail() {
    retail = HtmlPage.of(RetailRun.replayed());
  }

  @Test
  void saysWhatHappenedInThreeSentences() {
    assertThat(retail.elements("div", "story").get(0).getTextContent())
        .isEqualTo(Words.unbroken(String.join("", Headline.sentences(RetailRun.replayed()))))
        .contains("\u00A0GB written to shuffle");
    assertThat(retail.texts("h1")).containsExactly("retail-nightly");
    assertThat(retail.texts("p", "outcome")).containsExactly("Failed, exit code 1");
  }

  @Test
  void allSectionsAreThereAndInTheNavigation() {
    List<String> sections =
        List.of(
            "Alerts",
            "Advice",
            "Timeline",
            "Where the core time went",
            "Cost",
            "Stages that cost most",
            "Troubled stages",
            "Executors, memory and GC",
            "Jobs",
            "Settings");

    assertThat(retail.texts("h2")).containsSubsequence(sections);
    assertThat(retail.elements("nav").get(0).getTextContent()).isEqualTo(String.join("", sections));
  }

  @Test
  void caveatsAreVisible() {
    assertThat(retail.texts("aside"))
        .containsExactly(
            "Not everything was seen3 lines of the log are no events and were skipped.");
  }

  @Test
  void alertsStandWorstFirstWithSettingsToCopy() {
    List<String> types = alertCards().stream().map(each -> each.getAttribute("class")).toList();

    assertThat(types).isSortedAccordingTo((a, b) -> Integer.compare(rank(a), rank(b)));
    assertThat(retail.texts("pre", "settings"))
        .contains("--conf spark.executor.memoryOverhead=1280m");
    assertThat(retail.texts("pre", "settings"))
        .anyMatch(lines -> lines.matches("--conf spark\\S+=\\S+\n--conf (?s:.*)"));
  }

  @Test
  void alertsThatSayTheSameAreOneCard() {
    List<Element> cards = alertCards();
    List<Element> others = retail.elements("ul", "others");

    assertThat(cards.size() + others.stream().mapToInt(HtmlReportTest::items).sum())
        .isEqualTo(RetailRun.live().alerts().size());
    assertThat(others).isNotEmpty();
    assertThat(others.get(0).getTextContent()).contains("executor");
  }

  /** The cards of alerts, without those of advice and of the audit, which look alike. */
  private static List<Element> alertCards() {
    return retail.elements("details", "alert").stream()
        .filter(each -> !each.getAttribute("class").matches(".*(advice|audit).*"))
        .toList();
  }

  private static int items(Element list) {
    return list.getElementsByTagName("li").getLength();
  }

  @Test
  void failedJobIsNoSuccessWhateverTheExitCode() {
    Run run = Run.started().job(0, 1, "save", 0).jobEnded(0, 9, "cancelled").end(10, 0);
    HtmlPage page = HtmlPage.of(run.live());

    assertThat(page.texts("p", "mixed")).containsExactly("Ended with exit code 0; 1 job failed");
    assertThat(HtmlPage.of(Run.started().end(10, 0).live()).texts("p", "good"))
        .containsExactly("Succeeded");
  }

  @Test
  void troubledStageSaysHowLongItTookThenWhen() {
    Run run = Run.started().submit(3, "save", 1, 7.2).failed(3, "save", 1, 8.3, "boom");

    assertThat(HtmlPage.of(run.end(10, 1).live()).byId("stage-3-0").getTextContent())
        .contains("Failed after 1.1\u00A0s (from +7.2\u00A0s to +8.3\u00A0s; since ");
  }

  @Test
  void cachedBlocksAreNoZeroWhereNothingIsKnownOfBlocks() {
    Run run = Run.started().executor("1", 4, 1);
    assertThat(HtmlPage.of(run.live()).byId("executors").getTextContent())
        .doesNotContain("Cached", "0 B");

    run.tracker.blockUpdated("1", "rdd_1_0", 1 << 20, 0);
    assertThat(HtmlPage.of(run.live()).byId("executors").getTextContent())
        .contains("Cached", "1 MiB");
  }

  @Test
  void localModeHasNoExecutors() {
    Run run = Run.started().executor("driver", 4, 1).submit(0, "count", 1, 1);
    run.task(0, "driver", 2, 1, task -> {});

    assertThat(HtmlPage.of(run.live()).elements("dl", "key-figures").get(0).getTextContent())
        .contains("Executors0 tasks ran in the driver");
  }

  @Test
  void tasksAreThoseThatEndedInTextAndHtml() throws IOException {
    Run run = Run.started().executor("1", 4, 1).submit(0, "count", 4, 1);
    run.task(0, "1", 2, 3, task -> task.set(TaskMetric.RUN_TIME_MILLIS, 900));
    run.task(0, "1", 2, 3, task -> task.ended(TaskOutcome.FAILED));
    Report report = run.live();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    TextReport.write(report, TextStyle.PLAIN, text);

    assertThat(HtmlPage.of(report).byId("stages").getTextContent()).contains("2 of 4");
    assertThat(text.toString(StandardCharsets.UTF_8)).contains("2 of 4");
  }

  private static int rank(String type) {
    return List.of("alert critical", "alert warning", "alert info").indexOf(type);
  }

  @Test
  void everyLinkLeadsSomewhereOnThePage() {
    assertThat(retail.values("id")).doesNotHaveDuplicates();
    assertLinksLeadSomewhere(retail);
  }

  private static void assertLinksLeadSomewhere(HtmlPage page) {
    Set<String> ids = Set.copyOf(page.values("id"));
    assertThat(page.values("href")).isNotEmpty().allMatch(href -> ids.contains(href.substring(1)));
  }

  @Test
  void skewedStageShowsItsSlowestTask() {
    String stage = retail.byId("stage-21-0").getTextContent();

    assertThat(stage)
        .contains("Task 117 on executor", "4 min 20 s")
        .contains("The longest task takes 5", "x the median", "3.1 GB", "41,000,000");
  }

  @Test
  void retriedStageTellsWhyItFailed() {
    assertThat(retail.byId("stage-28-0").getTextContent())
        .contains("The attempt failed", "FetchFailedException", "10 × FetchFailed(host-5:7337)");
    assertThat(retail.byId("lane-28-1").getTextContent()).contains("retry");
  }

  @Test
  void executorsSayHowTheyEnded() {
    assertThat(retail.byId("executors").getTextContent())
        .contains(
            "killed for its memory", "preempted", "given back", "lost, no heartbeat", "stayed")
        .contains("7.9 GiB of 8 GiB");
  }

  @Test
  void coreTimeSharesAddUp() {
    List<String> shares =
        retail
            .byId("core-time")
            .getElementsByTagName("title")
            .item(0)
            .getTextContent()
            .lines()
            .toList();

    assertThat(shares.get(0))
        .matches("Of 17 core-hours: Work 6\\d %, Garbage collection \\d.* %, Lost .*, Idle 3\\d %");
  }

  @Test
  void policyAllowsTheOneStyleAndNothingElse() throws Exception {
    String style = retail.texts("style").get(0);
    String source = retail.source();
    String raw = source.substring(source.indexOf("<style>") + 7, source.indexOf("</style>"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));

    assertThat(style).isEqualTo(raw.trim());
    assertThat(retail.values("content"))
        .contains(
            "default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(hash)
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(retail.elements("style")).hasSize(1);
  }

  @Test
  void nothingRunsAndNothingIsFetched() {
    assertHarmless(retail);
    assertThat(retail.source()).doesNotContain("http:", "https:", "url(http", "@import");
  }

  @Test
  void hostileNamesStayText() {
    HtmlPage page = HtmlPage.of(Crowd.of(HOSTILE, 4, 6));

    assertHarmless(page);
    assertThat(page.source()).doesNotContain("<script", "<img", "\u202e", "\u001b", "</style> ");
    assertThat(page.texts("h1").get(0)).startsWith("\"><script>alert(1)</script>");
  }

  private static void assertHarmless(HtmlPage page) {
    assertThat(page.elements("script")).isEmpty();
    assertThat(
            page.attributes().stream()
                .map(Attr::getName)
                .map(name -> name.toLowerCase(Locale.ROOT)))
        .noneMatch(name -> name.equals("style") || name.equals("src") || name.startsWith("on"));
    assertThat(page.values("href")).allMatch(href -> href.startsWith("#"));
    assertThat(page.elements("*").stream().map(each -> each.getTagName()))
        .doesNotContain("img", "link", "iframe", "object", "embed", "form", "image");
  }

  @Test
  void hugeApplicationIsBounded() {
    Report report = Crowd.of("count at LongName.scala:" + "x".repeat(180), 1_000, 1_000);
    HtmlPage page = HtmlPage.of(report);

    assertThat(report.application().stages()).hasSize(10_000);
    assertThat(page.source().length()).isLessThan(2_000_000);
    assertThat(page.elements("li", "lane")).hasSize(TimelinePlan.MAX_STAGES);
    assertThat(page.byId("timeline").getTextContent())
        .contains("940 other jobs", "9,880 other stage attempts");
    assertThat(page.byId("stages").getTextContent()).contains("The 25 of 10,000 stage attempts");
    assertThat(page.byId("executors").getTextContent()).contains("60 of 1,000 executors");
    assertThat(page.byId("jobs").getTextContent()).contains("780 shorter jobs left out");
    assertLinksLeadSomewhere(page);
  }

  @Test
  void emptyApplicationHasAPage() {
    HtmlPage page =
        HtmlPage.of(
            Report.replayed(new ApplicationTracker().snapshot(), List.of(), InputFacts.NONE));

    assertThat(page.texts("h1")).containsExactly("Application without a name");
    assertThat(page.texts("p", "outcome")).containsExactly("End not seen");
    assertThat(page.elements("nav").get(0).getTextContent()).isEqualTo("Alerts");
    assertThat(page.texts("p", "quiet")).containsExactly("No rule found anything wrong.");
  }

  @Test
  void logWithTasksOnlyHasAPage() {
    ApplicationTracker tracker = new ApplicationTracker();
    for (int i = 0; i < 30; i++) {
      TaskSample task =
          new TaskSample()
              .reset(3, 0)
              .task(i, i, 0, false)
              .place("1", "", Locality.ANY)
              .times(Cluster.T0 + i, Cluster.T0 + i + (i == 9 ? 90_000 : 1_000));
      tracker.taskEnded(task.set(TaskMetric.RUN_TIME_MILLIS, 900));
    }
    HtmlPage page = HtmlPage.of(Report.live(tracker.snapshot(), List.of()));

    assertThat(page.byId("stage-3-0").getTextContent()).contains("Only tasks of it were seen");
    assertThat(page.byId("lane-3-0").getTextContent()).contains("unknown", "1 min 30 s");
    assertThat(page.byId("timeline").getTextContent()).contains("Stages without a known job");
    assertThat(page.texts("p", "outcome")).containsExactly("Running");
  }

  @Test
  void applicationThatIsOverWithoutACodeSaysWhetherJobsFailed() {
    HtmlPage page = HtmlPage.of(Crowd.of("etl", 1, 1));

    assertThat(page.texts("p", "outcome")).containsExactly("Ended, with failed jobs");
  }

  @Test
  void pageIsMadeForPeopleWhoCannotSeeIt() {
    assertThat(retail.elements("html").get(0).getAttribute("lang")).isEqualTo("en");
    assertThat(retail.elements("th")).allMatch(each -> !each.getAttribute("scope").isEmpty());
    assertThat(retail.elements("table"))
        .allMatch(each -> each.getElementsByTagName("caption").getLength() == 1);
    assertThat(retail.elements("svg"))
        .allMatch(
            each ->
                each.getAttribute("aria-hidden").equals("true")
                    || each.getElementsByTagName("title").getLength() > 0
                    || each.getParentNode().getNodeName().equals("svg")
                    || each.getParentNode().getNodeName().equals("g"));
    assertThat(retail.elements("main")).hasSize(1);
    assertThat(retail.elements("h1")).hasSize(1);
  }

  @Test
  void warningsOfTheAuditAreOpenAndHintsAreFolded() {
    Report report =
        Run.started()
            .environment(
                java.util.Map.of(
                    "spark.master", "yarn",
                    "java.version", "17.0.2",
                    "spark.executor.extraJavaOptions", "-XX:G1NewSizePercent=30 -Dx=<b>"))
            .end(10, null)
            .live();
    HtmlPage page = HtmlPage.of(report);

    assertThat(page.texts("h2")).contains("Settings");
    Element section =
        page.elements("section", "").stream()
            .filter(each -> each.getAttribute("id").equals("audit"))
            .findFirst()
            .orElseThrow();
    assertThat(section.getTextContent())
        .contains("Readiness score 50 of 100 (1 critical, ", "jvm-option-locked", "-XX:+Unlock");
    assertThat(section.getElementsByTagName("b").getLength()).isZero();
    Element first = (Element) section.getElementsByTagName("details").item(0);
    Element second = (Element) section.getElementsByTagName("details").item(1);
    assertThat(first.getAttribute("open")).isEqualTo("open");
    assertThat(second.hasAttribute("open")).isFalse();
  }
}
