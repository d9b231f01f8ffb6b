package io.sparkvitals.report.text;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.report.Caveats;
import io.sparkvitals.report.Gate;
import io.sparkvitals.report.Headline;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.SafeText;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Texts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * The report as the JUnit XML that Jenkins, GitLab and GitHub show: a test case for each rule,
 * which fails where an alert of it trips the gate.
 *
 * <p>These servers read one failure of a test case. So each further alert of a rule that trips the
 * gate is a test case of its own, named by its subject; the first keeps the plain name, by which a
 * server follows a rule from run to run.
 */
public final class JUnitReport {
  private static final int MAX_NAME = 200;
  private static final int MAX_MESSAGE = 1_000;

  private final Report report;
  private final XMLStreamWriter out;

  private JUnitReport(Report report, XMLStreamWriter out) {
    this.report = report;
    this.out = out;
  }

  /** Writes the report in UTF-8 and flushes; the stream stays open. */
  public static void write(Report report, RuleBook rules, Gate gate, OutputStream to)
      throws IOException {
    write(report, JUnitCase.of(report, rules, gate), XMLOutputFactory.newInstance(), to);
  }

  /** With Spark's jars the factory is that of Woodstox, without them the JDK's. */
  static void write(Report report, List<JUnitCase> cases, XMLOutputFactory factory, OutputStream to)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    // By hand: the JDK's own writer asks the Writer for an encoding, which not every one can tell.
    writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    try {
      XMLStreamWriter out = factory.createXMLStreamWriter(writer);
      new JUnitReport(report, out).document(cases);
      out.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the JUnit report cannot be written: " + e.getMessage(), e);
    }
    writer.write('\n');
    writer.flush();
  }

  private void document(List<JUnitCase> cases) throws IOException, XMLStreamException {
    out.writeStartElement("testsuites");
    attribute("name", "spark-vitals");
    counts(cases);
    start(1, "testsuite");
    attribute("name", applicationName());
    counts(cases);
    long startMillis = report.application().facts().startMillis();
    if (startMillis > 0) {
      attribute("timestamp", timestamp(startMillis));
    }
    properties();
    for (JUnitCase each : cases) {
      testCase(each);
    }
    output(2, about());
    end(1);
    end(0);
  }

  private void counts(List<JUnitCase> cases) throws XMLStreamException {
    attribute("tests", String.valueOf(cases.size()));
    attribute("failures", String.valueOf(cases.stream().filter(JUnitCase::failed).count()));
    attribute("errors", "0");
    attribute("skipped", String.valueOf(cases.stream().filter(JUnitCase::skipped).count()));
    attribute("time", seconds());
  }

  private String seconds() {
    ApplicationSnapshot application = report.application();
    long start = application.facts().startMillis();
    long end = application.untilMillis();
    long millis = start > 0 ? Math.max(0, end - start) : 0;
    return String.format(Locale.ROOT, "%.3f", millis / 1e3);
  }

  /** ISO 8601 in UTC without a zone, as the format has it. */
  private static String timestamp(long millis) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT)
        .format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
  }

  private String applicationName() {
    ApplicationFacts facts = report.application().facts();
    String name = Texts.line(facts.name(), MAX_NAME);
    String id = Texts.line(facts.id(), MAX_NAME);
    if (!name.isEmpty()) {
      return name;
    }
    return id.isEmpty() ? "application" : id;
  }

  private void properties() throws XMLStreamException {
    ApplicationFacts facts = report.application().facts();
    start(2, "properties");
    property("application.id", facts.id());
    property("application.user", facts.user());
    property("spark.version", facts.sparkVersion());
    end(2);
  }

  private void property(String name, @Nullable String value) throws XMLStreamException {
    if (value != null) {
      indent(3);
      out.writeEmptyElement("property");
      attribute("name", name);
      attribute("value", Texts.line(value, MAX_NAME));
    }
  }

  private void testCase(JUnitCase each) throws IOException, XMLStreamException {
    start(2, "testcase");
    attribute("classname", applicationName());
    attribute("name", Texts.line(each.name(), MAX_NAME));
    attribute("time", "0");
    Alert failure = each.failure();
    if (failure != null) {
      start(3, "failure");
      attribute("message", Texts.line(Words.summary(failure.finding()), MAX_MESSAGE));
      attribute("type", failure.severity().label());
      text(inFull(failure));
      out.writeEndElement();
    }
    String unlisted = each.unlisted();
    if (unlisted != null) {
      start(3, "failure");
      attribute("message", unlisted);
      attribute("type", "unlisted");
      out.writeEndElement();
    }
    if (each.skipped()) {
      indent(3);
      out.writeEmptyElement("skipped");
      attribute("message", "the rule is switched off");
    }
    if (!each.told().isEmpty()) {
      StringBuilder told = new StringBuilder("Fired below the gate:\n");
      for (Alert alert : each.told()) {
        told.append(inFull(alert));
      }
      output(3, told.toString());
    }
    end(2);
  }

  private String inFull(Alert alert) throws IOException {
    StringWriter text = new StringWriter();
    Paper paper = new Paper(text, TextStyle.PLAIN);
    new AlertText(paper, report.application().facts().startMillis()).inFull(alert);
    return text.toString();
  }

  private String about() {
    StringBuilder about = new StringBuilder();
    Headline.sentences(report).forEach(each -> about.append(each).append('\n'));
    Caveats.of(report).forEach(each -> about.append(each).append('\n'));
    return about.toString();
  }

  private void output(int depth, String text) throws XMLStreamException {
    start(depth, "system-out");
    text(text);
    out.writeEndElement();
  }

  private void start(int depth, String element) throws XMLStreamException {
    indent(depth);
    out.writeStartElement(element);
  }

  private void end(int depth) throws XMLStreamException {
    indent(depth);
    out.writeEndElement();
  }

  private void indent(int depth) throws XMLStreamException {
    out.writeCharacters("\n" + TextLayout.blanks(2 * depth));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    out.writeAttribute(name, SafeText.xml(value));
  }

  private void text(String text) throws XMLStreamException {
    out.writeCharacters(SafeText.xml(text));
  }
}
