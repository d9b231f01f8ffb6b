package io.sparkvitals.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.report.Gate;
import io.sparkvitals.report.Hostile;
import io.sparkvitals.report.Nightly;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Run;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLOutputFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class JUnitReportTest {
  private static final RuleBook RULES = Judged.standardRules();
  private static final int ENABLED = RULES.rules().size();

  private static byte[] bytes(Report report, RuleBook rules, Gate gate) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JUnitReport.write(report, rules, gate, bytes);
    return bytes.toByteArray();
  }

  private static Element suites(Report report, RuleBook rules, Gate gate) throws Exception {
    return parsed(bytes(report, rules, gate));
  }

  private static Element parsed(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }

  private static Element suites(Report report, String failOn) throws Exception {
    return suites(report, RULES, Gate.parse(failOn, RULES));
  }

  private static List<Element> all(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<Element> cases(Element suites, String rule) {
    return all(suites, "testcase").stream()
        .filter(each -> each.getAttribute("name").startsWith(rule + ": "))
        .toList();
  }

  @Test
  void givesEachRuleACase() throws Exception {
    Element suites = suites(Run.started().end(60, 0).live(), "info");

    assertThat(all(suites, "testcase"))
        .hasSize(ENABLED)
        .allSatisfy(each -> assertThat(each.getAttribute("classname")).isEqualTo("daily etl"))
        .allSatisfy(each -> assertThat(each.getChildNodes().getLength()).isEqualTo(1))
        .extracting(each -> each.getAttribute("name"))
        .contains("gc-time-high: Garbage collection takes too much time");
  }

  @Test
  void countsAndDatesTheSuite() throws Exception {
    Element suites = suites(Nightly.replayed(), "critical");
    Element suite = all(suites, "testsuite").get(0);
    int tests = all(suites, "testcase").size();
    int failures = all(suites, "failure").size();

    assertThat(failures).isEqualTo(5);
    for (Element each : List.of(suites, suite)) {
      assertThat(each.getAttribute("tests")).isEqualTo(String.valueOf(tests));
      assertThat(each.getAttribute("failures")).isEqualTo(String.valueOf(failures));
      assertThat(each.getAttribute("errors")).isEqualTo("0");
      assertThat(each.getAttribute("skipped")).isEqualTo("0");
      assertThat(each.getAttribute("time")).isEqualTo("420.000");
    }
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2023-11-14T22:13:20");
    assertThat(suite.getAttribute("name")).isEqualTo("daily etl");
  }

  @Test
  void failsForAnAlertAtTheGateAndSaysWhatToDo() throws Exception {
    Element lost = cases(suites(Nightly.replayed(), "critical"), "executor-lost").get(0);
    Element failure = all(lost, "failure").get(0);

    assertThat(failure.getAttribute("message")).isEqualTo("executor 2 on host-2 was lost.");
    assertThat(failure.getAttribute("type")).isEqualTo("critical");
    assertThat(failure.getTextContent())
        .contains("The processes used more memory than their container may.")
        .contains("- Spark says: Container killed by YARN")
        .contains("--conf spark.executor.memoryOverhead=1280m");
  }

  @Test
  void tellsInAPassingCaseWhatFiredBelowTheGate() throws Exception {
    Element skew = cases(suites(Nightly.replayed(), "critical"), "task-skew-high").get(0);

    assertThat(all(skew, "failure")).isEmpty();
    assertThat(all(skew, "system-out").get(0).getTextContent())
        .startsWith("Fired below the gate:")
        .contains("where  stage 1.0 (join", "where  stage 3.0 (save");
  }

  @Test
  void givesEachFurtherFailureOfARuleACaseOfItsOwn() throws Exception {
    List<Element> rate = cases(suites(Nightly.replayed(), "critical"), "task-failure-rate-high");

    assertThat(rate).allSatisfy(each -> assertThat(all(each, "failure")).hasSize(1));
    assertThat(rate.stream().map(each -> each.getAttribute("name")))
        .containsExactly(
            "task-failure-rate-high: Many tasks fail",
            "task-failure-rate-high: Many tasks fail, application daily etl");
  }

  @Test
  void failsAndTellsInOneCase() throws Exception {
    Element gc = cases(suites(Nightly.replayed(), "critical"), "gc-time-high").get(0);

    assertThat(all(gc, "failure")).hasSize(1);
    assertThat(all(gc, "system-out").get(0).getTextContent()).contains("executor 2 on host-2");
    assertThat(gc.getElementsByTagName("*").item(0).getNodeName()).isEqualTo("failure");
  }

  @Test
  void skipsARuleThatIsSwitchedOff() throws Exception {
    RuleBook rules =
        RuleBook.standard(
            Map.of("cpu-utilization-low", Map.of("enabled", "false")),
            problem -> {
              throw new AssertionError(problem);
            });

    Element suites = suites(Run.started().end(60, 0).live(), rules, Gate.OPEN);

    assertThat(suites.getAttribute("skipped")).isEqualTo("1");
    assertThat(all(cases(suites, "cpu-utilization-low").get(0), "skipped")).hasSize(1);
  }

  @Test
  void passesEverythingWhereTheGateIsOpen() throws Exception {
    Element suites = suites(Nightly.replayed(), RULES, Gate.OPEN);

    assertThat(suites.getAttribute("failures")).isEqualTo("0");
    assertThat(all(suites, "failure")).isEmpty();
  }

  @Test
  void keepsAlertsOfRulesThatAreNoLongerThere() throws Exception {
    RuleBook none =
        RuleBook.load(
            new ByteArrayInputStream("version: 1\nrules: []\n".getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            problem -> {});

    Element suites = suites(Nightly.replayed(), none, Gate.parse("critical", RULES));

    assertThat(all(suites, "failure")).hasSize(5);
  }

  static List<XMLOutputFactory> factories() {
    return List.of(XMLOutputFactory.newInstance(), XMLOutputFactory.newDefaultFactory());
  }

  @Test
  void isTriedWithTwoWritersOfXml() {
    assertThat(factories()).extracting(Object::getClass).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("factories")
  void isValidXmlWhateverTheNamesHold(XMLOutputFactory factory) throws Exception {
    Report report = Hostile.report();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Gate gate = Gate.parse("info", RULES);
    JUnitReport.write(report, JUnitCase.of(report, RULES, gate), factory, bytes);

    Element suites = parsed(bytes.toByteArray());

    assertThat(all(suites, "testsuite").get(0).getAttribute("name"))
        .contains("]]> {x}", "<b>&\"'", "\uD83D\uDE00", "漢字");
    assertThat(all(suites, "failure"))
        .hasSizeGreaterThan(3)
        .anyMatch(each -> each.getTextContent().contains("<b>&\"' ]]> {x} 100%s \uD83D\uDE00"));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b", "\u0000", "&#");
  }

  @Test
  void saysWhatHappenedAtTheEndOfTheSuite() throws Exception {
    Element suite = all(suites(Nightly.replayed(), "critical"), "testsuite").get(0);
    Node last = suite.getLastChild().getPreviousSibling();

    assertThat(last.getNodeName()).isEqualTo("system-out");
    assertThat(last.getTextContent())
        .startsWith("daily etl (application_1700000000000_0042) ran on Spark 3.5.9")
        .contains("2 lines of the log are no events and were skipped.");
  }

  @Test
  void namesAnUnknownApplicationByAWord() throws Exception {
    Element suites =
        suites(Report.live(new ApplicationTracker().snapshot(), List.of()), RULES, Gate.OPEN);
    Element suite = all(suites, "testsuite").get(0);

    assertThat(suite.getAttribute("name")).isEqualTo("application");
    assertThat(suite.hasAttribute("timestamp")).isFalse();
    assertThat(suite.getAttribute("time")).isEqualTo("0.000");
  }
}
