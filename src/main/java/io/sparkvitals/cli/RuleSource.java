package io.sparkvitals.cli;

import io.sparkvitals.files.FileStores;
import io.sparkvitals.rules.RuleBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where rules come from: the content of a rule file, or the rules that are packed into the jar. It
 * travels to executors, which rule books do not. Immutable.
 */
final class RuleSource implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte @Nullable [] yaml;

  private RuleSource(String name, byte @Nullable [] yaml) {
    this.name = name;
    this.yaml = yaml;
  }

  /** The rules of the jar. */
  static RuleSource packed() {
    return new RuleSource("the packed rules", null);
  }

  /**
   * The rules of a file on any file system, of which no more is read than one may hold.
   *
   * @throws IOException in one sentence where it cannot be read
   */
  static RuleSource file(String path) throws IOException {
    try (InputStream in = FileStores.of(path).open(path)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[8_192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        content.write(buffer, 0, read);
        if (content.size() > RuleBook.MAX_FILE_BYTES) {
          throw new IOException(path + ": is larger than 1 MiB, which is no rule file");
        }
      }
      return new RuleSource(path, content.toByteArray());
    }
  }

  /** For messages. */
  String name() {
    return name;
  }

  /** The rules; each mistake in the file is one line. */
  RuleBook book(Consumer<String> mistakes) {
    return yaml == null
        ? RuleBook.standard(Collections.emptyMap(), mistakes)
        : RuleBook.checked(new ByteArrayInputStream(yaml), mistakes);
  }
}
