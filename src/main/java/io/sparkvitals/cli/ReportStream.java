package io.sparkvitals.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.json.JsonEscapes;
import io.sparkvitals.report.text.TextStyle;
import io.sparkvitals.rules.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reports one after another on standard output. Several texts have a rule between them; several
 * JSON documents stand on one line each. Not thread-safe.
 */
final class ReportStream {
  private final Terminal terminal;
  private final ReportFormat format;
  private final TextStyle style;
  private final boolean several;
  private boolean begun;

  /** {@code reports} is how many are to come. */
  ReportStream(Terminal terminal, ReportFormat format, TextStyle style, int reports) {
    if (reports > 1 && format == ReportFormat.HTML) {
      throw new CliFailure(
          "--format html: "
              + reports
              + " pages need --out with a directory, for each is a file of its own");
    }
    this.terminal = terminal;
    this.format = format;
    this.style = style;
    this.several = reports > 1;
  }

  void write(Report report, String log) throws IOException {
    OutputStream out = terminal.out();
    if (several && format == ReportFormat.JSON) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      format.write(report, style, document);
      oneLine(document.toByteArray(), out);
    } else {
      if (several) {
        terminal.print((begun ? "\n" : "") + "== " + Texts.visible(log) + "\n\n");
      }
      format.write(report, style, out);
    }
    begun = true;
    terminal.finish();
  }

  private static void oneLine(byte[] document, OutputStream to) throws IOException {
    JsonFactory factory = JsonEscapes.factory();
    try (JsonParser from = factory.createParser(document);
        JsonGenerator line = factory.createGenerator(to, JsonEncoding.UTF8)) {
      line.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      while (from.nextToken() != null) {
        line.copyCurrentEvent(from);
      }
      line.writeRaw('\n');
    }
  }
}
