package io.sparkvitals.metrics;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP endpoint: {@code /metrics}, {@code /-/healthy} and a landing page. All its threads are
 * daemons. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {
  /** Ports that are tried, the first one included. */
  static final int MAX_TRIES = 16;

  private static final String OFF = "The metrics endpoint is off: ";
  private static final int MAX_PORT = 65_535;
  private static final int BACKLOG = 16;
  private static final long MAX_START_SECONDS = 10;

  private final HttpServer server;
  private final RequestPool pool;

  private MetricsServer(HttpServer server, RequestPool pool) {
    this.server = server;
    this.pool = pool;
  }

  /**
   * Opens the endpoint that the settings ask for. Empty where they ask for none, or where it cannot
   * be opened; then {@code problems} gets one line. Never throws.
   */
  public static Optional<MetricsServer> start(
      VitalsConfig config,
      Exposition exposition,
      LandingPage landing,
      LongSupplier nanoTime,
      Consumer<String> problems) {
    int port = config.integer(ConfigKey.PORT);
    if (port < 0) {
      return Optional.empty();
    }
    EndpointSecurity security;
    try {
      security = EndpointSecurity.of(config);
    } catch (IOException | RuntimeException e) {
      problems.accept(OFF + e.getMessage());
      return Optional.empty();
    }
    Router router = new Router(exposition, landing, security.gatekeeper());
    String host = config.text(ConfigKey.HOST);
    RequestPool pool = new RequestPool(nanoTime);
    try {
      HttpServer server =
          onDaemonThread(() -> listen(bind(host, port, security.tls()), router, pool));
      return Optional.of(new MetricsServer(server, pool));
    } catch (IOException | RuntimeException | LinkageError e) {
      pool.close();
      problems.accept(problem(host, port, e));
      return Optional.empty();
    }
  }

  private static String problem(String host, int port, Throwable e) {
    return String.format(
        OFF + "cannot listen on %s at %s (%s); set %s or %s",
        host,
        ports(port),
        e.getMessage(),
        ConfigKey.PORT.key(),
        ConfigKey.HOST.key());
  }

  private static String ports(int port) {
    return port == 0 ? "any port" : "port " + port + " to " + lastPort(port);
  }

  private static int lastPort(int port) {
    return port == 0 ? 0 : Math.min(MAX_PORT, port + MAX_TRIES - 1);
  }

  private static HttpServer listen(HttpServer server, Router router, RequestPool pool) {
    server.createContext("/", router);
    server.setExecutor(pool);
    server.start();
    return server;
  }

  private static HttpServer bind(String host, int firstPort, @Nullable SSLContext tls)
      throws IOException {
    int port = firstPort;
    while (true) {
      try {
        return create(new InetSocketAddress(host, port), tls);
      } catch (BindException e) {
        if (port == lastPort(firstPort)) {
          throw e;
        }
        port++;
      }
    }
  }

  private static HttpServer create(InetSocketAddress address, @Nullable SSLContext tls)
      throws IOException {
    if (tls == null) {
      return HttpServer.create(address, BACKLOG);
    }
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  /**
   * The JDK's server starts a thread that inherits from its starter whether it is a daemon; started
   * from Spark's thread, it would keep the driver from exiting.
   */
  private static HttpServer onDaemonThread(Start start) throws IOException {
    CompletableFuture<HttpServer> started = new CompletableFuture<>();
    Thread thread = new Thread(() -> run(start, started), "spark-vitals-http-start");
    thread.setDaemon(true);
    thread.start();
    try {
      return started.get(MAX_START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      if (started.cancel(false)) {
        throw new IOException("it takes too long", e);
      }
      return started.join();
    } catch (InterruptedException e) {
      started.cancel(false);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void run(Start start, CompletableFuture<HttpServer> started) {
    try {
      HttpServer server = start.start();
      if (!started.complete(server)) {
        server.stop(0);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      started.completeExceptionally(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Whether it serves HTTPS. */
  public boolean secure() {
    return server instanceof HttpsServer;
  }

  /** Closes the port and all connections at once. */
  @Override
  public void close() {
    server.stop(0);
    pool.close();
  }

  private interface Start {
    HttpServer start() throws IOException;
  }
}
