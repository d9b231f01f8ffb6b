package io.sparkvitals;

import io.sparkvitals.files.FileStore;
import io.sparkvitals.files.FileStores;
import io.sparkvitals.model.StageFigures;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What runs of an application remember for later ones: a directory for each application name, in it
 * a file for each of the last 20 runs. A run writes a file of its own and no other, so runs at the
 * same time lose nothing of each other. Immutable.
 */
final class BaselineFiles {
  static final int MAX_RUNS = 20;
  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SLUG = 60;

  /** End of the run, Unix time in milliseconds, and its id: names sort by time. */
  private static final Pattern RUN = Pattern.compile("[0-9]{13}-[A-Za-z0-9._-]+\\.json");

  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

  private final FileStore store;
  private final String directory;

  private BaselineFiles(FileStore store, String directory) {
    this.store = store;
    this.directory = directory;
  }

  /** Those of an application; numbers in its name, such as a date, do not count. */
  static BaselineFiles of(String root, String applicationName) throws IOException {
    String name = NUMBERS.matcher(applicationName).replaceAll("");
    String slug = FileName.of(name);
    String cut = slug.length() > MAX_SLUG ? slug.substring(0, MAX_SLUG) : slug;
    String separator = root.endsWith("/") ? "" : "/";
    String hash = String.format(Locale.ROOT, "%08x", name.hashCode());
    return new BaselineFiles(FileStores.of(root), root + separator + cut + "-" + hash);
  }

  /**
   * The last runs, oldest first. What cannot be used is passed over.
   *
   * @param problem is told once, of all of them together
   */
  List<Map<String, StageFigures>> read(Consumer<String> problem) {
    List<Map<String, StageFigures>> runs = new ArrayList<>();
    List<FileStore.Entry> files;
    try {
      files = runs();
    } catch (IOException e) {
      problem.accept("earlier runs cannot be read: " + e.getMessage());
      return runs;
    }
    String first = "";
    int broken = 0;
    for (FileStore.Entry each : files.subList(Math.max(0, files.size() - MAX_RUNS), files.size())) {
      try {
        runs.add(BaselineJson.read(content(each)));
      } catch (IOException | RuntimeException e) {
        first = broken == 0 ? each.name() + ": " + firstLine(e) : first;
        broken++;
      }
    }
    if (broken > 0) {
      problem.accept(broken + " of the files of earlier runs are passed over; " + first);
    }
    return runs;
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).split("\\R", 2)[0];
    return message.length() > 200 ? message.substring(0, 200) : message;
  }

  /** Oldest first; empty where no run has written yet. */
  private List<FileStore.Entry> runs() throws IOException {
    List<FileStore.Entry> files = new ArrayList<>();
    try {
      for (FileStore.Entry each : store.list(directory)) {
        if (!each.directory() && each.problem() == null && RUN.matcher(each.name()).matches()) {
          files.add(each);
        }
      }
    } catch (IOException e) {
      Throwable cause = e.getCause();
      if (!(cause instanceof NoSuchFileException || cause instanceof FileNotFoundException)) {
        throw e;
      }
    }
    return files;
  }

  private byte[] content(FileStore.Entry file) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    try (InputStream in = store.open(file.path())) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.write(buffer, 0, read);
        if (content.size() > MAX_BYTES) {
          throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
      }
    }
    return content.toByteArray();
  }

  /**
   * Writes this run, whole or not at all, and then removes the oldest beyond 20. Of two runs that
   * remove the same file at once, one finds it gone, which is no error.
   */
  void write(long endMillis, String runId, Map<String, StageFigures> stages) throws IOException {
    String name = String.format(Locale.ROOT, "%013d-%s.json", endMillis, FileName.of(runId));
    store.write(directory + "/" + name, BaselineJson.write(stages));
    List<FileStore.Entry> files = runs();
    for (FileStore.Entry each : files.subList(0, Math.max(0, files.size() - MAX_RUNS))) {
      store.delete(each.path());
    }
  }
}
