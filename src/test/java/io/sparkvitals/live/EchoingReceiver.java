package io.sparkvitals.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that answers with the status that a path begins with, and repeats in its answer
 * all that it was sent: path, headers and body. {@code /0} breaks the connection.
 */
final class EchoingReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "echoing-receiver");
            thread.setDaemon(true);
            return thread;
          });
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private EchoingReceiver(HttpServer server) {
    this.server = server;
  }

  static EchoingReceiver start() throws IOException {
    EchoingReceiver receiver =
        new EchoingReceiver(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    receiver.server.createContext("/", receiver::handle);
    receiver.server.setExecutor(receiver.threads);
    receiver.server.start();
    return receiver;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** Everything that came: path, headers and body of each request. */
  String seen() {
    return String.join("\n", requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String echo = uri + " " + exchange.getRequestHeaders().entrySet() + " " + body;
      requests.add(echo);
      int status = Integer.parseInt(uri.getPath().split("/")[1]);
      if (status == 0) {
        return;
      }
      exchange.getResponseHeaders().add("Location", "/200/" + uri.getPath());
      exchange.getResponseHeaders().add("X-Echo", uri.toString());
      byte[] answer = echo.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
