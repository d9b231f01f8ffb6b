package io.sparkvitals.dashboards;

/** What each panel of each dashboard answers, as Markdown; the words are the panels' own. */
final class PanelsTable {
  private PanelsTable() {}

  static String markdown() {
    StringBuilder page = new StringBuilder();
    for (Dashboard dashboard : Dashboard.all()) {
      String picture = dashboard.name().replace(".json", ".png");
      page.append("\n## ").append(dashboard.json().path("title").asText()).append("\n\n");
      page.append(dashboard.json().path("description").asText()).append("\n\n");
      page.append("![").append(dashboard.json().path("title").asText());
      page.append("](images/").append(picture).append(")\n\n");
      page.append("| row | panel | what it shows |\n|---|---|---|\n");
      String row = "";
      for (Panel panel : dashboard.everything()) {
        if (panel.type().equals("row")) {
          row = panel.title();
        } else {
          page.append(line(row, panel));
          row = "";
        }
      }
    }
    return page.append('\n').toString();
  }

  private static String line(String row, Panel panel) {
    return String.format("| %s | %s | %s |\n", row, panel.title(), panel.description());
  }
}
