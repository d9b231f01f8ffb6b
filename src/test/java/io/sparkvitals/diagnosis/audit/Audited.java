package io.sparkvitals.diagnosis.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings written as {@code a=b; c=d}, and what the audit says of them. */
final class Audited {
  static final String EXECUTORS = "spark.executor.extraJavaOptions";

  private Audited() {}

  static Map<String, String> settings(String pairs) {
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.master", "spark://m:7077");
    for (String pair : pairs.split(";")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        settings.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    }
    return settings;
  }

  static Audit of(String pairs) {
    return Audit.of(settings(pairs), "17.0.15", "3.5.9");
  }

  static Audit options(String options, String java, String spark) {
    return Audit.of(
        Map.of("spark.master", "yarn", EXECUTORS, options), java, spark.isEmpty() ? null : spark);
  }

  static Optional<AuditFinding> fatal(String options, String java, String spark) {
    return Audit.executorsCannotStart(
        Audit.facts(Map.of("spark.master", "yarn", EXECUTORS, options), java, spark));
  }

  static List<String> ids(Audit audit) {
    return audit.findings().stream().map(each -> each.check().id()).collect(Collectors.toList());
  }

  /** The findings on options of executors, as {@code severity id}. */
  static List<String> ofOptions(Audit audit) {
    return audit.findings().stream()
        .filter(
            each ->
                each.check().id().startsWith("jvm-")
                    || each.check().id().startsWith("spark-option"))
        .map(each -> each.severity().label() + " " + each.check().id())
        .distinct()
        .collect(Collectors.toList());
  }

  static AuditFinding only(Audit audit, AuditCheck check) {
    List<AuditFinding> all =
        audit.findings().stream()
            .filter(each -> each.check() == check)
            .collect(Collectors.toList());
    if (all.size() != 1) {
      throw new AssertionError(check.id() + " found " + all.size() + " times in " + ids(audit));
    }
    return all.get(0);
  }
}
