package io.sparkvitals.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The answer to one GET request. */
record HttpText(URI uri, int status, String body) {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Fetches {@code uri} within 10 s.
   *
   * @param headers names and values in turn
   */
  static HttpText get(URI uri, String... headers) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    if (!List.of(headers).isEmpty()) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new HttpText(uri, response.statusCode(), response.body());
  }

  /** The body as JSON; an {@link IOException} when the status is not 200. */
  JsonNode json() throws IOException {
    return JSON.readTree(text());
  }

  /** The body; an {@link IOException} when the status is not 200. */
  String text() throws IOException {
    if (status != 200) {
      throw new IOException(
          uri + " answered " + status + ": " + body.lines().findFirst().orElse(""));
    }
    return body;
  }
}
