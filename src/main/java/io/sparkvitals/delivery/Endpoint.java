package io.sparkvitals.delivery;

import io.sparkvitals.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Where something is sent to and with which headers. Secrets are read at each request, so that they
 * can be replaced while the application runs. Thread-safe.
 */
public final class Endpoint {
  private static final MediaType JSON = MediaType.get("application/json");

  /** To hide shorter pieces of an address would make an answer unreadable. */
  private static final int MIN_PIECE = 4;

  private final Source url;
  private final Map<String, Source> headers = new LinkedHashMap<>();
  private final List<Source> hidden = new ArrayList<>();
  private @Nullable Signature signature;

  /** A text that may be a secret. */
  public interface Source {
    /** The text as it is now. */
    String read() throws IOException;
  }

  /** At an http or https URL, all of which may be a secret. */
  public Endpoint(Source url) {
    this.url = url;
    hides(url);
  }

  Endpoint header(String name, Source value) {
    headers.put(name, value);
    return this;
  }

  Endpoint secretHeader(String name, Secret value) {
    return header(name, value::reveal).hides(value::reveal);
  }

  /** Sends a bearer token. */
  public Endpoint bearer(Secret token) {
    return header("Authorization", () -> "Bearer " + token.reveal()).hides(token::reveal);
  }

  /** Sends user and password by basic authentication. */
  public Endpoint basic(String user, Secret password) {
    Source credentials = () -> base64(user + ":" + password.reveal());
    return header("Authorization", () -> "Basic " + credentials.read())
        .hides(credentials)
        .hides(password::reveal);
  }

  Endpoint signedBy(Signature with) {
    signature = with;
    return this;
  }

  /** Names a text that must not be seen in anything that comes back. */
  Endpoint hides(Source secret) {
    hidden.add(secret);
    return this;
  }

  /**
   * The request for a body; {@code path} is added to the address.
   *
   * @throws IOException if a secret cannot be read, or cannot stand where it belongs; the message
   *     holds none of it
   */
  Request request(String id, String path, byte[] body) throws IOException {
    Request.Builder request = to(parse(url.read() + path)).post(RequestBody.create(body, JSON));
    if (signature != null) {
      signature.sign(id, body).forEach(request::header);
    }
    return request.build();
  }

  /** A request, without a method yet, to what is made of the address; throws as above. */
  public Request.Builder to(UnaryOperator<HttpUrl.Builder> change) throws IOException {
    return to(change.apply(parse(url.read()).newBuilder()).build());
  }

  private Request.Builder to(HttpUrl address) throws IOException {
    Request.Builder request =
        new Request.Builder().url(address).header("User-Agent", "spark-vitals");
    for (Map.Entry<String, Source> header : headers.entrySet()) {
      request.header(header.getKey(), checked(header.getKey(), header.getValue().read()));
    }
    return request;
  }

  /** Sends a request once. The answer holds no secret. */
  public Answer send(Request request, Transport transport, long timeoutMillis) {
    Answer answer = transport.send(request, timeoutMillis);
    return answer.delivered() ? answer : answer.without(secrets());
  }

  /** Reads everything once, to find mistakes early; throws as {@link #to}. */
  public void check() throws IOException {
    request("check", "", new byte[0]);
  }

  /** The texts that must not be seen, longest first, as far as they can be read. */
  List<String> hidden() {
    List<String> texts = new ArrayList<>();
    for (Source source : hidden) {
      try {
        texts.add(source.read());
      } catch (IOException e) {
        // What cannot be read now was not sent either.
      }
    }
    return longestFirst(texts);
  }

  /** The texts that must not be seen in an answer, longest first: pieces of the address, too. */
  List<String> secrets() {
    List<String> texts = hidden();
    try {
      HttpUrl address = HttpUrl.parse(url.read());
      if (address != null) {
        texts.addAll(pieces(address));
      }
    } catch (IOException e) {
      // As above.
    }
    return longestFirst(texts);
  }

  private static List<String> longestFirst(List<String> texts) {
    texts.removeIf(String::isEmpty);
    texts.sort((a, b) -> Integer.compare(b.length(), a.length()));
    return texts;
  }

  /** What of an address an answer may repeat. */
  private static List<String> pieces(HttpUrl address) {
    List<String> pieces = new ArrayList<>(address.pathSegments());
    for (int i = 0; i < address.querySize(); i++) {
      pieces.add(String.valueOf(address.queryParameterValue(i)));
    }
    pieces.add(address.host());
    pieces.add(address.encodedPath());
    pieces.add(address.encodedPath() + "?" + address.encodedQuery());
    pieces.removeIf(piece -> piece.length() < MIN_PIECE);
    return pieces;
  }

  private static HttpUrl parse(String text) throws IOException {
    HttpUrl parsed = HttpUrl.parse(text);
    if (parsed == null) {
      throw new IOException("the URL is no http or https URL");
    }
    return parsed;
  }

  // OkHttp would put the whole value into its exception.
  private static String checked(String name, String value) throws IOException {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new IOException("the value of header " + name + " has a character that is not ASCII");
      }
    }
    return value;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
