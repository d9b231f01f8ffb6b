package io.sparkvitals.metrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD for the few paths there are. Thread-safe. */
final class Router implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String HEALTHY = "/-/healthy";
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final Exposition exposition;
  private final LandingPage landing;
  private final Gatekeeper gatekeeper;
  private final AtomicBoolean warned = new AtomicBoolean();

  Router(Exposition exposition, LandingPage landing, Gatekeeper gatekeeper) {
    this.exposition = exposition;
    this.landing = landing;
    this.gatekeeper = gatekeeper;
  }

  /** The door: nothing that goes wrong here reaches the server's thread. */
  @Override
  public void handle(HttpExchange exchange) {
    try {
      route(exchange);
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    } catch (RuntimeException | LinkageError e) {
      fail(exchange, e);
    } finally {
      exchange.close();
    }
  }

  private void fail(HttpExchange exchange, Throwable e) {
    exposition.agent().error(Component.HTTP);
    if (warned.compareAndSet(false, true)) {
      LOG.warn("Spark Vitals cannot serve {}", exchange.getRequestURI().getPath(), e);
    } else {
      LOG.debug("Cannot serve {}", exchange.getRequestURI().getPath(), e);
    }
    try {
      exchange.getResponseHeaders().clear();
      answer(exchange, 500, PLAIN, "The page cannot be made; see the driver's log.\n");
    } catch (IOException again) {
      LOG.debug("A client went away", again);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = String.valueOf(exchange.getRequestURI().getPath());
    // A probe has no password, and learns nothing here.
    if (!path.equals(HEALTHY) && !admitted(exchange)) {
      exchange.getResponseHeaders().put("WWW-Authenticate", gatekeeper.challenges());
      answer(exchange, 401, PLAIN, "Authentication is needed.\n");
      return;
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      answer(exchange, 405, PLAIN, "Only GET and HEAD are served.\n");
      return;
    }
    switch (path) {
      case "/metrics":
        metrics(exchange);
        break;
      case HEALTHY:
        answer(exchange, 200, PLAIN, "OK\n");
        break;
      case "/":
        exchange.getResponseHeaders().set("Content-Security-Policy", LandingPage.POLICY);
        answer(exchange, 200, "text/html; charset=utf-8", landing.html());
        break;
      default:
        answer(exchange, 404, PLAIN, "There is nothing here; see /metrics.\n");
    }
  }

  private boolean admitted(HttpExchange exchange) {
    return gatekeeper.admits(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void metrics(HttpExchange exchange) throws IOException {
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
    exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
    if (acceptsGzip(exchange.getRequestHeaders())) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      try (OutputStream gzip = new GZIPOutputStream(page)) {
        exposition.write(accept, gzip);
      }
    } else {
      exposition.write(accept, page);
    }
    send(exchange, 200, exposition.contentType(accept), page);
  }

  private static boolean acceptsGzip(Headers headers) {
    for (String header : headers.getOrDefault("Accept-Encoding", Collections.emptyList())) {
      for (String each : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        if (each.trim().matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0?\\.0*[1-9][0-9]*))?")) {
          return true;
        }
      }
    }
    return false;
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(text.getBytes(StandardCharsets.UTF_8));
    send(exchange, status, type, body);
  }

  private static void send(
      HttpExchange exchange, int status, String type, ByteArrayOutputStream body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.size()));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.size());
      body.writeTo(exchange.getResponseBody());
    }
  }
}
