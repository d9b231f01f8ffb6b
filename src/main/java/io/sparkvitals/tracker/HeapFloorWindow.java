package io.sparkvitals.tracker;

import io.sparkvitals.model.HeapFloor;
import java.util.Arrays;

/**
 * The lowest heap sample of the last five minutes, to ten seconds, and the highest of all minutes'
 * lowest. Guarded by its owner's lock.
 */
final class HeapFloorWindow {
  private static final int BUCKETS = 30;
  private static final long BUCKET_MILLIS = 10_000;
  private static final int MINUTE = 6;
  private static final int MIN_SAMPLES = 5;

  private final long[] bucketIds = new long[BUCKETS];
  private final long[] minimums = new long[BUCKETS];
  private final int[] samples = new int[BUCKETS];
  private final long[] firstCollections = new long[BUCKETS];
  private long collections;
  private long highestBytes;

  HeapFloorWindow() {
    Arrays.fill(bucketIds, -1);
  }

  /**
   * {@code collectionsSoFar} is the JVM's counter. A time before 1970, which only a damaged log
   * has, is left out.
   */
  void add(long timeMillis, long heapBytes, long collectionsSoFar) {
    if (timeMillis < 0) {
      return;
    }
    long bucket = timeMillis / BUCKET_MILLIS;
    int place = (int) (bucket % BUCKETS);
    if (bucketIds[place] != bucket) {
      highestBytes = Math.max(highestBytes, minuteFloor(bucket - 1));
      bucketIds[place] = bucket;
      minimums[place] = heapBytes;
      samples[place] = 0;
      firstCollections[place] = collectionsSoFar;
    }
    minimums[place] = Math.min(minimums[place], heapBytes);
    samples[place]++;
    collections = Math.max(collections, collectionsSoFar);
  }

  /** The lowest sample of the minute that ends with a bucket; 0 with fewer than five samples. */
  private long minuteFloor(long lastBucket) {
    long lowest = Long.MAX_VALUE;
    int count = 0;
    for (long bucket = Math.max(0, lastBucket - MINUTE + 1); bucket <= lastBucket; bucket++) {
      int place = (int) (bucket % BUCKETS);
      if (bucketIds[place] == bucket) {
        lowest = Math.min(lowest, minimums[place]);
        count += samples[place];
      }
    }
    return count < MIN_SAMPLES ? 0 : lowest;
  }

  /** The highest that the lowest sample of a minute was; 0 before the first such minute. */
  long highestFloorBytes() {
    return highestBytes;
  }

  HeapFloor floor(long nowMillis) {
    long oldest = nowMillis / BUCKET_MILLIS - BUCKETS;
    long lowest = Long.MAX_VALUE;
    long first = Long.MAX_VALUE;
    int count = 0;
    for (int i = 0; i < BUCKETS; i++) {
      if (bucketIds[i] > oldest) {
        lowest = Math.min(lowest, minimums[i]);
        count += samples[i];
        first = Math.min(first, firstCollections[i]);
      }
    }
    return count == 0
        ? HeapFloor.NONE
        : HeapFloor.of(lowest, count).collections(collections - first);
  }
}
