package io.sparkvitals.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting: one line each, and the only table of them. A key with a {@code <placeholder>}
 * stands for a family of settings. A secret can also be given by reference: its name with {@code
 * Env} behind it names an environment variable, with {@code File} a file.
 */
public enum ConfigKey {
  ENABLED("spark.vitals.enabled", Allowed.flag(), "true", "Switches the whole agent on or off."),
  PORT(
      "spark.vitals.port",
      Allowed.range(ValueType.PORT, "-1", "65535"),
      "4090",
      "Port of the metrics endpoint. If it is taken, the next free one is used, up to 16 tries;"
          + " 0 takes any free port, -1 or off opens none."),
  HOST(
      "spark.vitals.host",
      Allowed.text("a host name or an address"),
      "0.0.0.0",
      "Address that the metrics endpoint binds to; 127.0.0.1 keeps it to the driver's host."),
  ENDPOINT_USER(
      "spark.vitals.endpoint.user",
      Allowed.text("a text"),
      "",
      "User that the metrics endpoint asks for by basic authentication. If any setting of its"
          + " security is wrong, the endpoint stays closed."),
  ENDPOINT_SECRET_PASSWORD(
      "spark.vitals.endpoint.secretPassword", Allowed.text("a text"), "", "Password of that user."),
  ENDPOINT_SECRET_TOKEN(
      "spark.vitals.endpoint.secretToken",
      Allowed.text("a text"),
      "",
      "Bearer token that opens the metrics endpoint; beside a user, either of them does."),
  ENDPOINT_KEY_STORE(
      "spark.vitals.endpoint.keyStore",
      Allowed.text("a path"),
      "",
      "Local PKCS12 or JKS file with the key and certificate that the metrics endpoint serves HTTPS"
          + " with. If not set, it serves HTTP."),
  ENDPOINT_SECRET_KEY_STORE_PASSWORD(
      "spark.vitals.endpoint.secretKeyStorePassword",
      Allowed.text("a text"),
      "",
      "Password of that file, and of the key in it."),
  INTERVAL(
      "spark.vitals.interval",
      Allowed.range(ValueType.DURATION, "1s", "1h"),
      "10s",
      "Time between two evaluations of the rules."),
  REDACT_REGEX(
      "spark.vitals.redact.regex",
      Allowed.text("a regular expression"),
      "",
      "What this matches is hidden in every name, description and message before anything else sees"
          + " it, beside what Spark's own spark.redaction.string.regex matches. If it is no regular"
          + " expression, all texts are hidden."),
  DESCRIPTIONS_ENABLED(
      "spark.vitals.descriptions.enabled",
      Allowed.flag(),
      "true",
      "Whether job descriptions, among them SQL texts, and names of cached data sets are read."),
  SHUTDOWN_TIMEOUT(
      "spark.vitals.shutdown.timeout",
      Allowed.range(ValueType.DURATION, "0s", "60s"),
      "5s",
      "Longest time that the agent may take to deliver the last alerts when the application ends."),
  SHUTDOWN_LINGER(
      "spark.vitals.shutdown.linger",
      Allowed.range(ValueType.DURATION, "0s", "10m"),
      "0s",
      "Time for which the metrics endpoint stays open after the application has ended, so that one"
          + " more scrape finds the last values. The driver ends so much later: one scrape interval"
          + " is enough."),
  DISCOVERY_DIR(
      "spark.vitals.discovery.dir",
      Allowed.text("a directory"),
      "",
      "Local directory, or one that is mounted from elsewhere, for a file that tells Prometheus"
          + " where the endpoint is (file_sd): <app id>.json. It is removed at the application's"
          + " end. If not set, none is written."),
  PUSH_TYPE(
      "spark.vitals.push.type",
      Allowed.choice("pushgateway", "victoriametrics"),
      "",
      "Kind of receiver that gets the metrics page when the application ends, for drivers that live"
          + " too short to be scraped or cannot be reached. If not set, nothing is pushed."),
  PUSH_URL(
      "spark.vitals.push.url",
      Allowed.text("a URL"),
      "",
      "Where the receiver is, such as http://pushgateway:9091, http://victoriametrics:8428 or"
          + " http://vminsert:8480/insert/0/prometheus. What is in it can be seen."),
  PUSH_SECRET_URL(
      "spark.vitals.push.secretUrl",
      Allowed.text("a URL"),
      "",
      "The same where the URL itself is a secret."),
  PUSH_USER(
      "spark.vitals.push.user",
      Allowed.text("a text"),
      "",
      "User for basic authentication at the receiver."),
  PUSH_SECRET_PASSWORD(
      "spark.vitals.push.secretPassword",
      Allowed.text("a text"),
      "",
      "Password for basic authentication at the receiver."),
  PUSH_SECRET_TOKEN(
      "spark.vitals.push.secretToken",
      Allowed.text("a text"),
      "",
      "Bearer token that the receiver gets in the Authorization header."),
  PUSH_JOB(
      "spark.vitals.push.job",
      Allowed.text("a text"),
      "spark-vitals",
      "Value of the label job on what is pushed. A Pushgateway keeps one group for each job and"
          + " app_id."),
  PUSH_INTERVAL(
      "spark.vitals.push.interval",
      Allowed.range(ValueType.DURATION, "0s", "1h"),
      "0s",
      "Time between pushes while the application runs, for drivers that Prometheus cannot reach;"
          + " less than a second counts as one. 0 pushes at the end only."),
  PUSH_DELETE_AFTER(
      "spark.vitals.push.deleteAfter",
      Allowed.range(ValueType.DURATION, "0s", "10m"),
      "0s",
      "Time after the last push at which the application's group is deleted from the Pushgateway,"
          + " so that it does not stay for ever. The driver ends so much later: two scrape intervals"
          + " are enough. 0 leaves the group there."),
  METRICS_MAX_SERIES(
      "spark.vitals.metrics.maxSeries",
      Allowed.range(ValueType.INTEGER, "1000", "1000000"),
      "20000",
      "Most series on the metrics page, whatever the application does; what is held back is counted"
          + " in sparkvitals_agent_series_suppressed."),
  METRICS_MAX_STAGES(
      "spark.vitals.metrics.maxStages",
      Allowed.range(ValueType.INTEGER, "0", "10000"),
      "200",
      "Most stage attempts that have series of their own at a time; active stages come first, then"
          + " the worst finished ones, then the newest. They take at most half of maxSeries."),
  METRICS_EXECUTOR_DETAIL(
      "spark.vitals.metrics.executorDetail",
      Allowed.choice("auto", "full", "basic", "off"),
      "auto",
      "Series per executor. auto gives full detail to up to 200 executors, basic detail to up to"
          + " 1,000, and above that basic detail to the 100 that use the most heap."),
  ALERTS_REPEAT(
      "spark.vitals.alerts.repeat",
      Allowed.range(ValueType.DURATION, "1m", "7d"),
      "1h",
      "Time after which an alert that still fires is sent again."),
  ALERTS_WAIT(
      "spark.vitals.alerts.wait",
      Allowed.range(ValueType.DURATION, "0", "10m"),
      "10s",
      "Time for which a new alert waits, so that what the same rule finds meanwhile comes in one"
          + " message, and what follows from another alert is not told at all."),
  ALERTS_MAX_PER_HOUR(
      "spark.vitals.alerts.maxPerHour",
      Allowed.range(ValueType.INTEGER, "0", "10000"),
      "20",
      "Most messages of alerts within any hour, the last quarter of them for critical ones; the rest"
          + " is held back and told in one digest. That alerts are over does not count. 0 for no"
          + " limit."),
  ALERTS_SUMMARY(
      "spark.vitals.alerts.summary",
      Allowed.choice("auto", "always", "never"),
      "auto",
      "Whether a run is summed up in one message at its end: auto if anything was told in it. The"
          + " summary stands in place of single messages that open alerts ended with the run."),
  MUTE(
      "spark.vitals.mute",
      Allowed.text("rules, group=PATTERN or stage=PATTERN, joined by commas"),
      "",
      "Alerts that nobody wants to be told of: rules by name (gc-*), job groups (group=nightly-*) or"
          + " stages by their label (stage=*Backfill.scala*). They still stand in reports. A job can"
          + " do the same for its own stages by a local property of this name, such as"
          + " sc.setLocalProperty(\"spark.vitals.mute\", \"spill-*\")."),
  ALERTS_QUEUE_SIZE(
      "spark.vitals.alerts.queueSize",
      Allowed.range(ValueType.INTEGER, "1", "100000"),
      "1000",
      "Most messages that wait for delivery to one channel; the least severe are dropped and counted"
          + " first."),
  REPORT_DIR(
      "spark.vitals.report.dir",
      Allowed.text("a directory"),
      "",
      "Directory, local or of any file system that Hadoop knows, for a report of the run at its end:"
          + " <app id>.html for people, <app id>.json for machines. If not set, none is written."),
  BASELINE_DIR(
      "spark.vitals.baseline.dir",
      Allowed.text("a directory"),
      "",
      "Directory, local or of any file system that Hadoop knows, where runs that end well leave the"
          + " figures of their stages, and where the next runs of the same name find those of the"
          + " last 20. If not set, a run is compared with itself only."),
  LINKS_DASHBOARD(
      "spark.vitals.links.dashboard",
      Allowed.text("a URL"),
      "",
      "URL of a dashboard for alerts to link to; {app_id} and {app_name} in it are filled in."),
  LINKS_ADVERTISED_HOST(
      "spark.vitals.links.advertisedHost",
      Allowed.text("a host name or an address"),
      "",
      "Host name for links to the agent's own page, if people cannot reach the driver by the name"
          + " that Spark knows."),
  COST_PER_CORE_HOUR(
      "spark.vitals.cost.perCoreHour",
      Allowed.range(ValueType.RATIO, "0", "1000000"),
      "0",
      "Price of one executor core for an hour, in any currency."),
  COST_PER_GB_HOUR(
      "spark.vitals.cost.perGbHour",
      Allowed.range(ValueType.RATIO, "0", "1000000"),
      "0",
      "Price of one GiB of executor memory, with all that is beside the heap, for an hour, in the"
          + " same currency."),
  COST_SPOT_PER_CORE_HOUR(
      "spark.vitals.cost.spot.perCoreHour",
      Allowed.range(ValueType.RATIO, "0", "1000000"),
      "0",
      "Price of one core for an hour of executors on spot capacity, which spark.vitals.cost.spot.hosts"
          + " or .attribute tell; 0 is the price of the others."),
  COST_SPOT_PER_GB_HOUR(
      "spark.vitals.cost.spot.perGbHour",
      Allowed.range(ValueType.RATIO, "0", "1000000"),
      "0",
      "Price of one GiB of their memory for an hour; 0 is the price of the others."),
  COST_SPOT_HOSTS(
      "spark.vitals.cost.spot.hosts",
      Allowed.text("host names with commas between, * and ? for other characters"),
      "",
      "Hosts of spot capacity, such as spot-*,10.1.?.*; up to 20 patterns of up to four stars."),
  COST_SPOT_ATTRIBUTE(
      "spark.vitals.cost.spot.attribute",
      Allowed.matching("[^=]+=.+", "name=value"),
      "",
      "Attribute that Spark tells of executors on spot capacity, such as CAPACITY=spot: the executor's"
          + " environment variable SPARK_EXECUTOR_ATTRIBUTE_CAPACITY (Spark 3.0 and later)."),
  COST_CURRENCY(
      "spark.vitals.cost.currency",
      Allowed.matching("[\\p{L}\\p{Sc}]{1,8}", "one to eight letters or currency signs"),
      "",
      "Text that stands before amounts in reports, such as EUR."),
  COST_BUDGET(
      "spark.vitals.cost.budget",
      Allowed.range(ValueType.RATIO, "0", "1000000000"),
      "0",
      "What the executors of one application may cost, in the same currency. The rule budget speaks"
          + " at half of it, at four fifths and when it is spent; 0, or no price, switches it off."),
  HTTP_PROXY(
      "spark.vitals.http.proxy",
      Allowed.text("http://host:port"),
      "",
      "Proxy through which channels send. If not set, the JVM's own settings count, such as"
          + " -Dhttps.proxyHost."),
  HTTP_NO_PROXY(
      "spark.vitals.http.noProxy",
      Allowed.text("hosts joined by commas"),
      "",
      "Hosts, with their subdomains, that are reached without the proxy."),
  HTTP_CA_FILE(
      "spark.vitals.http.caFile",
      Allowed.text("a path"),
      "",
      "Local file of certificates in PEM that channels trust beside those of the JVM."),
  RULES_FILE(
      "spark.vitals.rules.file",
      Allowed.text("a path"),
      "",
      "Rule file, local or of any file system that Hadoop knows, on top of the standard rules: of a"
          + " rule with a standard rule's id, the fields that it names count; any other is added."
          + " With \"standard: false\" in it the file stands alone."),
  RULE_ENABLED(
      "spark.vitals.rule.<id>.enabled",
      Allowed.text("true or false"),
      "",
      "Switches a rule on or off."),
  RULE_THRESHOLD(
      "spark.vitals.rule.<id>.threshold",
      Allowed.text("a number, such as 0.2"),
      "",
      "Value that the rule compares with, in the unit of its signal."),
  RULE_CRITICAL(
      "spark.vitals.rule.<id>.critical",
      Allowed.text("a number, such as 0.5"),
      "",
      "Value from which on the alert is critical."),
  RULE_SEVERITY(
      "spark.vitals.rule.<id>.severity",
      Allowed.text("info, warning or critical"),
      "",
      "Severity at the threshold."),
  RULE_FOR(
      "spark.vitals.rule.<id>.for",
      Allowed.text("a duration"),
      "",
      "How long the condition must hold before the alert fires."),
  RULE_KEEP(
      "spark.vitals.rule.<id>.keep",
      Allowed.text("a duration"),
      "",
      "How long the condition must be false before the alert is resolved."),
  RULE_WINDOW(
      "spark.vitals.rule.<id>.window",
      Allowed.text("a duration"),
      "",
      "Time over which the rule looks at an application or an executor."),
  RULE_GUARD(
      "spark.vitals.rule.<id>.guard.<signal>",
      Allowed.text("a number"),
      "",
      "Smallest sample at which the rule speaks, such as guard.runSeconds."),
  CHANNEL_TYPE(
      "spark.vitals.channel.<name>.type",
      Allowed.choice(
          "slack", "teams", "pagerduty", "opsgenie", "alertmanager", "webhook", "file", "log"),
      "",
      "Kind of receiver. Any number of channels can be defined, each under a name of its own."),
  CHANNEL_ENABLED(
      "spark.vitals.channel.<name>.enabled",
      Allowed.flag(),
      "true",
      "Switches a channel on or off. A channel named log that writes to the driver's log is always"
          + " there unless it is switched off."),
  CHANNEL_MATCH(
      "spark.vitals.channel.<name>.match",
      Allowed.text("a condition"),
      "",
      "Which alerts the channel gets: terms joined by commas, such as severity>=warning, rule=gc-*"
          + " or group!=adhoc*. If not set, pagerduty and opsgenie get severity>=warning, and the"
          + " others get all."),
  CHANNEL_TIMEOUT(
      "spark.vitals.channel.<name>.timeout",
      Allowed.range(ValueType.DURATION, "1s", "60s"),
      "10s",
      "Longest time that one request may take."),
  CHANNEL_URL(
      "spark.vitals.channel.<name>.url",
      Allowed.text("a URL"),
      "",
      "URL that is no secret: of a webhook, of another region of PagerDuty or Opsgenie, or of every"
          + " replica of an Alertmanager, joined by commas."),
  CHANNEL_SECRET_URL(
      "spark.vitals.channel.<name>.secretUrl",
      Allowed.text("a URL"),
      "",
      "URL of the webhook; whoever knows a Slack or Teams URL can post, so it is a secret."),
  CHANNEL_PATH(
      "spark.vitals.channel.<name>.path",
      Allowed.text("a path"),
      "",
      "Local file that a file channel, or any channel in a dry run, adds lines of JSON to."),
  CHANNEL_DRY_RUN(
      "spark.vitals.channel.<name>.dryRun",
      Allowed.flag(),
      "false",
      "Sends nothing: what would be sent is written, without secrets, to the path, or to the log if"
          + " there is no path."),
  CHANNEL_SECRET_API_KEY(
      "spark.vitals.channel.<name>.secretApiKey",
      Allowed.text("a text"),
      "",
      "API key of the Opsgenie integration."),
  CHANNEL_SECRET_ROUTING_KEY(
      "spark.vitals.channel.<name>.secretRoutingKey",
      Allowed.text("32 characters"),
      "",
      "Integration key of the PagerDuty service."),
  CHANNEL_SECRET_SIGNING_KEY(
      "spark.vitals.channel.<name>.secretSigningKey",
      Allowed.text("whsec_ and the key in base64"),
      "",
      "Key that signs the bodies of a webhook (Standard Webhooks)."),
  CHANNEL_SECRET_TOKEN(
      "spark.vitals.channel.<name>.secretToken",
      Allowed.text("a text"),
      "",
      "Bearer token that a webhook or an Alertmanager gets in its Authorization header."),
  CHANNEL_USER(
      "spark.vitals.channel.<name>.user",
      Allowed.text("a text"),
      "",
      "User for basic authentication."),
  CHANNEL_SECRET_PASSWORD(
      "spark.vitals.channel.<name>.secretPassword",
      Allowed.text("a text"),
      "",
      "Password for basic authentication."),
  CHANNEL_HEADER(
      "spark.vitals.channel.<name>.header.<header>",
      Allowed.text("a text"),
      "",
      "HTTP header that a webhook or an Alertmanager gets."),
  CHANNEL_SECRET_HEADER(
      "spark.vitals.channel.<name>.secretHeader.<header>",
      Allowed.text("a text"),
      "",
      "HTTP header whose value is a secret, such as an API key.");

