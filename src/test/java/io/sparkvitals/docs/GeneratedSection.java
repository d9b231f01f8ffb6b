package io.sparkvitals.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The part of a Markdown page that is made from code: what stands between {@code <!-- name -->} and
 * {@code <!-- /name -->}. Run the tests with {@code -Dvitals.docs.write=true} to write it anew.
 */
public final class GeneratedSection {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ""));

  private final Path page;
  private final String start;
  private final String end;

  private GeneratedSection(Path page, String name) {
    this.page = page;
    this.start = "<!-- " + name + " -->\n";
    this.end = "<!-- /" + name + " -->";
  }

  /** The section of a page, which is named from the root of the project. */
  public static GeneratedSection of(String page, String name) {
    return new GeneratedSection(ROOT.resolve(page), name);
  }

  /** The text between the markers; empty if the page does not have them. */
  public Optional<String> text() {
    String all = page();
    int from = all.indexOf(start);
    int to = all.indexOf(end);
    return from < 0 || to < from
        ? Optional.empty()
        : Optional.of(all.substring(from + start.length(), to));
  }

  /** Writes the text between the markers if that was asked for and the page has them. */
  public GeneratedSection writeIfAsked(String text) {
    if (Boolean.getBoolean("vitals.docs.write") && text().isPresent()) {
      String all = page();
      String before = all.substring(0, all.indexOf(start) + start.length());
      save(before + text + all.substring(all.indexOf(end)));
    }
    return this;
  }

  private String page() {
    try {
      return Files.exists(page) ? Files.readString(page) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save(String all) {
    try {
      Files.writeString(page, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return page + " is out of date: run the tests with -Dvitals.docs.write=true";
  }
}
