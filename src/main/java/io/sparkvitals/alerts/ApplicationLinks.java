package io.sparkvitals.alerts;

import io.sparkvitals.model.StageKey;
import io.sparkvitals.rules.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where people can look further: addresses of an application's pages. Immutable. */
public final class ApplicationLinks {
  public static final ApplicationLinks NONE = new ApplicationLinks(null, null, null);

  private final @Nullable String sparkUi;
  private final @Nullable String agent;
  private final @Nullable String dashboard;

  private ApplicationLinks(
      @Nullable String sparkUi, @Nullable String agent, @Nullable String dashboard) {
    this.sparkUi = sparkUi;
    this.agent = agent;
    this.dashboard = dashboard;
  }

  /** Takes http(s) URLs, null where there is none; anything else counts as none. */
  public static ApplicationLinks of(
      @Nullable String sparkUi, @Nullable String agent, @Nullable String dashboard) {
    return new ApplicationLinks(web(sparkUi), web(agent), web(dashboard));
  }

  private static @Nullable String web(@Nullable String url) {
    if (url == null || !url.matches("(?i)https?://[^\\s<>|\"]+")) {
      return null;
    }
    return url.replaceAll("/+$", "");
  }

  /** Spark's pages. */
  public @Nullable String sparkUi() {
    return sparkUi;
  }

  /** The agent's own page. */
  public @Nullable String agent() {
    return agent;
  }

  /** URLs that are of use whatever the subject, by the words that are shown for them. */
  public Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    if (sparkUi != null) {
      pages.put("Spark UI", sparkUi);
    }
    if (dashboard != null) {
      pages.put("Dashboard", dashboard);
    }
    return pages;
  }

  /** URLs by the words that are shown for them, the most useful for a subject first. */
  public Map<String, String> of(Subject subject) {
    Map<String, String> links = new LinkedHashMap<>();
    StageKey stage = subject.stage();
    if (sparkUi != null) {
      if (stage != null) {
        links.put("Stage in Spark UI", sparkUi + stagePage(stage));
      } else if (subject.executorId() != null) {
        links.put("Executors in Spark UI", sparkUi + "/executors/");
      } else if (subject.jobId().isPresent()) {
        links.put("Job in Spark UI", sparkUi + "/jobs/job/?id=" + subject.jobId().getAsInt());
      } else {
        links.put("Spark UI", sparkUi);
      }
    }
    if (agent != null) {
      links.put("Spark Vitals", agent);
    }
    if (dashboard != null) {
      links.put("Dashboard", dashboard);
    }
    return links;
  }

  private static String stagePage(StageKey stage) {
    return "/stages/stage/?id=" + stage.stageId() + "&attempt=" + stage.attempt();
  }
}
