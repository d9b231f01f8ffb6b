package io.sparkvitals.push;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import okhttp3.HttpUrl;

/** The receivers there are: how each wants to be sent a page in the Prometheus text format. */
enum PushKind {
  /** Keeps one page for each group, here the job and the application; PUT replaces all of it. */
  PUSHGATEWAY("PUT", true) {
    @Override
    HttpUrl.Builder address(HttpUrl.Builder base, String job, String applicationId) {
      group(base.addPathSegment("metrics"), "job", job);
      return group(base, "app_id", applicationId);
    }
  },
  /** Adds what comes to its series, at the time at which it comes. */
  VICTORIAMETRICS("POST", false) {
    @Override
    HttpUrl.Builder address(HttpUrl.Builder base, String job, String applicationId) {
      return base.addPathSegments("api/v1/import/prometheus")
          .addQueryParameter("extra_label", "job=" + job);
    }
  };

  private final String method;
  private final boolean forgets;

  PushKind(String method, boolean forgets) {
    this.method = method;
    this.forgets = forgets;
  }

  /** The kind of this name in the settings. */
  static PushKind of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The value of the label {@code target}, and the word in the settings. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP method. */
  String method() {
    return method;
  }

  /** Whether DELETE at the same address takes back what was sent. */
  boolean forgets() {
    return forgets;
  }

  /** Where below the receiver's address the page of an application belongs. */
  abstract HttpUrl.Builder address(HttpUrl.Builder base, String job, String applicationId);

  /** A Pushgateway reads "/" and "." in a path as such, unless the value is in base64. */
  private static HttpUrl.Builder group(HttpUrl.Builder base, String label, String value) {
    if (value.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      return base.addPathSegment(label).addPathSegment(value);
    }
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return base.addPathSegment(label + "@base64").addPathSegment(encoded);
  }
}
