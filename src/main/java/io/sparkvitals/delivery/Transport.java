package io.sparkvitals.delivery;

import okhttp3.Request;

/** Sends HTTP requests. */
public interface Transport {
  /** Sends a request and waits for the answer, at most {@code timeoutMillis} in all. */
  Answer send(Request request, long timeoutMillis);

  /** Gives up what is being sent. */
  void cancel();

  /** Frees connections and threads. */
  void close();
}
