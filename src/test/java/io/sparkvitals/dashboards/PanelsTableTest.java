package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PanelsTableTest {
  private static final Path DOCS = Path.of(System.getProperty("basedir", ""), "src/docs");
  private static final long MOST_BYTES = 400_000;

  @Test
  void referencePageHasEveryPanel() {
    GeneratedSection section =
        GeneratedSection.of("src/docs/dashboards.md", "panels")
            .writeIfAsked(PanelsTable.markdown());

    assertThat(section.text()).as(section.toString()).hasValue(PanelsTable.markdown());
  }

  @Test
  void picturesAreThereAndSmall() {
    List<Path> pictures =
        Pattern.compile("]\\((images/[^)]+)\\)")
            .matcher(PanelsTable.markdown())
            .results()
            .map(link -> DOCS.resolve(link.group(1)))
            .toList();

    assertThat(pictures)
        .hasSize(3)
        .allSatisfy(picture -> assertThat(Files.size(picture)).isLessThan(MOST_BYTES));
  }
}
