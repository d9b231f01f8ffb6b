package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names that people type, and which of them a mistyped one was meant to be. */
public final class Names {
  private Names() {}

  static List<String> signals() {
    List<String> names = new ArrayList<>();
    for (Signal each : Signal.values()) {
      names.add(each.member());
    }
    return names;
  }

  static List<String> causes() {
    List<String> names = new ArrayList<>();
    for (CauseKind each : CauseKind.values()) {
      names.add(each.label());
    }
    return names;
  }

  /** {@code "; did you mean x?"}, or nothing where no name is like it. */
  public static String hint(String name, Collection<String> known) {
    String best = "";
    int least = 2 + name.length() / 3;
    for (String each : known) {
      int distance = distance(name, each);
      if (distance < least) {
        least = distance;
        best = each;
      }
    }
    return best.isEmpty() ? "" : "; did you mean " + best + "?";
  }

  /** Insertions, deletions and replacements that lead from one word to the other. */
  public static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
