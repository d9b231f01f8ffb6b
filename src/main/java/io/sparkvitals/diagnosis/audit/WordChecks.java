package io.sparkvitals.diagnosis.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Settings that take one of a few words, tried with Spark 3.5 and 4.2: with another one the context
 * does not start, or the first query fails.
 */
final class WordChecks implements Checks {

  /** So many letters may be wrong in a word that is taken for another. */
  private static final int NEAR = 2;

  /** The usual word first. Case does not matter. */
  private static final Map<String, List<String>> WORDS = words();

  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    put(words, "io.compression.codec", "lz4 lzf snappy zstd");
    put(words, "scheduler.mode", "FIFO FAIR");
    put(words, "shuffle.manager", "sort tungsten-sort");
    put(words, "sql.catalogImplementation", "in-memory hive");
    put(words, "sql.legacy.timeParserPolicy", "EXCEPTION CORRECTED LEGACY");
    put(words, "sql.orc.compression.codec", "snappy none uncompressed zlib lzo zstd lz4 brotli");
    put(
        words,
        "sql.parquet.compression.codec",
        "snappy none uncompressed gzip lzo brotli lz4 lz4_raw zstd");
    put(words, "sql.parquet.datetimeRebaseModeInRead", "EXCEPTION CORRECTED LEGACY");
    put(words, "sql.parquet.datetimeRebaseModeInWrite", "EXCEPTION CORRECTED LEGACY");
    put(words, "sql.parquet.outputTimestampType", "INT96 TIMESTAMP_MICROS TIMESTAMP_MILLIS");
    put(words, "sql.sources.partitionOverwriteMode", "STATIC DYNAMIC");
    put(words, "sql.storeAssignmentPolicy", "ANSI LEGACY STRICT");
    return Collections.unmodifiableMap(words);
  }

  private static void put(Map<String, List<String>> words, String key, String some) {
    words.put("spark." + key, Collections.unmodifiableList(Arrays.asList(some.split(" "))));
  }

  /** The words of every setting that has some. */
  static Map<String, List<String>> all() {
    return WORDS;
  }

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (settings.running()) {
      return findings; // What it has not refused so far tells its own name when it does.
    }
    WORDS.forEach((key, words) -> word(key, words, settings, findings));
    String serializer = settings.text(QueryChecks.SERIALIZER, QueryChecks.KRYO);
    if (serializer.indexOf('.') < 0) {
      findings.add(
          ValueChecks.refused(
                  settings.pair(QueryChecks.SERIALIZER) + " is not the full name of a class.")
              .fix("Write it with its package.", QueryChecks.SERIALIZER + "=" + QueryChecks.KRYO));
    }
    return findings;
  }

  private static void word(
      String key, List<String> words, Settings settings, List<AuditFinding> findings) {
    String value = settings.text(key);
    // Codecs and shuffle managers may be classes, whose names have dots.
    if (value == null
        || value.indexOf('.') >= 0
        || words.stream().anyMatch(value::equalsIgnoreCase)) {
      return;
    }
    String near = Words.nearest(value.toLowerCase(Locale.ROOT), lower(words), NEAR).orElse("");
    String meant = words.stream().filter(near::equalsIgnoreCase).findFirst().orElse(words.get(0));
    findings.add(
        ValueChecks.refused(settings.pair(key) + " is none of " + String.join(", ", words) + ".")
            .fix("Write one of them.", key + "=" + meant));
  }

  private static List<String> lower(List<String> words) {
    List<String> lower = new ArrayList<>();
    words.forEach(each -> lower.add(each.toLowerCase(Locale.ROOT)));
    return lower;
  }
}
