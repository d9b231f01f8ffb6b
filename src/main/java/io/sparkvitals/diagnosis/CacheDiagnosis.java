package io.sparkvitals.diagnosis;

import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.figures.UnusedCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Which cached data nobody reads. */
final class CacheDiagnosis implements Diagnosis {
  @Override
  public Cause explain(Sight sight) {
    CachedRdd worst = UnusedCache.worst(sight.snapshot()).orElse(null);
    if (worst == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<CachedRdd> all = new ArrayList<>(sight.snapshot().cached());
    all.sort(Comparator.comparingLong(CachedRdd::bytes).reversed());
    List<String> evidence = new ArrayList<>();
    all.stream().limit(4).forEach(each -> evidence.add(line(sight, each)));
    return Cause.of(CauseKind.CACHE, CacheWords.unread(worst), evidence);
  }

  private static String line(Sight sight, CachedRdd rdd) {
    return CacheWords.name(rdd)
        + ": "
        + Sizes.decimal(rdd.bytes())
        + ", newest block "
        + Phrases.seconds(Math.max(0, sight.nowMillis() - rdd.storedMillis()))
        + " old, "
        + CacheWords.readers(rdd);
  }
}
