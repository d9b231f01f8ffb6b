package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.diagnosis.audit.JvmFlag.Lock;
import io.sparkvitals.diagnosis.audit.JvmOption.Fate;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options that executors and driver start their Java with. */
final class JavaChecks implements Checks {
  private static final long LARGE_HEAP = 8 * Sizes.GIB;
  private static final Set<AuditCheck> OF_OPTIONS =
      EnumSet.of(
          AuditCheck.JVM_OPTION_LOCKED,
          AuditCheck.JVM_OPTION_REFUSED,
          AuditCheck.JVM_OPTION_MALFORMED,
          AuditCheck.JVM_COLLECTORS,
          AuditCheck.JVM_HEAP_OPTION);

  /** Whether it is about the options of executors. */
  static boolean ofExecutors(AuditFinding finding) {
    return OF_OPTIONS.contains(finding.check()) && finding.found().startsWith("spark.executor.");
  }

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (!settings.local()) {
      JvmSide executors = JvmSide.executors(settings);
      side(executors, settings, findings);
      collector(executors).ifPresent(findings::add);
    }
    List<AuditFinding> ofDriver = new ArrayList<>();
    side(JvmSide.driver(settings), settings, ofDriver);
    for (AuditFinding each : ofDriver) {
      findings.add(settings.running() ? survived(each) : each);
    }
    return findings;
  }

  /** The driver runs: what would have ended its JVM did not reach it. */
  private static AuditFinding survived(AuditFinding finding) {
    return finding.severity() == Severity.CRITICAL
        ? finding.rated(Severity.WARNING).noted("The driver runs: the options did not reach it.")
        : finding;
  }

  private static void side(JvmSide side, Settings settings, List<AuditFinding> findings) {
    locked(side, findings);
    refused(side, findings);
    malformed(side, findings);
    collectors(side, findings);
    heap(side, settings, findings);
    sparkOptions(side, findings);
    deprecated(side, findings);
  }

  private static AuditFinding repaired(AuditFinding finding, JvmSide side, String todo) {
    String setting = side.repaired();
    return setting == null ? finding.todo(todo) : finding.fix(todo, setting);
  }

  private static String ends(JvmSide side) {
    return (side.role().equals("driver") ? "the driver's" : "each executor's")
        + " JVM ends with exit code 1.";
  }

  private static void locked(JvmSide side, List<AuditFinding> findings) {
    for (Lock lock : EnumSet.of(Lock.EXPERIMENTAL, Lock.DIAGNOSTIC)) {
      List<JvmOption> options =
          side.locked().stream()
              .filter(each -> each.lock(side.java()) == lock)
              .collect(Collectors.toList());
      if (!options.isEmpty()) {
        String unlock = "-XX:+" + lock.flag();
        String found =
            side.pair(options)
                + " without "
                + unlock
                + (options.size() == 1 ? " before it: " : " before them: ")
                + ends(side);
        findings.add(
            repaired(
                AuditFinding.of(AuditCheck.JVM_OPTION_LOCKED, found),
                side,
                "Put " + unlock + " first, or leave the option out."));
      }
    }
  }

  private static List<JvmOption> with(JvmSide side, Fate fate) {
    return side.all().stream()
        .filter(each -> each.fate(side.java()) == fate)
        .collect(Collectors.toList());
  }

  private static void refused(JvmSide side, List<AuditFinding> findings) {
    List<JvmOption> logs = new ArrayList<>();
    List<JvmOption> others = new ArrayList<>();
    List<JvmOption> options = with(side, Fate.REFUSED);
    options.addAll(with(side, Fate.SKIPPED));
    for (JvmOption each : options) {
      JvmFlag flag = each.flag();
      boolean opening = each.text().startsWith("--");
      if (flag != null && flag.isLogging()) {
        logs.add(each);
      } else if (!opening) {
        others.add(each);
      }
    }
    boolean ends = !side.ignoring();
    without(side, logs, ends, findings);
    without(side, others, ends, findings);
  }

  private static void without(
      JvmSide side, List<JvmOption> options, boolean ignoringNothing, List<AuditFinding> findings) {
    if (options.isEmpty()) {
      return;
    }
    JvmOption first = options.get(0);
    JvmFlag flag = first.flag();
    boolean ends =
        ignoringNothing
            && options.stream().anyMatch(each -> each.fate(side.java()) == Fate.REFUSED);
    String when =
        options.stream()
            .map(each -> each.history(side.java()))
            .distinct()
            .collect(Collectors.joining(", "));
    String which = side.pair(options) + ", " + when;
    AuditFinding finding =
        AuditFinding.of(
            ends ? AuditCheck.JVM_OPTION_REFUSED : AuditCheck.JVM_OPTION_IGNORED,
            which + (ends ? ": " + ends(side) : ": has no effect in Java " + side.java() + "."));
    if (!ends && flag != null && flag.isLogging()) {
      finding = finding.rated(Severity.INFO);
    }
    findings.add(repaired(finding, side, "Take it out, and write what this Java has instead."));
  }

  private static void malformed(JvmSide side, List<AuditFinding> findings) {
    for (JvmOption each : with(side, Fate.MALFORMED)) {
      String found =
          side.pair(Collections.singletonList(each))
              + ": the option "
              + each.mistake(side.java())
              + ".";
      findings.add(
          repaired(AuditFinding.of(AuditCheck.JVM_OPTION_MALFORMED, found), side, "Correct it."));
    }
    JvmOptions extra = side.extra();
    if (extra.unbalanced()) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.JVM_OPTION_MALFORMED,
                  side.extraKey() + " opens a quote and does not close it.")
              .todo("Close it, or escape it with \\."));
    } else if (!extra.stray().isEmpty()) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.JVM_OPTION_MALFORMED,
                  side.extraKey()
                      + "="
                      + extra.stray()
                      + " does not begin with -: the JVM takes it for the class to run and ends.")
              .todo("Write options with -, one blank between them, and quote values with blanks."));
    }
  }

  private static void collectors(JvmSide side, List<AuditFinding> findings) {
    Set<String> chosen = side.collectors();
    if (chosen.size() > 1) {
      String names = chosen.stream().map(each -> "-XX:+" + each).collect(Collectors.joining(" "));
      findings.add(
          repaired(
              AuditFinding.of(
                  AuditCheck.JVM_COLLECTORS,
                  side.extraKey() + "=" + names + " chooses " + chosen.size() + " collectors."),
              side,
              "Leave one of them."));
    }
  }

  private static void heap(JvmSide side, Settings settings, List<AuditFinding> findings) {
    for (JvmOption each : side.all()) {
      if (each.maximumHeap()) {
        findings.add(maximum(each, side, settings));
      }
    }
    if (side.tooLargeInitialHeap().isPresent()) {
      String found =
          side.extraKey()
              + " asks for an initial heap of "
              + Sizes.binary(side.tooLargeInitialHeap().getAsLong())
              + ", more than the heap of "
              + Sizes.binary(side.heapBytes())
              + " ("
              + side.memoryKey()
              + "): "
              + ends(side);
      findings.add(
          repaired(
              AuditFinding.of(AuditCheck.JVM_HEAP_OPTION, found),
              side,
              "Leave the initial heap to Java."));
    }
  }

  private static AuditFinding maximum(JvmOption option, JvmSide side, Settings settings) {
    boolean xmx = option.text().startsWith("-Xmx");
    boolean ofDefaults = side.defaults().options().contains(option);
    boolean refused =
        xmx && (!ofDefaults || side.role().equals("driver") || settings.sparkFrom(4, 0));
    String found =
        side.pair(Collections.singletonList(option))
            + (refused ? ": Spark refuses to start." : ": the heap is not what Spark counts with.");
    AuditFinding finding =
        AuditFinding.of(AuditCheck.JVM_HEAP_OPTION, found)
            .rated(refused ? Severity.CRITICAL : Severity.WARNING);
    String value = xmx ? option.text().substring("-Xmx".length()) : option.value();
    String memory = side.memoryKey() + "=" + value;
    String rest = side.repaired();
    String todo = "Set the heap by " + side.memoryKey() + ".";
    return rest == null || ofDefaults ? finding.fix(todo, memory) : finding.fix(todo, memory, rest);
  }

  private static void sparkOptions(JvmSide side, List<AuditFinding> findings) {
    List<JvmOption> options =
        side.extra().options().stream()
            .filter(each -> each.text().startsWith("-Dspark"))
            .collect(Collectors.toList());
    if (side.role().equals("executor") && !options.isEmpty()) {
      List<String> lines = new ArrayList<>();
      options.stream()
          .map(each -> each.text().substring("-D".length()))
          .filter(each -> each.startsWith("spark.") && each.contains("=") && !each.contains("***"))
          .forEach(lines::add);
      String rest = side.repaired();
      if (rest != null) {
        lines.add(rest);
      }
      findings.add(
          AuditFinding.of(
                  AuditCheck.SPARK_OPTION_IN_JAVA_OPTIONS,
                  side.pair(options) + ": Spark refuses to start.")
              .fix("Set it as a property of Spark.", lines.toArray(new String[0])));
    }
  }

  private static void deprecated(JvmSide side, List<AuditFinding> findings) {
    List<JvmOption> options = with(side, Fate.DEPRECATED);
    if (!options.isEmpty()) {
      findings.add(
          repaired(
              AuditFinding.of(
                  AuditCheck.JVM_OPTION_DEPRECATED,
                  side.pair(options) + " is deprecated in Java " + side.java() + "."),
              side,
              "Write what has taken its place."));
    }
  }

  private static Optional<AuditFinding> collector(JvmSide side) {
    Set<String> chosen = side.collectors();
    boolean stops =
        chosen.contains("UseSerialGC")
            || chosen.contains("UseParallelGC")
            || (chosen.isEmpty() && side.java() == 8);
    if (side.heapBytes() < LARGE_HEAP || !stops || chosen.size() > 1) {
      return Optional.empty();
    }
    String name =
        chosen.isEmpty() ? "the parallel collector of Java 8" : "-XX:+" + chosen.iterator().next();
    return Optional.of(
        AuditFinding.of(
                AuditCheck.GC_COLLECTOR,
                side.memoryKey()
                    + " is "
                    + Sizes.binary(side.heapBytes())
                    + ", collected by "
                    + name
                    + ".")
            .fix("Take -XX:+UseG1GC instead.", side.withG1()));
  }
}
