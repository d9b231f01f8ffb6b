package io.sparkvitals.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.cluster.WebhookReceiver.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void keepsWhatItIsSent() throws Exception {
    post("/alerts?a=1", "hello");

    WebhookReceiver.Received request = receiver.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/alerts?a=1");
    assertThat(request.body()).isEqualTo("hello");
    assertThat(request.headers()).containsEntry("x-kind", "greeting");
  }

  @Test
  void answersAsTold() throws Exception {
    receiver.answer(Answer.of(429).header("Retry-After", "2").body("slow down"));

    HttpResponse<String> first = post("/", "");
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(first.body()).isEqualTo("slow down");
    assertThat(post("/", "").statusCode()).isEqualTo(200);
  }

  @Test
  void hangsUpWithoutAnAnswer() {
    receiver.answer(Answer.hangUp());

    assertThatThrownBy(() -> post("/", "")).isInstanceOf(IOException.class);
  }

  @Test
  void waitsForTheRequestThatIsWanted() throws Exception {
    post("/", "one");
    post("/", "two");

    assertThat(receiver.await(r -> r.body().equals("two"), Duration.ofSeconds(5)).body())
        .isEqualTo("two");
  }

  @Test
  void saysHowManyRequestsCame() throws Exception {
    post("/", "one");

    assertThatThrownBy(() -> receiver.awaitCount(2, Duration.ofMillis(50)))
        .hasMessageContaining("only 1 of 2");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(receiver.uri(path))
            .header("X-Kind", "greeting")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
