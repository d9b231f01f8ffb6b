package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
  @Test
  void settingsPageHasTheTable() {
    GeneratedSection section =
        GeneratedSection.of("src/docs/settings.md", "settings")
            .writeIfAsked(SettingsTable.markdown());

    assertThat(section.text()).as(section.toString()).hasValue(SettingsTable.markdown());
  }

  @Test
  void readmeHasTheShorterTable() {
    GeneratedSection section =
        GeneratedSection.of("README.md", "settings").writeIfAsked(SettingsTable.shorter());

    assertThat(section.text()).as(section.toString()).hasValue(SettingsTable.shorter());
  }
}
