package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.List;

/** How queries are planned, how objects are written, and what may run twice. */
final class QueryChecks implements Checks {
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String BROADCAST = "spark.sql.autoBroadcastJoinThreshold";
  static final String SERIALIZER = "spark.serializer";
  static final String KRYO = "org.apache.spark.serializer.KryoSerializer";
  private static final String COMMITTER =
      "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";
  private static final long LARGE_TABLE = 200 * Sizes.MIB;
  private static final long TOO_LARGE_TABLE = 8 * Sizes.GIB;

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    adaptive(settings, findings);
    broadcast(settings, findings);
    if (!settings.text(SERIALIZER, "").contains("Kryo") && !settings.local()) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.SERIALIZER,
                  settings.has(SERIALIZER)
                      ? settings.pair(SERIALIZER) + "."
                      : SERIALIZER + " is not set, so that Java's is used.")
              .fix("Use Kryo.", SERIALIZER + "=" + KRYO)
              .risk("Classes without a constructor that takes nothing may need a registration."));
    }
    if (settings.on("spark.speculation", false)) {
      speculation(settings, findings);
    }
    return findings;
  }

  private static void adaptive(Settings settings, List<AuditFinding> findings) {
    if (settings.on(ADAPTIVE, settings.sparkFrom(3, 2))) {
      return;
    }
    findings.add(
        AuditFinding.of(AuditCheck.ADAPTIVE_OFF, ADAPTIVE + "=false.")
            .fix("Switch it on, as Spark does since 3.2.", ADAPTIVE + "=true"));
    if (settings.text(PARTITIONS, "200").equals("200") && !settings.local()) {
      AuditFinding finding =
          AuditFinding.of(
                  AuditCheck.SHUFFLE_PARTITIONS_DEFAULT,
                  PARTITIONS + "=200 with " + ADAPTIVE + "=false.")
              .fix(
                  "Let Spark join small partitions, or take 1 partition per 128 MB of shuffle data.",
                  ADAPTIVE + "=true");
      findings.add(settings.has(ADAPTIVE) ? finding : finding.rated(Severity.INFO));
    }
  }

  private static void broadcast(Settings settings, List<AuditFinding> findings) {
    long bytes = settings.bytes(BROADCAST, 1).orElse(0);
    if (bytes > LARGE_TABLE) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.BROADCAST_THRESHOLD,
                  settings.pair(BROADCAST)
                      + (bytes >= TOO_LARGE_TABLE
                          ? " lets Spark try tables of 8 GiB and more, which it then refuses."
                          : " lets Spark broadcast tables of up to " + Sizes.binary(bytes) + "."))
              .fix("Stay at or below 200 MiB; hint at the few larger ones.", BROADCAST + "=100m"));
    }
  }

  private static void speculation(Settings settings, List<AuditFinding> findings) {
    if (settings.text(COMMITTER, "").equals("2")) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.SPECULATION_COMMIT,
                  "spark.speculation=true with " + settings.pair(COMMITTER) + ".")
              .fix("Use version 1, or a committer for your storage.", COMMITTER + "=1")
              .risk("The commit at the end of a job takes longer on object stores."));
    } else {
      findings.add(
          AuditFinding.of(AuditCheck.SPECULATION, "spark.speculation=true.")
              .todo("Make sure that what tasks write elsewhere may be written twice."));
    }
  }
}
