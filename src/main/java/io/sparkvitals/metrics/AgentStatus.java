package io.sparkvitals.metrics;

import io.sparkvitals.model.ApplicationFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the landing page says. Immutable. */
public final class AgentStatus {
  private final ApplicationFacts application;
  private final String headline;
  private final Map<String, String> links;
  private final List<String> advice;

  private AgentStatus(
      ApplicationFacts application,
      String headline,
      Map<String, String> links,
      List<String> advice) {
    this.application = application;
    this.headline = headline;
    this.links = links;
    this.advice = advice;
  }

  /** {@code headline} says in a line what is wrong now, or that nothing is. */
  public static AgentStatus of(ApplicationFacts application, String headline) {
    return new AgentStatus(application, headline, Collections.emptyMap(), Collections.emptyList());
  }

  /** The same with a link; one that is not http or https is not shown. */
  public AgentStatus link(String text, String url) {
    Map<String, String> more = new LinkedHashMap<>(links);
    more.put(text, url);
    return new AgentStatus(application, headline, Collections.unmodifiableMap(more), advice);
  }

  /** The same with what is worth changing, a line each. */
  public AgentStatus advice(List<String> lines) {
    return new AgentStatus(
        application, headline, links, Collections.unmodifiableList(new ArrayList<>(lines)));
  }

  ApplicationFacts application() {
    return application;
  }

  String headline() {
    return headline;
  }

  List<String> advice() {
    return advice;
  }

  Map<String, String> links() {
    return links;
  }
}
