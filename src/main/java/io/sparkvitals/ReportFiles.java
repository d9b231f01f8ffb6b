package io.sparkvitals;

import io.sparkvitals.files.FileStore;
import io.sparkvitals.files.FileStores;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.html.HtmlReport;
import io.sparkvitals.report.json.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Where the report of a live run goes: {@code <app id>[_<attempt>].json} and {@code .html}. */
final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes both files, each whole or not at all, and returns the path of the page for people.
   *
   * @param directory any directory that Hadoop knows, or a local one
   * @throws IOException in one sentence where a file cannot be written
   */
  static String write(String directory, Report report) throws IOException {
    FileStore store = FileStores.of(directory);
    String base = directory + (directory.endsWith("/") ? "" : "/") + name(report);
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    JsonReport.write(report, json);
    store.write(base + ".json", json.toByteArray());
    ByteArrayOutputStream html = new ByteArrayOutputStream();
    HtmlReport.write(report, html);
    store.write(base + ".html", html.toByteArray());
    return base + ".html";
  }

  private static String name(Report report) {
    ApplicationFacts facts = report.application().facts();
    String id = facts.id() == null ? "application" : facts.id();
    String attempt = facts.attemptId() == null ? "" : "_" + facts.attemptId();
    return FileName.of(id + attempt);
  }
}
