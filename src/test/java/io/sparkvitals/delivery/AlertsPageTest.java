package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code src/docs/alerts.md} are settings that work. */
class AlertsPageTest {
  private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "src/docs/alerts.md");
  private static final Pattern EXAMPLE = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

  /** Every file and variable of an example exists, and holds what could be any secret. */
  private static final Environment EVERYTHING =
      new Environment() {
        @Override
        public String variable(String name) {
          return "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        }

        @Override
        public String read(String path) {
          return switch (path) {
            case "/etc/secrets/slack-webhook", "/etc/secrets/teams-workflow" ->
                "https://hooks.example.com/T0KEN";
            default -> "0123456789abcdef0123456789abcdef";
          };
        }
      };

  static List<String> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(PAGE)).results().map(each -> each.group(1)).toList();
  }

  private static Map<String, String> properties(String example) {
    Map<String, String> properties = new TreeMap<>();
    example
        .lines()
        .map(line -> line.split("\\s+", 2))
        .forEach(pair -> properties.put(pair[0], pair[1]));
    return properties;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleHasNoProblem(String example) {
    VitalsConfig config = VitalsConfig.of(properties(example), EVERYTHING);
    List<String> problems = new ArrayList<>(config.problems());
    List<AlertChannel> channels =
        new Channels(() -> Given.NOW, AlertLog.slf4j()).of(config.channels(), problems::add);
    OkHttpTransport.of(config, () -> Given.NOW, problems::add).close();

    problems.removeIf(problem -> problem.contains("deprecated"));
    // This machine has no such file.
    problems.removeIf(problem -> problem.contains("/etc/ssl/company-ca.pem (java.nio"));
    assertThat(problems).isEmpty();
    assertThat(channels).hasSizeGreaterThanOrEqualTo(config.channels().size());
  }

  @Test
  void everyKindOfChannelHasAnExample() throws IOException {
    String page = Files.readString(PAGE);
    String types = ConfigKey.CHANNEL_TYPE.allowed().expected().replace("one of ", "");

    assertThat(Arrays.asList(types.split(", ")))
        .filteredOn(type -> !type.equals("log"))
        .allSatisfy(type -> assertThat(page).containsPattern("\\.type +" + type + "\n"));
    assertThat(page).contains("spark.vitals.channel.log.");
  }
}
