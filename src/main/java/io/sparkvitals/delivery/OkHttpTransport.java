package io.sparkvitals.delivery;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends with OkHttp: through the JVM's proxies and with the JVM's trust store unless the user says
 * otherwise, without following redirects. Thread-safe.
 */
public final class OkHttpTransport implements Transport {
  private static final long CONNECT_MILLIS = 3_000;
  private static final int PEEK_BYTES = 1_000;
  private static final int MAX_RETRY_AFTER_DIGITS = 9;

  private final LongSupplier clockMillis;
  private final @Nullable ProxyRoute proxy;
  private final @Nullable Trust trust;
  private @Nullable OkHttpClient client;

  /** The clock, in Unix time, is for answers that say until when to wait. */
  public OkHttpTransport(LongSupplier clockMillis) {
    this(clockMillis, null, null);
  }

  private OkHttpTransport(
      LongSupplier clockMillis, @Nullable ProxyRoute proxy, @Nullable Trust trust) {
    this.clockMillis = clockMillis;
    this.proxy = proxy;
    this.trust = trust;
  }

  /** One with the user's proxy and certificates; what of them cannot be used costs a line. */
  public static OkHttpTransport of(
      VitalsConfig config, LongSupplier clockMillis, Consumer<String> problems) {
    return new OkHttpTransport(clockMillis, proxy(config, problems), trust(config, problems));
  }

  private static @Nullable ProxyRoute proxy(VitalsConfig config, Consumer<String> problems) {
    String proxy = config.text(ConfigKey.HTTP_PROXY);
    try {
      return proxy.isEmpty() ? null : ProxyRoute.of(proxy, config.text(ConfigKey.HTTP_NO_PROXY));
    } catch (IllegalArgumentException e) {
      problems.accept(ConfigKey.HTTP_PROXY.key() + ": " + e.getMessage() + "; it is not used");
      return null;
    }
  }

  private static @Nullable Trust trust(VitalsConfig config, Consumer<String> problems) {
    String file = config.text(ConfigKey.HTTP_CA_FILE);
    try {
      return file.isEmpty() ? null : Trust.with(Paths.get(file));
    } catch (IOException | InvalidPathException e) {
      problems.accept(
          ConfigKey.HTTP_CA_FILE.key()
              + ": cannot use "
              + Texts.line(file, PEEK_BYTES)
              + " ("
              + e
              + "); only the JVM's own certificate authorities are trusted");
      return null;
    }
  }

  /** Made at the first request: an application without alerts pays nothing. */
  private synchronized OkHttpClient client() {
    if (client == null) {
      OkHttpClient.Builder builder =
          new OkHttpClient.Builder()
              .dispatcher(new Dispatcher(daemons()))
              .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
              .readTimeout(0, TimeUnit.MILLISECONDS)
              .writeTimeout(0, TimeUnit.MILLISECONDS)
              .followRedirects(false)
              .followSslRedirects(false);
      if (proxy != null) {
        builder.proxySelector(proxy);
      }
      if (trust != null) {
        builder.sslSocketFactory(trust.sockets(), trust.manager());
      }
      client = builder.build();
    }
    return client;
  }

  private static ExecutorService daemons() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "spark-vitals-http");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public Answer send(Request request, long timeoutMillis) {
    Call call = client().newCall(request);
    call.timeout().timeout(timeoutMillis, TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      return Answer.of(response.code(), retryAfterMillis(response), beginning(response));
    } catch (IOException e) {
      return Answer.none(e instanceof InterruptedIOException, reason(e));
    }
  }

  private static String beginning(Response response) {
    if (response.isSuccessful()) {
      return "";
    }
    try {
      return Texts.line(response.peekBody(PEEK_BYTES).string(), PEEK_BYTES);
    } catch (IOException e) {
      return "";
    }
  }

  private long retryAfterMillis(Response response) {
    String value = response.header("Retry-After");
    if (value == null) {
      return -1;
    }
    String seconds = value.trim();
    if (seconds.matches("\\d{1," + MAX_RETRY_AFTER_DIGITS + "}")) {
      return Long.parseLong(seconds) * 1_000;
    }
    Instant time = response.headers().getInstant("Retry-After");
    return time == null ? -1 : Math.max(0, time.toEpochMilli() - clockMillis.getAsLong());
  }

  /** Without the exception's own words, which may hold the address. */
  private static String reason(IOException e) {
    if (e instanceof InterruptedIOException) {
      return "no answer in time";
    }
    if (e instanceof UnknownHostException) {
      return "the host is not known";
    }
    if (e instanceof ConnectException) {
      return "no connection";
    }
    String name = e.getClass().getSimpleName();
    return e instanceof SSLException
        ? "TLS failed (" + name + ")"
        : "connection broke (" + name + ")";
  }

  @Override
  public synchronized void cancel() {
    if (client != null) {
      client.dispatcher().cancelAll();
    }
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.dispatcher().cancelAll();
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
