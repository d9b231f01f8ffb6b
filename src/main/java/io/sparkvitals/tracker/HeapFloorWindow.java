package io.sparkvitals.tracker;

import io.sparkvitals.model.HeapFloor;
import java.util.Arrays;

/** The lowest heap sample of the last five minutes, to ten seconds. Guarded by its owner's lock. */
final class HeapFloorWindow {
  private static final int BUCKETS = 30;
  private static final long BUCKET_MILLIS = 10_000;

  private final long[] bucketIds = new long[BUCKETS];
  private final long[] minimums = new long[BUCKETS];
  private final int[] samples = new int[BUCKETS];

  HeapFloorWindow() {
    Arrays.fill(bucketIds, -1);
  }

  /** A time before 1970, which only a damaged log has, is left out. */
  void add(long timeMillis, long heapBytes) {
    if (timeMillis < 0) {
      return;
    }
    long bucket = timeMillis / BUCKET_MILLIS;
    int place = (int) (bucket % BUCKETS);
    if (bucketIds[place] != bucket) {
      bucketIds[place] = bucket;
      minimums[place] = heapBytes;
      samples[place] = 0;
    }
    minimums[place] = Math.min(minimums[place], heapBytes);
    samples[place]++;
  }

  HeapFloor floor(long nowMillis) {
    long oldest = nowMillis / BUCKET_MILLIS - BUCKETS;
    long lowest = Long.MAX_VALUE;
    int count = 0;
    for (int i = 0; i < BUCKETS; i++) {
      if (bucketIds[i] > oldest) {
        lowest = Math.min(lowest, minimums[i]);
        count += samples[i];
      }
    }
    return count == 0 ? HeapFloor.NONE : HeapFloor.of(lowest, count);
  }
}
