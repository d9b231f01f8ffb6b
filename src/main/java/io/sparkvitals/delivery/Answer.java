package io.sparkvitals.delivery;

import io.sparkvitals.rules.Texts;
import java.util.Arrays;
import java.util.List;

/** How one try to deliver ended. Immutable; holds no secret once {@link #without} was called. */
public final class Answer {
  private static final List<Integer> RETRYABLE = Arrays.asList(408, 425, 429);
  private static final int NO_STATUS = 0;
  private static final int MAX_TEXT = 200;

  private final int status;
  private final String statusClass;
  private final long retryAfterMillis;
  private final String text;

  private Answer(int status, String statusClass, long retryAfterMillis, String text) {
    this.status = status;
    this.statusClass = statusClass;
    this.retryAfterMillis = retryAfterMillis;
    this.text = text;
  }

  /**
   * An HTTP answer: its status, the wait that it asks for in milliseconds, or -1, and the beginning
   * of its body.
   */
  static Answer of(int status, long retryAfterMillis, String text) {
    String statusClass = status == 429 ? "429" : status / 100 + "xx";
    return new Answer(status, statusClass, retryAfterMillis, text);
  }

  /** Delivered without HTTP. */
  static Answer done() {
    return of(200, -1, "");
  }

  /** No answer came. {@code why} holds no address. */
  static Answer none(boolean timeout, String why) {
    return new Answer(NO_STATUS, timeout ? "timeout" : "network", -1, why);
  }

  /** It cannot be sent, and never will. */
  static Answer impossible(String why) {
    return new Answer(-1, "invalid", -1, why);
  }

  /** Whether the receiver took it. */
  public boolean delivered() {
    return status / 100 == 2;
  }

  /** Whether another try may help. */
  public boolean retryable() {
    return status == NO_STATUS || status >= 500 || RETRYABLE.contains(status);
  }

  /** Whether the receiver as a whole cannot take more now. */
  boolean pausesChannel() {
    return status == NO_STATUS || asksToWait();
  }

  /** Whether the receiver itself wants to be left alone for a time. */
  boolean asksToWait() {
    return retryable() && (status == 429 || retryAfterMillis >= 0);
  }

  /** Whether the receiver is there no more, and never will be. */
  boolean gone() {
    return status == 410;
  }

  boolean rateLimited() {
    return status == 429;
  }

  /** {@code 2xx}, {@code 4xx}, {@code 429}, {@code 5xx}, {@code network}, {@code timeout} … */
  public String statusClass() {
    return statusClass;
  }

  /** How long the receiver wants to be left alone, or -1 where it does not say. */
  long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** The same; where it is a 429 that asks for no wait, it asks for this one. */
  Answer limitedFor(long millis) {
    return rateLimited() && retryAfterMillis < 0
        ? new Answer(status, statusClass, millis, text)
        : this;
  }

  /** The same without any of the given texts in it. */
  Answer without(List<String> secrets) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return new Answer(status, statusClass, retryAfterMillis, clean);
  }

  /** For the log: status and beginning of the answer, or why there is none. */
  @Override
  public String toString() {
    String redirect = status / 100 == 3 ? " (redirects are not followed)" : "";
    String body = text.isEmpty() ? "" : ": " + Texts.cut(text, MAX_TEXT);
    return status > 0 ? "HTTP " + status + redirect + body : text;
  }
}
