package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.metrics.Catalogue;
import io.sparkvitals.metrics.MetricDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Grafana's dashboard-linter asks of a dashboard, and that it asks only for series that the
 * agent serves. The one exception is in {@code dashboards/.lint}.
 */
class DashboardsTest {
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "short",
          "string",
          "percentunit",
          "s",
          "bytes",
          "decbytes",
          "Bps",
          "dateTimeAsIso");
  private static final Set<String> GRAFANAS = Set.of("__range", "__rate_interval");
  private static final Set<String> ALERT_LABELS = Set.of("alertname", "alertstate", "severity");

  /** Inside which a counter makes sense; it starts again with each application. */
  private static final Pattern COUNTER_READ =
      Pattern.compile(".*\\b(rate|increase|last_over_time)\\($");

  private static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void eachHasItsOwnUid() {
    assertThat(dashboards())
        .hasSize(3)
        .extracting(Dashboard::uid)
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("[a-zA-Z0-9_-]{8,40}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void fileReadsWellInADiff(Dashboard dashboard) throws Exception {
    List<String> lines = Files.readAllLines(Dashboard.DIRECTORY.resolve(dashboard.name()));

    assertThat(lines)
        .startsWith("{")
        .endsWith("}")
        .allMatch(line -> line.equals(line.stripTrailing()));
    assertThat(lines.get(1)).matches("  \"\\w.*");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void isProvisionedNotEdited(Dashboard dashboard) {
    assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
    assertThat(dashboard.json().has("id")).as("the database gives the id").isFalse();
    assertThat(dashboard.json().path("refresh").asText()).isEqualTo("30s");
    assertThat(dashboard.json().path("description").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void leadsToTheOthersWithItsVariablesAndTime(Dashboard dashboard) {
    JsonNode link = dashboard.json().path("links").path(0);
    String tag = link.path("tags").path(0).asText();

    assertThat(link.path("type").asText()).isEqualTo("dashboards");
    assertThat(link.path("includeVars").asBoolean()).isTrue();
    assertThat(link.path("keepTime").asBoolean()).isTrue();
    assertThat(Dashboard.stream(dashboard.json().path("tags")))
        .anyMatch(t -> t.asText().equals(tag));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void linksLeadToDashboardsAndVariablesThatExist(Dashboard dashboard) {
    Map<String, Dashboard> byUid = new TreeMap<>();
    dashboards().forEach(each -> byUid.put(each.uid(), each));
    Pattern link = Pattern.compile("\"/d/([\\w-]+)\\?([^\"]*)\"");

    link.matcher(dashboard.json().toString())
        .results()
        .forEach(
            each -> {
              assertThat(byUid).containsKey(each.group(1));
              Pattern.compile("var-(\\w+)=|\\$\\{(\\w+):queryparam")
                  .matcher(each.group(2))
                  .results()
                  .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
                  .forEach(name -> byUid.get(each.group(1)).variable(name));
              assertThat(each.group(2)).contains("${__url_time_range}");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dataSourceIsAVariable(Dashboard dashboard) {
    JsonNode source = dashboard.variable("datasource");

    assertThat(source.path("type").asText()).isEqualTo("datasource");
    assertThat(source.path("query").asText()).isEqualTo("prometheus");
    assertThat(source.path("label").asText()).isEqualTo("Data source");
    assertThat(dashboard.json().findValues("datasource"))
        .isNotEmpty()
        .allMatch(each -> each.path("uid").asText().equals("${datasource}"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variablesFollowTheTimeRangeAndNarrowEachOther(Dashboard dashboard) {
    JsonNode job = dashboard.variable("job");
    JsonNode instance = dashboard.variable("instance");

    assertThat(job.path("label").asText()).isEqualTo("Job");
    assertThat(job.path("multi").asBoolean()).isTrue();
    assertThat(job.path("allValue").asText()).isEqualTo(".+");
    assertThat(instance.path("label").asText()).isEqualTo("Instance");
    assertThat(instance.path("multi").asBoolean()).isTrue();
    assertThat(instance.path("allValue").asText()).as("pushed series have none").isEqualTo(".*");
    for (JsonNode each : dashboard.variables()) {
      if (each.path("type").asText().equals("query")) {
        assertThat(each.path("refresh").asInt()).as(each.path("name").asText()).isEqualTo(2);
        assertThat(each.path("query").path("query")).isEqualTo(each.path("definition"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsSayWhatTheyAnswer(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.title()).isNotBlank();
              assertThat(panel.description()).as(panel.title()).endsWith(".");
              assertThat(panel.targets()).as(panel.title()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyValueHasAUnit(Dashboard dashboard) {
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.defaults().path("unit").asText()).as(panel.title()).isIn(UNITS);
      for (JsonNode override : panel.json().path("fieldConfig").path("overrides")) {
        if (panel.type().equals("table")) {
          assertThat(Panel.property(override, "displayName").asText())
              .as(panel.title())
              .isNotBlank();
        }
        JsonNode unit = Panel.property(override, "unit");
        assertThat(unit.isMissingNode() || UNITS.contains(unit.asText()))
            .as("%s", override)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void chartsHaveTheirLegendAsATable(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .filteredOn(panel -> panel.type().equals("timeseries"))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              JsonNode legend = panel.json().path("options").path("legend");
              assertThat(legend.path("displayMode").asText()).isEqualTo("table");
              assertThat(legend.path("calcs")).isNotEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieBesideEachOther(Dashboard dashboard) {
    List<Panel> all = dashboard.everything();
    Set<Integer> ids = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      Panel panel = all.get(i);
      assertThat(ids.add(panel.json().path("id").asInt())).as("own id of %s", panel).isTrue();
      assertThat(panel.right()).as(panel.title()).isLessThanOrEqualTo(24);
      assertThat(all.subList(0, i)).filteredOn(panel::overlaps).as("under " + panel).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableIsDefined(Dashboard dashboard) {
    Set<String> known = new TreeSet<>(GRAFANAS);
    dashboard.variables().forEach(each -> known.add(each.path("name").asText()));

    assertThat(dashboard.queries())
        .allSatisfy(query -> assertThat(known).as(query.toString()).containsAll(query.variables()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableIsUsed(Dashboard dashboard) {
    Set<String> used = new TreeSet<>(Set.of("datasource"));
    dashboard.queries().forEach(query -> used.addAll(query.variables()));

    assertThat(dashboard.variables())
        .extracting(each -> each.path("name").asText())
        .allMatch(used::contains);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricAndItsLabelsAreServed(Dashboard dashboard) {
    Map<String, Set<String>> served = served();
    for (Query query : dashboard.queries()) {
      Set<String> labels = new TreeSet<>(List.of("job", "instance", "app_id", "app_name"));
      for (Query.Selector selector : query.selectors()) {
        assertThat(served).as(query.toString()).containsKey(selector.metric());
        Collection<String> own = served.getOrDefault(selector.metric(), Set.of());
        labels.addAll(own);
        assertThat(selector.matchers())
            .extracting(matcher -> matcher.get(0))
            .as(query.toString())
            .allMatch(
                label ->
                    own.contains(label)
                        || Set.of("job", "instance", "app_id", "app_name").contains(label));
      }
      assertThat(labels).as(query.toString()).containsAll(query.groupingLabels());
      assertThat(served.keySet()).as("selectors are read: %s", query).containsAll(query.metrics());
    }
  }

  private static Map<String, Set<String>> served() {
    Map<String, Set<String>> served = new TreeMap<>();
    served.put("ALERTS", ALERT_LABELS);
    for (MetricDefinition<?> each : Catalogue.definitions()) {
      Set<String> labels = new TreeSet<>(each.labels());
      switch (each.type()) {
        case HISTOGRAM -> {
          Set<String> buckets = new TreeSet<>(labels);
          buckets.add("le");
          served.put(each.name() + "_bucket", buckets);
        }
        case SUMMARY -> labels.add("quantile");
        default -> {}
      }
      served.put(each.name(), labels);
    }
    return served;
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everySelectorAsksForTheChosenTargets(Dashboard dashboard) {
    List<String> anywhere = new ArrayList<>();
    for (Query query : dashboard.queries()) {
      if (query.where().matches("variable (job|instance)")) {
        continue;
      }
      for (Query.Selector selector : query.selectors()) {
        // An alert of Prometheus has the labels that its rule leaves: not always an instance.
        boolean all =
            selector.has("job", "=~", "$job")
                && (selector.metric().equals("ALERTS")
                    || selector.has("instance", "=~", "$instance"));
        if (!all) {
          anywhere.add(query.toString());
        }
      }
    }
    assertThat(anywhere).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void countersAreReadAsSuch(Dashboard dashboard) {
    assertThat(dashboard.queries())
        .allSatisfy(
            query -> {
              assertThat(query.rateRanges()).as(query.toString()).isSubsetOf("$__rate_interval");
              assertThat(query.selectors())
                  .filteredOn(selector -> selector.metric().endsWith("_total"))
                  .as(query.toString())
                  .allMatch(selector -> COUNTER_READ.matcher(selector.before()).matches());
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void alertsAreDrawnIntoTheCharts(Dashboard dashboard) {
    assertThat(dashboard.queries())
        .filteredOn(query -> query.where().startsWith("annotation"))
        .anyMatch(
            query ->
                query.text().contains("ALERTS{") && query.text().contains("alertstate=\"firing\""));
  }

  @Test
  void provisioningReadsTheDirectoryAndNamesNoSecret() throws Exception {
    Path provisioning = Dashboard.DIRECTORY.resolve("provisioning");

    assertThat(Files.readString(provisioning.resolve("dashboards/spark-vitals.yml")))
        .contains("apiVersion: 1", "type: file", "path: ");
    assertThat(Files.readString(provisioning.resolve("datasources/prometheus.yml")))
        .contains("apiVersion: 1", "type: prometheus", "timeInterval: ")
        .doesNotContain("password");
  }
}
