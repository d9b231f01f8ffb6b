package io.sparkvitals.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Text that compresses like an event log, the same each time. */
final class EventLines {
  private EventLines() {}

  /** About 200 bytes a line. */
  static byte[] lines(int count) {
    Random random = new Random(count);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":")
          .append(random.nextInt(9))
          .append(",\"Task Info\":{\"Task ID\":")
          .append(i)
          .append(",\"Launch Time\":")
          .append(1_700_000_000_000L + random.nextInt(100_000))
          .append(",\"Host\":\"wörker-")
          .append(Long.toHexString(random.nextLong()))
          .append("\"},\"Task Metrics\":{\"Executor Run Time\":")
          .append(random.nextInt(5_000))
          .append(",\"Result Size\":")
          .append(random.nextInt(5_000))
          .append("}}\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that no codec makes shorter. */
  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    // Not the magic of a codec.
    if (length > 0) {
      bytes[0] = '{';
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
