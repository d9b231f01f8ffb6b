package io.sparkvitals.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.OkHttpTransport;
import io.sparkvitals.metrics.Exposition;
import io.sparkvitals.metrics.ExposureLimits;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsPushTest {
  private final MockWebServer server = new MockWebServer();
  private final Exposition exposition = exposition();
  private volatile @Nullable String applicationId = "app-1";
  private MetricsPush push;

  @BeforeEach
  void start() throws IOException {
    server.start();
    VitalsConfig config =
        VitalsConfig.of(
            Map.of(
                "spark.vitals.push.type",
                "pushgateway",
                "spark.vitals.push.url",
                server.url("/").toString()),
            Environment.system());
    PushReceiver receiver =
        PushReceiver.of(
                config,
                problem -> {
                  throw new AssertionError(problem);
                })
            .orElseThrow();
    push = new MetricsPush(receiver, exposition, () -> applicationId, new OkHttpTransport(() -> 0));
  }

  @AfterEach
  void stop() throws IOException {
    push.close();
    server.shutdown();
  }

  private static Exposition exposition() {
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    return new Exposition(
        () -> ApplicationSnapshot.of(ApplicationFacts.UNKNOWN, work, 0).snapshot(),
        ExposureLimits.of(VitalsConfig.of(Map.of(), Environment.system())),
        BuildInfo.of("1", "a"),
        () -> 0L);
  }

  private void end() {
    push.last(10_000);
    push.await(10_000);
  }

  private double pushed(String outcome) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      exposition.write(null, page);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String series =
        "sparkvitals_agent_push_total{outcome=\"" + outcome + "\",target=\"pushgateway\"} ";
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lastPushSendsThePageOfTheEnd() throws Exception {
    server.enqueue(new MockResponse());
    assertThat(pushed("delivered")).isZero();

    end();

    RecordedRequest request = server.takeRequest();
    try (GZIPInputStream page = new GZIPInputStream(request.getBody().inputStream())) {
      assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
          .contains("# TYPE sparkvitals_tasks_started_total counter");
    }
    assertThat(pushed("delivered")).isEqualTo(1);
    assertThat(pushed("failed")).isZero();
  }

  @Test
  void lastPushIsTriedAgainWhereThatMayHelp() {
    server.enqueue(new MockResponse().setResponseCode(503));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(new MockResponse());

    end();

    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(pushed("delivered")).isEqualTo(1);
  }

  @Test
  void lastPushIsGivenUpAfterAFewTries() {
    for (int i = 0; i <= MetricsPush.MAX_TRIES; i++) {
      server.enqueue(new MockResponse().setResponseCode(500));
    }

    end();

    assertThat(server.getRequestCount()).isEqualTo(MetricsPush.MAX_TRIES);
    assertThat(pushed("failed")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    server.enqueue(new MockResponse().setResponseCode(400));

    end();

    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(pushed("failed")).isEqualTo(1);
  }

  @Test
  @Timeout(20)
  void receiverThatNeverAnswersIsLeftBehindInTime() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    push.last(60_000);
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();

    push.await(100);
    push.close();

    awaitEndOfThread();
    assertThat(pushed("failed")).isEqualTo(1);
  }

  @Test
  void nothingIsPushedBeforeTheApplicationIsKnown() {
    applicationId = null;

    end();

    assertThat(server.getRequestCount()).isZero();
    assertThat(pushed("failed")).isZero();
  }

  @Test
  void pushesAgainAndAgainIfItIsAskedTo() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(500));
    server.enqueue(new MockResponse());
    server.enqueue(new MockResponse());
    push.every(1);

    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();

    end();
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(pushed("failed")).isEqualTo(1);
  }

  @Test
  @Timeout(20)
  void pushOnItsWayMakesRoomForTheLast() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    server.enqueue(new MockResponse());
    push.every(1);
    assertThat(server.takeRequest(10, TimeUnit.SECONDS)).isNotNull();

    end();

    assertThat(pushed("delivered")).isEqualTo(1);
    assertThat(pushed("failed")).isZero();
  }

  @Test
  void threadIsADaemonAndEnds() throws Exception {
    server.enqueue(new MockResponse());
    push.every(60_000);
    assertThat(threads()).isPositive();

    end();
    push.close();

    awaitEndOfThread();
  }

  private static void awaitEndOfThread() throws InterruptedException {
    for (int i = 0; i < 500 && threads() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(threads()).isZero();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("spark-vitals-push"))
        .peek(each -> assertThat(each.isDaemon()).isTrue())
        .count();
  }

  @Test
  void takesBackWhatItPushed() throws Exception {
    server.enqueue(new MockResponse());
    server.enqueue(new MockResponse().setResponseCode(202));
    end();
    server.takeRequest();

    push.takeBack(10_000);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("DELETE");
    assertThat(request.getPath()).isEqualTo("/metrics/job/spark-vitals/app_id/app-1");
  }

  @Test
  void takesNothingBackThatNeverArrived() {
    server.enqueue(new MockResponse().setResponseCode(400));
    end();

    push.takeBack(10_000);

    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void takingBackEndsInTimeWhereNobodyAnswers() {
    server.enqueue(new MockResponse());
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    end();

    push.takeBack(200);
  }
}
