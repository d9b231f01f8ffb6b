package io.sparkvitals.cli;

import io.sparkvitals.report.Report;
import io.sparkvitals.report.html.HtmlReport;
import io.sparkvitals.report.json.JsonReport;
import io.sparkvitals.report.text.TextReport;
import io.sparkvitals.report.text.TextStyle;
import java.io.IOException;
import java.io.OutputStream;

/** How a report is written. */
enum ReportFormat {
  TEXT("txt") {
    @Override
    void write(Report report, TextStyle style, OutputStream to) throws IOException {
      TextReport.write(report, style, to);
    }
  },
  JSON("json") {
    @Override
    void write(Report report, TextStyle style, OutputStream to) throws IOException {
      JsonReport.write(report, to);
    }
  },
  HTML("html") {
    @Override
    void write(Report report, TextStyle style, OutputStream to) throws IOException {
      HtmlReport.write(report, to);
    }
  };

  private final String extension;

  ReportFormat(String extension) {
    this.extension = extension;
  }

  /** Writes the report in UTF-8 and flushes; the stream stays open. */
  abstract void write(Report report, TextStyle style, OutputStream to) throws IOException;

  /** Of a file's name, without the dot. */
  String extension() {
    return extension;
  }
}
