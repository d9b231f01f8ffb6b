package io.sparkvitals.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitoring stack of {@code agent/stack} holds together. */
class StackTest {
  private static final Path COMPOSE = Bundle.STACK.resolve("compose.yml");

  @TempDir private Path dir;

  @Test
  void prometheusAcceptsItsConfigurationWithTheRules() throws Exception {
    String config =
        Bundle.read(Bundle.STACK.resolve("prometheus.yml"))
            .replace("/etc/prometheus/rules", Bundle.PROMETHEUS.toString());
    Path copy = Files.writeString(dir.resolve("prometheus.yml"), config);

    Tool.PROMTOOL.accepts(dir, List.of("check", "config", copy.toString()));
  }

  @Test
  void alertmanagerAcceptsItsConfiguration() throws Exception {
    Tool.AMTOOL.accepts(
        dir, List.of("check-config", Bundle.STACK.resolve("alertmanager.yml").toString()));
  }

  @Test
  void inhibitionNamesOnlyAlertsThatExist() {
    List<String> names = Bundle.alerts().stream().map(Bundle.Alert::name).toList();
    List<String> matched = new ArrayList<>();
    for (Map<String, Object> rule :
        Bundle.maps(Bundle.yaml(Bundle.STACK.resolve("alertmanager.yml")), "inhibit_rules")) {
      for (String side : List.of("source_matchers", "target_matchers")) {
        for (Object matcher : (List<?>) rule.get(side)) {
          if (matcher.toString().startsWith("alertname=")) {
            matched.add(matcher.toString().replaceAll("alertname=|\"", ""));
          }
        }
      }
    }

    assertThat(matched).isNotEmpty();
    assertThat(names).containsAll(matched);
  }

  @Test
  void imagesArePinned() {
    assertThat(services().map(service -> String.valueOf(service.get("image"))))
        .hasSizeGreaterThan(4)
        .allMatch(image -> image.matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+|spark-vitals:demo"));
  }

  @Test
  void everyMountedPathIsInTheRepository() {
    List<Path> mounted =
        services()
            .flatMap(service -> strings(service, "volumes"))
            .filter(volume -> volume.startsWith("."))
            .map(volume -> Bundle.STACK.resolve(volume.split(":", -1)[0]).normalize())
            .toList();
    // Dashboards are a part of the repository of their own, which may come without this stack.
    Path dashboards = Bundle.ROOT.resolve("dashboards");

    assertThat(mounted).hasSizeGreaterThan(4);
    assertThat(mounted)
        .filteredOn(path -> Files.exists(dashboards) || !path.startsWith(dashboards))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void namedVolumesAreDeclared() {
    Map<?, ?> declared = (Map<?, ?>) Bundle.yaml(COMPOSE).get("volumes");

    assertThat(
            services()
                .flatMap(service -> strings(service, "volumes"))
                .filter(volume -> !volume.startsWith("."))
                .map(volume -> volume.split(":", -1)[0]))
        .isNotEmpty()
        .allMatch(declared::containsKey);
  }

  @Test
  void portsAreOpenOnThisMachineAlone() {
    assertThat(services().flatMap(service -> strings(service, "ports")))
        .isNotEmpty()
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void secretsStayOutOfImagesAndVersionControl() {
    assertThat(Bundle.read(Bundle.ROOT.resolve(".dockerignore"))).contains("agent/stack/secrets\n");
    assertThat(Bundle.read(Bundle.STACK.resolve("secrets/.gitignore"))).contains("\n*\n");
  }

  @Test
  void demoIsScrapedWhereItListens() {
    assertThat(Bundle.read(Bundle.STACK.resolve("spark-demo.sh")))
        .contains("target=/targets/")
        .contains("--conf spark.vitals.port=\"$port\"");
    assertThat(Bundle.read(Bundle.STACK.resolve("prometheus.yml")))
        .contains("files: [/targets/*.json]")
        .contains("honor_labels: true");
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> services() {
    Map<String, Map<String, Object>> services =
        (Map<String, Map<String, Object>>) Bundle.yaml(COMPOSE).get("services");
    return services.values().stream();
  }

  private static Stream<String> strings(Map<String, Object> service, String member) {
    return ((List<?>) service.getOrDefault(member, List.of())).stream().map(String::valueOf);
  }
}
