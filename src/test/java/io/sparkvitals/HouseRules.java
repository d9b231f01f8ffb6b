package io.sparkvitals;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** The tables behind {@link HouseRulesTest}, and what its rules ask of a class. */
final class HouseRules {

  static final String HOUSE = "io.sparkvitals";
  static final String ROOT = "";

  /** Each room and the rooms that it may use; the root may use all. */
  static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("tracker", Set.of("model")),
          Map.entry("rules", Set.of("model")),
          Map.entry("diagnosis", Set.of("model", "rules")),
          Map.entry("alerts", Set.of("model", "rules")),
          Map.entry("delivery", Set.of("model", "rules", "alerts", "config")),
          Map.entry("metrics", Set.of("model", "config", "diagnosis")),
          Map.entry("push", Set.of("config", "delivery", "metrics")),
          Map.entry("spark", Set.of("model", "tracker", "config")),
          Map.entry("files", Set.of()),
          Map.entry("replay", Set.of("model", "tracker", "files")),
          Map.entry("report", Set.of("model", "rules", "diagnosis", "alerts")),
          Map.entry(
              "cli",
              Set.of(
                  ROOT,
                  "model",
                  "config",
                  "tracker",
                  "rules",
                  "diagnosis",
                  "alerts",
                  "delivery",
                  "metrics",
                  "push",
                  "files",
                  "replay",
                  "report")));

  /** Start of a library's class names and the rooms that may name it. All that match must agree. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.spark.", Set.of("spark")),
          Map.entry("scala.", Set.of("spark")),
          Map.entry("com.datadoghq.", Set.of("tracker")),
          Map.entry(
              "com.fasterxml.jackson.",
              Set.of(ROOT, "rules", "delivery", "metrics", "replay", "report", "cli")),
          Map.entry("okhttp3.", Set.of("delivery", "push")),
          Map.entry("org.apache.hadoop.", Set.of("files")),
          Map.entry("io.airlift.compress.", Set.of("files")),
          Map.entry("picocli.", Set.of("cli")),
          Map.entry("io.micrometer.", Set.of(ROOT, "metrics")),
          Map.entry("io.prometheus.", Set.of(ROOT, "metrics")),
          // Needs tracer-initializer, which the pom leaves out; Micrometer's meters do not.
          Map.entry("io.prometheus.metrics.core.", Set.of()),
          Map.entry("java.util.logging.", Set.of()));

  /** The classes outside the room `spark` that name Spark. */
  static final Set<String> SPARK_DOORS =
      Set.of(HOUSE + ".VitalsListener", HOUSE + ".cli.SparkBacktest");

  /** System.nanoTime is not one of them: it tells no time, only how long our own work took. */
  private static final Set<String> CLOCK_READS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.Clock.tickMillis",
          "java.time.Clock.tickSeconds",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.LocalTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now");

  private static final Set<String> PRINTS = Set.of("java.lang.System.err", "java.lang.System.out");

  private HouseRules() {}

  static ArchCondition<JavaClass> dependOnlyOn(String what, Predicate<Dependency> allowed) {
    return new ArchCondition<>("depend only on " + what) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !allowed.test(dependency))
            .map(
                dependency ->
                    SimpleConditionEvent.violated(dependency, dependency.getDescription()))
            .forEach(events::add);
      }
    };
  }

  static boolean allowsRoom(Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    if (!target.getPackageName().startsWith(HOUSE)) {
      return true;
    }
    String from = roomOf(dependency.getOriginClass());
    String to = roomOf(target);
    boolean known = to.equals(ROOT) || ROOMS.containsKey(to);
    return known
        && (from.equals(to)
            || from.equals(ROOT)
            || ROOMS.getOrDefault(from, Set.of()).contains(to));
  }

  static boolean allowsLibrary(Dependency dependency) {
    JavaClass origin = dependency.getOriginClass();
    String target = dependency.getTargetClass().getBaseComponentType().getName();
    boolean atDoor = SPARK_DOORS.stream().anyMatch(origin.getName()::startsWith);
    String room = atDoor ? "spark" : roomOf(origin);
    return LIBRARIES.entrySet().stream()
        .filter(library -> target.startsWith(library.getKey()))
        .allMatch(library -> library.getValue().contains(room));
  }

  static boolean readsClock(JavaAccess<?> access) {
    if (access.getTargetOwner().isEquivalentTo(Date.class)) {
      return isConstructor(access) && parameters(access).isEmpty();
    }
    return CLOCK_READS.contains(targetName(access))
        && parameters(access).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  static boolean makesThread(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    boolean runs =
        owner.isAssignableTo(Thread.class)
            || owner.isAssignableTo(Executor.class)
            || owner.isAssignableTo(Timer.class);
    return (runs && isConstructor(access))
        || owner.isEquivalentTo(Executors.class)
        || name.equals("commonPool")
        || name.equals("parallelStream")
        || (owner.getName().startsWith("java.util.concurrent.Completable")
            && name.endsWith("Async"));
  }

  static boolean prints(JavaAccess<?> access) {
    boolean trace = access.getTarget().getName().equals("printStackTrace");
    return trace ? parameters(access).isEmpty() : PRINTS.contains(targetName(access));
  }

  static boolean isMutableCell(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent.atomic")
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(ConcurrentMap.class);
  }

  /** The first package below the house: a room's own sub-packages belong to it. */
  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    String below = name.equals(HOUSE) ? ROOT : name.substring(HOUSE.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }

  private static boolean isConstructor(JavaAccess<?> access) {
    return access.getTarget().getName().equals("<init>");
  }

  private static List<JavaClass> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        ? target.getRawParameterTypes()
        : List.of();
  }

  private static String targetName(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }
}
