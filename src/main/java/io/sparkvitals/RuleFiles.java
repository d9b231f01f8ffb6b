package io.sparkvitals;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.files.FileStores;
import io.sparkvitals.model.Redaction;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The rules that the settings of an application ask for. */
public final class RuleFiles {
  private RuleFiles() {}

  /**
   * The standard rules, as a rule file and single settings change them. Whatever is wrong with the
   * file or a setting costs one line to {@code problems}, and the rest counts. Reads the file, so
   * it may take time.
   */
  public static RuleBook inForce(VitalsConfig config, Consumer<String> problems) {
    String path = config.text(ConfigKey.RULES_FILE);
    if (path.isEmpty()) {
      return RuleBook.standard(config.ruleOverrides(), problems);
    }
    Consumer<String> named =
        problem -> problems.accept(ConfigKey.RULES_FILE.key() + ": " + Redaction.parts(problem));
    try (InputStream in = FileStores.of(path).open(path)) {
      return RuleBook.extended(in, named).changed(config.ruleOverrides(), problems);
    } catch (IOException | RuntimeException | LinkageError e) {
      named.accept(why(e) + "; the standard rules are used");
      return RuleBook.standard(config.ruleOverrides(), problems);
    }
  }

  private static String why(Throwable e) {
    String message = e.getMessage();
    return e instanceof IOException && message != null ? message : e.toString();
  }
}
