package io.sparkvitals.diagnosis.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The Java options that Spark puts before those of a user when an application starts, and that
 * therefore need not be repeated in a setting.
 */
public final class SparksOptions {
  private static final Set<String> SPARKS_OWN =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "-XX:+IgnoreUnrecognizedVMOptions",
                  "--add-modules=jdk.incubator.vector",
                  "--sun-misc-unsafe-memory-access=allow",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Djdk.reflect.useDirectMethodHandle=false",
                  "-Djava.net.preferIPv6Addresses=false",
                  "-Dio.netty.tryReflectionSetAccessible=true",
                  "-Dio.netty.allocator.type=pooled",
                  "-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE")));

  private SparksOptions() {}

  /** Whether Spark adds this word by itself. */
  public static boolean has(String option) {
    boolean opening = option.startsWith("--add-opens=java.") && option.endsWith("=ALL-UNNAMED");
    return opening || SPARKS_OWN.contains(option);
  }
}
