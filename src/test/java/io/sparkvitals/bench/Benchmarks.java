package io.sparkvitals.bench;

import io.sparkvitals.cluster.SparkHome;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What {@code make bench} runs: listener, heap, scrape, advice, replay; ends with one table. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args)
      throws RunnerException, CommandLineOptionException, IOException, InterruptedException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include("io.sparkvitals.bench.*")
                    .build())
            .run();
    System.out.println();
    System.out.println("Retained heap with 1,000 executors:");
    int exit = run("-Xmx4g", System.getProperty("java.class.path"), RetainedHeap.class);
    exit += run("-Xmx2g", withSpark(), LogBenchmark.class);
    System.out.println();
    print(results);
    System.exit(exit);
  }

  /** Runs a main class in a JVM of its own. */
  private static int run(String heap, String classPath, Class<?> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(heap, "-cp", classPath, main.getName()));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** The shaded jar, these classes and Spark's jars: Spark's Jackson is not the agent's. */
  private static String withSpark() {
    String classes = Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return System.getProperty("vitals.jar")
        + File.pathSeparator
        + classes
        + File.pathSeparator
        + SparkHome.require("3.5.9", "2.12").classPath();
  }

  private static void print(Collection<RunResult> results) {
    double app = 0;
    double vitals = 0;
    System.out.println("| what | time | per event | bytes per event |");
    System.out.println("|---|---|---|---|");
    for (RunResult result : results) {
      double micros = result.getPrimaryResult().getScore();
      String name = result.getParams().getParam("listener");
      if (name == null) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %.2f ms | | |%n",
            result.getPrimaryResult().getLabel() + stages(result),
            micros / 1e3);
        continue;
      }
      double events = mean(result, "events");
      app = name.equals("AppStatusListener") ? micros : app;
      vitals = name.equals("VitalsListener") ? micros : vitals;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f ms a stage | %.0f ns | %.0f |%n",
          name,
          micros / 1e3,
          micros * 1e3 / events,
          mean(result, "bytes") / events);
    }
    System.out.printf(Locale.ROOT, "%nVitalsListener / AppStatusListener: %.3f%n", vitals / app);
  }

  private static String stages(RunResult result) {
    String stages = result.getParams().getParam("stages");
    return stages == null ? "" : " of " + stages + " stages";
  }

  /** Per measured invocation; JMH sums an auxiliary counter up over all of them. */
  private static double mean(RunResult result, String counter) {
    long invocations = result.getPrimaryResult().getSampleCount();
    return result.getSecondaryResults().get(counter).getScore() / invocations;
  }
}
