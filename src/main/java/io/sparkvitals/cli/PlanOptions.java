package io.sparkvitals.cli;

import io.sparkvitals.diagnosis.plan.Machines;
import io.sparkvitals.diagnosis.plan.Platform;
import io.sparkvitals.diagnosis.plan.Wishes;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.SparkAmount;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code plan} is told of the cluster and of the executors wanted. */
final class PlanOptions {
  private static final int MAX_CORES = 256;
  private static final String DATA = "--data, which plans neither nodes nor a driver; leave it out";
  private static final String RUN =
      "--from, for the run says it; only --fixed can be given beside it";

  @Option(names = "--nodes", paramLabel = "N", description = "Number of equal worker nodes.")
  private @Nullable Integer nodes;

  @Option(names = "--cores", paramLabel = "N", description = "Cores of a node.")
  private @Nullable Integer cores;

  @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of a node, such as 128g.")
  private @Nullable String memory;

  @Option(names = "--yarn", description = "Executors run on YARN, which rounds containers up.")
  private boolean yarn;

  @Option(names = "--k8s", description = "Executors run on Kubernetes, which keeps more of a node.")
  private boolean kubernetes;

  @Option(names = "--python", description = "Python workers run beside the JVMs.")
  private boolean python;

  @Option(
      names = "--client",
      description = "The driver runs outside of the cluster (--deploy-mode client).")
  private boolean client;

  @Option(
      names = "--fixed",
      description = "A fixed number of executors instead of dynamic allocation.")
  private boolean fixed;

  @Option(
      names = "--executor-cores",
      paramLabel = "N",
      description = "Cores of an executor (default: the number that wastes least).")
  private @Nullable Integer executorCores;

  @Option(
      names = "--driver-memory",
      paramLabel = "SIZE",
      description = "Heap of the driver (default: an eighth of a node, 1g to 4g).")
  private @Nullable String driverMemory;

  @Option(
      names = "--off-heap",
      paramLabel = "SIZE",
      description = "Off-heap memory of an executor (default: none).")
  private @Nullable String offHeap;

  @Option(
      names = "--pyspark-memory",
      paramLabel = "SIZE",
      description = "Memory of an executor for Python alone (default: in the overhead).")
  private @Nullable String pysparkMemory;

  @Option(
      names = "--reserve-cores",
      paramLabel = "N",
      description = "Cores of a node for others than Spark (default: 1).")
  private @Nullable Integer reserveCores;

  @Option(
      names = "--reserve-memory",
      paramLabel = "SIZE",
      description = "Memory of a node for others (default: 1g; with --k8s by its size).")
  private @Nullable String reserveMemory;

  @Option(
      names = "--yarn-step",
      paramLabel = "SIZE",
      description = "yarn.scheduler.minimum-allocation-mb (default: 1024m).")
  private @Nullable String yarnStep;

  /** Whether the number of executors shall stay. */
  boolean fixed() {
    return fixed;
  }

  /** Whether anything of a cluster is given. */
  boolean clustered() {
    return nodes != null || cores != null || memory != null;
  }

  /**
   * Refuses what an amount of data is not planned with.
   *
   * @throws CliFailure naming the first such option that is given
   */
  void withData() {
    refuse("--driver-memory", driverMemory, DATA);
    refuse("--reserve-cores", reserveCores, DATA);
    refuse("--reserve-memory", reserveMemory, DATA);
  }

  /**
   * Refuses what a plan by a run does not ask for.
   *
   * @throws CliFailure naming the first such option that is given
   */
  void withRun() {
    refuse("--yarn", yarn ? yarn : null, RUN);
    refuse("--k8s", kubernetes ? kubernetes : null, RUN);
    refuse("--python", python ? python : null, RUN);
    refuse("--client", client ? client : null, RUN);
    refuse("--executor-cores", executorCores, RUN);
    refuse("--driver-memory", driverMemory, RUN);
    refuse("--off-heap", offHeap, RUN);
    refuse("--pyspark-memory", pysparkMemory, RUN);
    refuse("--reserve-cores", reserveCores, RUN);
    refuse("--reserve-memory", reserveMemory, RUN);
    refuse("--yarn-step", yarnStep, RUN);
  }

  private static void refuse(String option, @Nullable Object value, String why) {
    if (value != null) {
      throw new CliFailure(option + " changes nothing with " + why);
    }
  }

  /** The nodes, all of whose numbers must be given. */
  Machines machines() {
    if (nodes == null || cores == null || memory == null) {
      throw new CliFailure(
          "a cluster needs all of --nodes, --cores and --memory, such as --nodes 10 --cores 32"
              + " --memory 128g");
    }
    int kept = whole("--reserve-cores", reserveCores, 0, Integer.MAX_VALUE).orElse(-1);
    return Machines.of(
            whole("--nodes", nodes, 1, Integer.MAX_VALUE).orElse(0),
            whole("--cores", cores, 1, Integer.MAX_VALUE).orElse(0),
            mib("--memory", memory, 1).orElse(0),
            platform())
        .reserving(
            kept < 0 ? OptionalInt.empty() : OptionalInt.of(kept),
            mib("--reserve-memory", reserveMemory, 0));
  }

  private Platform platform() {
    if (yarn && kubernetes) {
      throw new CliFailure("--yarn and --k8s exclude each other");
    }
    return yarn ? Platform.YARN : kubernetes ? Platform.KUBERNETES : Platform.STANDALONE;
  }

  Wishes wishes() {
    Wishes.Draft draft =
        Wishes.on(platform())
            .python(python || pysparkMemory != null)
            .client(client)
            .fixed(fixed)
            .offHeapMib(mib("--off-heap", offHeap, 0).orElse(0))
            .pysparkMib(mib("--pyspark-memory", pysparkMemory, 0).orElse(0))
            .stepMib(mib("--yarn-step", yarnStep, 1).orElse(1_024));
    whole("--executor-cores", executorCores, 1, MAX_CORES).ifPresent(draft::executorCores);
    mib("--driver-memory", driverMemory, 512).ifPresent(draft::driverMib);
    return draft.wishes();
  }

  private static OptionalInt whole(String option, @Nullable Integer value, int min, int max) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < min || value > max) {
      String range = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
      throw new CliFailure(option + " " + value + ": expected " + range);
    }
    return OptionalInt.of(value);
  }

  /** In whole MiB; a unit is needed, for Spark's own settings differ in what they mean without. */
  static OptionalLong mib(String option, @Nullable String text, long min) {
    if (text == null) {
      return OptionalLong.empty();
    }
    OptionalLong bytes = SparkAmount.bytes(text, 0);
    long mib = bytes.orElse(-1) / Sizes.MIB;
    if (!bytes.isPresent()) {
      throw new CliFailure(
          option
              + " "
              + text
              + ": expected a size with its unit, a whole number such as 512m, 128g or 1t");
    }
    if (mib < min || bytes.getAsLong() >= 1L << 60) {
      throw new CliFailure(option + " " + text + ": expected at least " + min + "m, below 1024p");
    }
    return OptionalLong.of(mib);
  }
}
