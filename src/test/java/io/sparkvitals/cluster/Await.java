package io.sparkvitals.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** Asks a server again and again until its answer is the wanted one, within a bound. */
public final class Await {

  private static final Duration BETWEEN = Duration.ofMillis(200);

  private Await() {}

  /** A question to something outside this JVM. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  /**
   * The first answer that satisfies {@code wanted}. A refused connection counts as no answer yet.
   *
   * @param what names the wanted state in the message of a failure
   * @throws IllegalStateException with the last answer when {@code timeout} is over
   */
  public static <T> T until(
      String what, Duration timeout, Question<T> question, Predicate<T> wanted)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (true) {
      Object last;
      try {
        T answer = question.ask();
        if (wanted.test(answer)) {
          return answer;
        }
        last = answer;
      } catch (IOException e) {
        last = e;
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new IllegalStateException(
            "no " + what + " within " + timeout.toSeconds() + " s; last answer: " + last);
      }
      Thread.sleep(BETWEEN.toMillis());
    }
  }
}
