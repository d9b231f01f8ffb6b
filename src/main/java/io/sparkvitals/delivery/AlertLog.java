package io.sparkvitals.delivery;

import io.sparkvitals.rules.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where channels write entries for people of this process. Implementations are thread-safe. */
public interface AlertLog {
  /** Writes an entry of one line or several. */
  void write(Severity severity, String entry);

  /** The log of the process, under {@code io.sparkvitals.alerts}; needs slf4j, which Spark has. */
  static AlertLog slf4j() {
    Logger log = LoggerFactory.getLogger("io.sparkvitals.alerts");
    return (severity, entry) -> {
      switch (severity) {
        case CRITICAL:
          log.error(entry);
          break;
        case WARNING:
          log.warn(entry);
          break;
        default:
          log.info(entry);
      }
    };
  }
}
