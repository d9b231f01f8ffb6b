package io.sparkvitals.report.html;

import io.sparkvitals.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page as an XML parser reads it, which forgives nothing. */
record HtmlPage(String source, Document document) {

  static HtmlPage of(Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      HtmlReport.write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parse(out.toString(StandardCharsets.UTF_8));
  }

  static HtmlPage parse(String source) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return new HtmlPage(
          source, factory.newDocumentBuilder().parse(new InputSource(new StringReader(source))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(e.getMessage() + "\n" + source, e);
    }
  }

  /** All elements with a tag, or all there are with {@code *}. */
  List<Element> elements(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** Elements with a tag and a class. */
  List<Element> elements(String tag, String type) {
    return elements(tag).stream()
        .filter(each -> List.of(each.getAttribute("class").split(" ")).contains(type))
        .toList();
  }

  /** What the elements with a tag say. */
  List<String> texts(String tag) {
    return elements(tag).stream().map(each -> each.getTextContent().trim()).toList();
  }

  List<String> texts(String tag, String type) {
    return elements(tag, type).stream().map(each -> each.getTextContent().trim()).toList();
  }

  /** All attributes of all elements. */
  List<Attr> attributes() {
    List<Attr> attributes = new ArrayList<>();
    for (Element each : elements("*")) {
      NamedNodeMap map = each.getAttributes();
      for (int i = 0; i < map.getLength(); i++) {
        attributes.add((Attr) map.item(i));
      }
    }
    return attributes;
  }

  /** The values of an attribute. */
  List<String> values(String attribute) {
    return attributes().stream()
        .filter(each -> each.getName().equals(attribute))
        .map(Attr::getValue)
        .toList();
  }

  Element byId(String id) {
    return elements("*").stream()
        .filter(each -> each.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no #" + id));
  }
}
