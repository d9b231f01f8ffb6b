package io.sparkvitals.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Keeps what is logged, at every level, until it is closed. Thread-safe. */
final class CapturedLog implements AutoCloseable {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Keeper keeper = new Keeper();
  private final LoggerConfig root = context.getConfiguration().getRootLogger();
  private final Level level = root.getLevel();

  CapturedLog() {
    keeper.start();
    root.addAppender(keeper, Level.ALL, null);
    root.setLevel(Level.ALL);
    context.updateLoggers();
  }

  /** Level and message, with the exception's text if there is one. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  String all() {
    return String.join("\n", lines());
  }

  @Override
  public void close() {
    root.removeAppender("captured");
    root.setLevel(level);
    context.updateLoggers();
    keeper.stop();
  }

  private final class Keeper extends AbstractAppender {
    Keeper() {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      Throwable thrown = event.getThrown();
      lines.add(
          event.getLevel()
              + " "
              + event.getMessage().getFormattedMessage()
              + (thrown == null ? "" : " " + thrown));
    }
  }
}
