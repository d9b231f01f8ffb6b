package io.sparkvitals.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Reads Spark's own account of one running application. Immutable. */
public final class SparkRest {

  private final URI applications;
  private final String applicationId;

  private SparkRest(URI applications, String applicationId) {
    this.applications = applications;
    this.applicationId = applicationId;
  }

  /** A reader of the application whose UI is at {@code ui}, as soon as that knows it. */
  public static SparkRest connect(URI ui, Duration timeout) throws InterruptedException {
    URI applications = ui.resolve("/api/v1/applications");
    JsonNode list =
        Await.until(
            "application at " + ui,
            timeout,
            () -> HttpText.get(applications).json(),
            answer -> !answer.isEmpty());
    return new SparkRest(applications, list.path(0).path("id").asText());
  }

  public String applicationId() {
    return applicationId;
  }

  /**
   * The answer to {@code /api/v1/applications/<id>/<path>}, for instance {@code stages} or {@code
   * stages/3/0/taskList?length=1000}; an empty path asks for the application itself.
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    String separator = path.isEmpty() ? "" : "/";
    return HttpText.get(URI.create(applications + "/" + applicationId + separator + path)).json();
  }
}
