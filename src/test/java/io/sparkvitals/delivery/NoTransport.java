package io.sparkvitals.delivery;

import okhttp3.Request;

/** A transport that must not be used for requests. */
final class NoTransport implements Transport {
  private volatile boolean closed;

  boolean closed() {
    return closed;
  }

  @Override
  public Answer send(Request request, long timeoutMillis) {
    throw new AssertionError("nothing is to be sent");
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {
    closed = true;
  }
}
