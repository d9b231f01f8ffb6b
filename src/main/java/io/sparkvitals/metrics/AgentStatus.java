package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationFacts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the landing page says. Immutable. */
public final class AgentStatus {
  private final ApplicationFacts application;
  private final String headline;
  private final Map<String, String> links;

  private AgentStatus(ApplicationFacts application, String headline, Map<String, String> links) {
    this.application = application;
    this.headline = headline;
    this.links = links;
  }

  /** {@code headline} says in a line what is wrong now, or that nothing is. */
  public static AgentStatus of(ApplicationFacts application, String headline) {
    return new AgentStatus(application, headline, Collections.emptyMap());
  }

  /** The same with a link; one that is not http or https is not shown. */
  public AgentStatus link(String text, String url) {
    Map<String, String> more = new LinkedHashMap<>(links);
    more.put(text, url);
    return new AgentStatus(application, headline, Collections.unmodifiableMap(more));
  }

  ApplicationFacts application() {
    return application;
  }

  String headline() {
    return headline;
  }

  Map<String, String> links() {
    return links;
  }
}
