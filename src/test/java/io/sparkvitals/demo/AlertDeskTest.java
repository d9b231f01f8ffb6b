package io.sparkvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sparkvitals.cluster.WebhookReceiver.Received;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertDeskTest {

  private static final String BODY =
      """
      {"version": "4", "alerts": [{
        "status": "firing",
        "labels": {"alertname": "spill-ratio-high", "severity": "warning"},
        "annotations": {
          "summary": "Much of the data is spilled to disk",
          "description": "stage 3.0 (count at Job.java:1) spills 81 %.",
          "cause": "Tasks have too little memory.",
          "recommendation": "Give tasks more memory: more for each executor. Or fewer cores."},
        "sparkvitals": {
          "subject": "stage 3.0 (count at Job.java:1)",
          "settings": ["--conf spark.executor.memory=2g", "--conf spark.executor.cores=1"]}}]}
      """;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Screen screen =
      new Screen(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          80,
          false);
  private final AlertDesk desk = new AlertDesk(screen);

  @Test
  void showsWhatIsWrongWhyAndTheFirstSetting() {
    desk.receive(request(BODY));

    assertThat(text())
        .isEqualTo(
            """
              0:00  ALERT   Much of the data is spilled to disk (warning)
                            stage 3.0 (count at Job.java:1) spills 81 %.
                            Why: Tasks have too little memory.
                            Do:  Give tasks more memory: more for each executor. Or fewer
                                 cores.
                                 --conf spark.executor.memory=2g
            """);
  }

  @Test
  void saysInOneLineThatAnAlertIsOver() {
    desk.receive(request(BODY.replace("firing", "resolved")));

    assertThat(text()).isEqualTo("  0:00  over    spill-ratio-high, stage 3.0\n");
    assertThat(desk.firedByRule()).isEmpty();
  }

  @Test
  void keepsTheNewestAlertOfASubjectForTheSummary() {
    desk.receive(request(BODY));
    desk.receive(request(BODY.replace("stage 3.0", "stage 4.0")));
    desk.receive(request(BODY.replace("Give tasks more memory", "Spread the keys")));

    assertThat(desk.firedByRule()).containsOnlyKeys("spill-ratio-high");
    assertThat(desk.firedByRule().get("spill-ratio-high"))
        .extracting(AlertMessage::place, AlertMessage::shortAdvice)
        .containsExactly(
            tuple("stage 3.0", "Spread the keys: more for each executor."),
            tuple("stage 4.0", "Give tasks more memory: more for each executor."));
  }

  @Test
  void saysThatTheCauseOfAnAlertWasFound() {
    desk.receive(request(BODY.replace("\"subject\"", "\"kind\": \"explained\", \"subject\"")));

    assertThat(text())
        .contains("ALERT   Cause found: Much of the data is spilled to disk (warning)");
  }

  @Test
  void showsABodyThatItDoesNotUnderstand() {
    desk.receive(request("<html>"));

    assertThat(text()).contains("not understood").contains("<html>");
  }

  private static Received request(String body) {
    return new Received(Instant.EPOCH, "POST", "/alerts", Map.of(), body);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
