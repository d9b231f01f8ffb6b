package io.sparkvitals.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.diagnosis.plan.Plan;
import java.util.Locale;

/** A plan for people, for Spark and for programs. */
final class PlanText {
  private PlanText() {}

  /** The settings, then how each was calculated and why, then what else is to be known. */
  static String text(Plan plan) {
    StringBuilder text = new StringBuilder("Plan for " + plan.title() + "\n\n");
    text.append(settings(plan)).append("\nWhy\n");
    for (Plan.Setting each : plan.settings()) {
      text.append("\n  ").append(each.key()).append(" = ").append(each.value()).append('\n');
      if (!each.formula().isEmpty()) {
        text.append("    ").append(each.formula()).append('\n');
      }
      text.append("    ").append(each.why()).append('\n');
    }
    text.append("\nTo know\n\n");
    plan.notes().forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString();
  }

  /** What {@code spark-defaults.conf} and {@code --properties-file} take. */
  static String conf(Plan plan) {
    return "# Plan of " + Cli.NAME + " for " + plan.title() + "\n" + settings(plan);
  }

  private static String settings(Plan plan) {
    int width = plan.settings().stream().mapToInt(each -> each.key().length()).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (Plan.Setting each : plan.settings()) {
      lines.append(String.format(Locale.ROOT, "%-" + width + "s  %s%n", each.key(), each.value()));
    }
    return lines.toString().replace(System.lineSeparator(), "\n");
  }

  static String json(Plan plan) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("title", plan.title());
    for (Plan.Setting each : plan.settings()) {
      root.withArray("settings")
          .addObject()
          .put("key", each.key())
          .put("value", each.value())
          .put("formula", each.formula())
          .put("why", each.why());
    }
    plan.notes().forEach(root.withArray("notes")::add);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
