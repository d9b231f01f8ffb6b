package io.sparkvitals.metrics;

import io.sparkvitals.model.BuildInfo;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The page at {@code /}: who this is, what is wrong now, and where to go. Thread-safe. */
public final class LandingPage {
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:44em;margin:3em auto;padding:0 1em;"
          + "color:#1f2933;background:#fff}h1{font-size:1.4em}h2{font-size:1.1em}code{font-size:.95em}"
          + "@media(prefers-color-scheme:dark){body{color:#e4e7eb;background:#1a1d21}a{color:#7ab7ff}}";

  private final BuildInfo build;
  private final Supplier<AgentStatus> status;

  public LandingPage(BuildInfo build, Supplier<AgentStatus> status) {
    this.build = build;
    this.status = status;
  }

  String html() {
    AgentStatus now = status.get();
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Spark Vitals</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Spark Vitals ")
        .append(escape(build.version()))
        .append("</h1>\n<p><strong>")
        .append(escape(known(now.application().name())))
        .append("</strong> <code>")
        .append(escape(known(now.application().id())))
        .append("</code></p>\n<p>")
        .append(escape(now.headline()))
        .append("</p>\n<ul>\n<li><a href=\"metrics\">Metrics</a></li>\n");
    now.links().forEach((text, url) -> appendLink(page, text, url));
    page.append("</ul>\n");
    appendAdvice(page, now.advice());
    return page.append("</body></html>\n").toString();
  }

  private static void appendLink(StringBuilder page, String text, String url) {
    String scheme = url.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("http://") || scheme.startsWith("https://")) {
      page.append("<li><a href=\"")
          .append(escape(url))
          .append("\" rel=\"noreferrer\">")
          .append(escape(text))
          .append("</a></li>\n");
    }
  }

  private static void appendAdvice(StringBuilder page, List<String> advice) {
    if (!advice.isEmpty()) {
      page.append("<h2>Advice so far</h2>\n<ul>\n");
      for (String line : advice) {
        page.append("<li>").append(escape(line)).append("</li>\n");
      }
      page.append("</ul>\n");
    }
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
