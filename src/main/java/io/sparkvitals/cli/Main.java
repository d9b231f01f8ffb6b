package io.sparkvitals.cli;

/** The command line: {@code java -jar spark-vitals.jar COMMAND}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new Cli(Terminal.system(), System::nanoTime).run(args));
  }
}
