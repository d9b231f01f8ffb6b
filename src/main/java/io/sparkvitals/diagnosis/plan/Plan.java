package io.sparkvitals.diagnosis.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Settings to start with, why each has its value, and what else is to be known. Immutable. */
public final class Plan {
  private final String title;
  private final List<Setting> settings;
  private final List<String> notes;

  private Plan(String title, List<Setting> settings, List<String> notes) {
    this.title = title;
    this.settings = Collections.unmodifiableList(settings);
    this.notes = Collections.unmodifiableList(notes);
  }

  static Draft of(String title) {
    return new Draft(title);
  }

  /** What it is a plan for, in a line. */
  public String title() {
    return title;
  }

  /** In the order in which they are worth reading. */
  public List<Setting> settings() {
    return settings;
  }

  /** Sentences. */
  public List<String> notes() {
    return notes;
  }

  /** One setting. Immutable. */
  public static final class Setting {
    private final String key;
    private final String value;
    private final String formula;
    private final String why;

    private Setting(String key, String value, String formula, String why) {
      this.key = key;
      this.value = value;
      this.formula = formula;
      this.why = why;
    }

    public String key() {
      return key;
    }

    public String value() {
      return value;
    }

    /** The calculation with its numbers. */
    public String formula() {
      return formula;
    }

    /** Why it is calculated so. */
    public String why() {
      return why;
    }
  }

  /** Collects a plan. Not thread-safe. */
  static final class Draft {
    private final String title;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Draft(String title) {
      this.title = title;
    }

    Draft set(String key, Object value, String formula, String why) {
      settings.add(new Setting(key, value.toString(), formula, why));
      return this;
    }

    Draft note(String sentence) {
      notes.add(sentence);
      return this;
    }

    Plan plan() {
      return new Plan(title, new ArrayList<>(settings), new ArrayList<>(notes));
    }
  }
}