  /** What all settings start with. */
  public static final String PREFIX = "spark.vitals.";

  private static final Pattern SECRET = Pattern.compile("(secret[A-Za-z]*)");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // it is, but cannot say so without another dependency
  private final Allowed allowed;

  private final String defaultText;
  private final String help;
  private final Pattern pattern;

  ConfigKey(String key, Allowed allowed, String defaultText, String help) {
    this.key = key;
    this.allowed = allowed;
    this.defaultText = defaultText;
    this.help = help;
    this.pattern = pattern(key);
  }

  private static Pattern pattern(String key) {
    String regex =
        key.replace(".", "\\.")
            .replaceAll("(secret[A-Za-z]*)", "$1(?:Env|File)??")
            .replaceAll("<(id|name)>", "(?<owner>[A-Za-z0-9_-]{1,60})")
            .replaceAll("<(signal|header)>", "[A-Za-z0-9_-]{1,60}");
    return Pattern.compile(regex);
  }

  /** The full key; a placeholder stands in angle brackets. */
  public String key() {
    return key;
  }

  public Allowed allowed() {
    return allowed;
  }

  /** The default as a user would write it; empty where there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** One sentence or two. */
  public String help() {
    return help;
  }

  /** Whether the key stands for many settings. */
  public boolean family() {
    return key.indexOf('<') >= 0;
  }

  /** Whether the value is a secret. Spark redacts keys that have this word in them. */
  public boolean secret() {
    return SECRET.matcher(key).find();
  }

  /** The part of the key behind the placeholder of its owner: the short name of a setting. */
  String field() {
    return key.substring(key.indexOf('>') + 2);
  }

  /** The setting that a user's key names, or null. */
  static @Nullable ConfigKey find(String userKey) {
    for (ConfigKey each : values()) {
      if (each.pattern.matcher(userKey).matches()) {
        return each;
      }
    }
    return null;
  }

  /** The rule id or the channel name in a user's key of this family. */
  String owner(String userKey) {
    Matcher matcher = pattern.matcher(userKey);
    if (!family() || !matcher.matches()) {
      throw new IllegalArgumentException(userKey + " has no owner");
    }
    return matcher.group("owner");
  }
}
