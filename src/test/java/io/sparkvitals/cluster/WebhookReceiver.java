package io.sparkvitals.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An HTTP server on a free loopback port that keeps what it is sent and answers as told, 200 unless
 * told otherwise. Thread-safe.
 */
public final class WebhookReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;
  private final Consumer<Received> onRequest;
  private final List<Received> received = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();

  private WebhookReceiver(HttpServer server, Consumer<Received> onRequest) {
    this.server = server;
    this.onRequest = onRequest;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "webhook-receiver");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * One request.
   *
   * @param at when its body was complete
   * @param path path and query
   * @param headers names in lower case; several values of one name are joined by {@code ", "}
   */
  public record Received(
      Instant at, String method, String path, Map<String, String> headers, String body) {}

  /**
   * One answer.
   *
   * @param status HTTP status; 0 closes the connection without an answer
   * @param after how long the sender waits for it
   */
  public record Answer(int status, Map<String, String> headers, String body, Duration after) {

    public static Answer of(int status) {
      return new Answer(status, Map.of(), "", Duration.ZERO);
    }

    public static Answer hangUp() {
      return of(0);
    }

    public Answer header(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body, after);
    }

    public Answer body(String text) {
      return new Answer(status, headers, text, after);
    }

    public Answer after(Duration delay) {
      return new Answer(status, headers, body, delay);
    }
  }

  /** Starts a receiver. */
  public static WebhookReceiver start() throws IOException {
    return start(request -> {});
  }

  /** Starts a receiver that also hands each request to {@code onRequest}, before it is answered. */
  public static WebhookReceiver start(Consumer<Received> onRequest) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    WebhookReceiver receiver = new WebhookReceiver(HttpServer.create(address, 0), onRequest);
    receiver.server.createContext("/", receiver::handle);
    receiver.server.setExecutor(receiver.threads);
    receiver.server.start();
    return receiver;
  }

  /** The address of a path, which begins with a slash. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Adds answers for the next requests, one each. */
  public synchronized void answer(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** All requests so far, in their order. */
  public synchronized List<Received> requests() {
    return List.copyOf(received);
  }

  /** The first request so far or to come that satisfies {@code wanted}. */
  public synchronized Received await(Predicate<Received> wanted, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < received.size(); seen++) {
        if (wanted.test(received.get(seen))) {
          return received.get(seen);
        }
      }
      awaitMore(seen, deadlineNanos, "no such request among " + seen);
    }
  }

  /** The first {@code count} requests, as soon as there are so many. */
  public synchronized List<Received> awaitCount(int count, Duration timeout)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (received.size() < count) {
      int seen = received.size();
      awaitMore(seen, deadlineNanos, "only " + seen + " of " + count + " requests came");
    }
    return List.copyOf(received.subList(0, count));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Waits until there are more than {@code known} requests. */
  private synchronized void awaitMore(int known, long deadlineNanos, String failure)
      throws InterruptedException {
    while (received.size() <= known) {
      long millisLeft = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
      if (millisLeft <= 0) {
        throw new IllegalStateException(failure);
      }
      wait(millisLeft);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Received request = read(exchange);
    Answer answer = record(request);
    try (exchange) {
      onRequest.accept(request);
      Thread.sleep(answer.after().toMillis());
      if (answer.status() != 0) {
        send(exchange, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Received read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, join(values)));
    return new Received(
        Instant.now(),
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        body);
  }

  private static String join(List<String> values) {
    return String.join(", ", values);
  }

  private synchronized Answer record(Received request) {
    received.add(request);
    notifyAll();
    return answers.isEmpty() ? Answer.of(200) : answers.removeFirst();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
