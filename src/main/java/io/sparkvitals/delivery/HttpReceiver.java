package io.sparkvitals.delivery;

import java.io.IOException;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** An address that takes posts; in a dry run they are written down instead. Thread-safe. */
final class HttpReceiver {
  private final Endpoint endpoint;
  private final long timeoutMillis;
  private final @Nullable DryRun dryRun;

  HttpReceiver(Endpoint endpoint, long timeoutMillis, @Nullable DryRun dryRun) {
    this.endpoint = endpoint;
    this.timeoutMillis = timeoutMillis;
    this.dryRun = dryRun;
  }

  /** Whether nothing is sent. */
  boolean dry() {
    return dryRun != null;
  }

  /** Posts a body once; {@code path} is added to the address. The answer holds no secret. */
  Answer post(String id, String path, byte[] body, Transport transport) {
    if (dryRun != null) {
      return dryRun.write(path, body, endpoint.hidden());
    }
    Request request;
    try {
      request = endpoint.request(id, path, body);
    } catch (IOException e) {
      return Answer.none(false, String.valueOf(e.getMessage()));
    }
    return endpoint.send(request, transport, timeoutMillis);
  }
}
