package io.sparkvitals.report.html;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real browser without a window, spoken to by the DevTools protocol: opens pages, looks at them
 * and hears what the browser complains about. Debian's package is {@code chromium}.
 */
final class Chromium implements AutoCloseable {
  private static final String HINT = "chromium is missing: apt-get install chromium";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final String session;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  private Chromium(Process process, String address) throws Exception {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(SECONDS))
            .buildAsync(URI.create(address), new Ear())
            .get(SECONDS, TimeUnit.SECONDS);
    String target =
        send("Target.createTarget", Map.of("url", "about:blank"), null).path("targetId").asText();
    session =
        send("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Log", "Runtime", "Network", "Audits")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts a browser whose profile is in {@code dir}; the test is skipped where there is none. */
  static Chromium start(Path dir) throws Exception {
    Path profile = Files.createDirectory(dir.resolve("profile"));
    Process process = launch(profile, dir.resolve("said"));
    try {
      return new Chromium(process, address(process, profile, dir.resolve("said")));
    } catch (Exception e) {
      end(process);
      throw e;
    }
  }

  private static Process launch(Path profile, Path said) {
    try {
      return new ProcessBuilder(
              "chromium",
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--disable-dev-shm-usage",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--remote-debugging-port=0",
              "--user-data-dir=" + profile,
              "about:blank")
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      return "true".equals(System.getenv("CI")) ? fail(HINT, e) : abort(HINT);
    }
  }

  /** The browser writes its port and path to a file once it listens. */
  private static String address(Process process, Path profile, Path said) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (long i = 0; i < SECONDS * 20; i++) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("Chromium does not listen: " + Files.readString(said));
  }

  /** A screen so many pixels wide, with a light or a dark theme. */
  Chromium screen(int width, int height, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    String scheme = dark ? "dark" : "light";
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "screen",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Lays the page out as it is printed, until the next {@link #screen}; the theme stays. */
  void paper() throws Exception {
    call("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** Opens a page and waits until it is loaded; {@code fragment} may be empty. */
  Chromium open(Path page, String fragment) throws Exception {
    events.clear();
    call("Page.navigate", Map.of("url", page.toUri() + fragment));
    for (long i = 0; i < SECONDS * 20; i++) {
      if (events.stream().anyMatch(each -> is(each, "Page.frameStoppedLoading"))) {
        return this;
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException(page + " is not loaded: " + events);
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.path("result").path("value");
  }

  /** What the browser did not like since the page was opened: errors, violations of policies. */
  List<String> complaints() {
    return events.stream()
        .filter(
            each ->
                is(each, "Log.entryAdded")
                    || is(each, "Audits.issueAdded")
                    || is(each, "Runtime.consoleAPICalled")
                    || is(each, "Runtime.exceptionThrown"))
        .map(JsonNode::toString)
        .toList();
  }

  /** The addresses of all that was fetched since the page was opened. */
  List<String> fetched() {
    return events.stream()
        .filter(each -> is(each, "Network.requestWillBeSent"))
        .map(each -> each.at("/params/request/url").asText())
        .toList();
  }

  private static boolean is(JsonNode event, String method) {
    return event.path("method").asText().equals(method);
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    return send(method, parameters, session);
  }

  private JsonNode send(String method, Map<String, ?> parameters, String inSession)
      throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (inSession != null) {
      message.put("sessionId", inSession);
    }
    socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
    JsonNode got = answer.get(SECONDS, TimeUnit.SECONDS);
    if (got.has("error")) {
      throw new IllegalStateException(method + ": " + got);
    }
    return got.path("result");
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    all.forEach(each -> each.onExit().join());
  }

  /** Puts messages together and hands answers to those who wait. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder heard = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      heard.append(text);
      if (last) {
        hear(heard.toString());
        heard.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void hear(String text) {
      try {
        JsonNode message = JSON.readTree(text);
        if (message.has("id")) {
          answers.remove(message.path("id").asInt()).complete(message);
        } else {
          events.add(message);
        }
      } catch (IOException e) {
        throw new IllegalStateException(text, e);
      }
    }
  }
}
