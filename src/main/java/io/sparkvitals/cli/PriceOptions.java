package io.sparkvitals.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a run that had no prices, or others, is to be priced with. */
final class PriceOptions {
  private static final String COST = "spark.vitals.cost.";

  @Option(
      names = {"-c", "--conf"},
      paramLabel = "KEY=VALUE",
      description =
          "A price or the budget (spark.vitals.cost.*) in place of the run's own, such as"
              + " spark.vitals.cost.perCoreHour=0.05; may be repeated.")
  private List<String> settings = new ArrayList<>();

  /**
   * The settings by their keys.
   *
   * @throws CliFailure for one that is none of these, or whose value cannot be read
   */
  Map<String, String> settings() {
    Map<String, String> prices = new TreeMap<>();
    for (String each : settings) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new CliFailure("--conf " + each + ": expected KEY=VALUE");
      }
      String key = each.substring(0, equals).trim();
      if (!key.startsWith(COST)) {
        throw new CliFailure(
            "--conf " + key + ": expected " + COST + "*; all else is as the run had it");
      }
      prices.put(key, each.substring(equals + 1).trim());
    }
    List<String> problems = ConfOptions.config(prices).problems();
    if (!prices.isEmpty() && !problems.isEmpty()) {
      throw new CliFailure("--conf: " + problems.get(0));
    }
    return prices;
  }
}
