package io.sparkvitals.report.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.Losses;
import io.sparkvitals.report.Caveats;
import io.sparkvitals.report.Headline;
import io.sparkvitals.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report for programs. Its members are a contract, written down in {@code src/docs/report.md};
 * {@code schema} changes when one of them goes or changes its meaning, not when one is added.
 *
 * <p>It is written as it is made: memory does not grow with the number of stages.
 */
public final class JsonReport {
  public static final int SCHEMA = 1;

  private final Report report;
  private final JsonGenerator out;
  private final Members members;

  private JsonReport(Report report, JsonGenerator out) {
    this.report = report;
    this.out = out;
    this.members = new Members(out);
  }

  /** Writes the report in UTF-8 and flushes; the stream stays open. */
  public static void write(Report report, OutputStream to) throws IOException {
    JsonFactory factory = JsonEscapes.factory();
    try (JsonGenerator out = factory.createGenerator(to, JsonEncoding.UTF8)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      out.setPrettyPrinter(new LineLayout());
      new JsonReport(report, out).document();
    }
  }

  private void document() throws IOException {
    ApplicationSnapshot application = report.application();
    members.object(
        () -> {
          members.number("schema", SCHEMA).object("generator", this::generator);
          members.object("application", this::application);
          input(report.input());
          members.time("takenAtMillis", application.takenMillis());
          members.texts("headline", Headline.sentences(report));
          members.texts("caveats", Caveats.of(report));
          members.object("losses", () -> losses(application.losses()));
          new TotalsJson(members).totals(application.work());
          new AlertJson(members).alerts(report);
          new AdviceJson(members).advice(report);
          new AuditJson(members).audit(report.audit());
          new CostJson(members).cost(report);
          members.objects("jobs", application.jobs(), this::job);
          new StageJson(members).stages(application.stages());
          new ExecutorJson(members).executors(application.executors());
          members.object("environment", this::environment);
        });
    out.writeRaw('\n');
  }

  private void generator() throws IOException {
    BuildInfo build = BuildInfo.load();
    members.text("name", "spark-vitals").text("version", build.version());
    members.text("revision", build.revision());
  }

  private void application() throws IOException {
    ApplicationFacts facts = report.application().facts();
    members.text("id", facts.id()).text("name", facts.name()).text("user", facts.user());
    members.text("attempt", facts.attemptId()).text("sparkVersion", facts.sparkVersion());
    members.text("master", facts.property("spark.master"));
    members.time("startTimeMillis", facts.startMillis());
    members.time("endTimeMillis", report.application().endMillis());
    members.number("exitCode", report.application().exitCode());
  }

  private void input(@Nullable InputFacts input) throws IOException {
    if (input == null) {
      members.nothing("input");
      return;
    }
    members.object(
        "input",
        () -> {
          members.number("lines", input.lines()).number("malformedLines", input.malformedLines());
          members.number("unusableEvents", input.unusableEvents());
          members.number("unknownEvents", input.unknownEvents());
          members.number("usedEvents", input.usedEvents());
          members.number("cutValues", input.cutValues()).flag("truncated", input.truncated());
        });
  }

  private void losses(Losses losses) throws IOException {
    members.flag("incomplete", losses.incomplete());
    members.counts("droppedEvents", losses.droppedEvents());
    members.counts("evicted", losses.evicted()).number("oddEvents", losses.oddEvents());
    members.number("misdatedTasks", losses.misdatedTasks());
  }

  private void job(JobSnapshot job) throws IOException {
    members.number("jobId", job.jobId()).words("name", job.facts().name());
    members.words("description", job.facts().description()).words("group", job.facts().group());
    members.text("status", status(job)).words("failure", job.failure());
    members.time("startTimeMillis", job.facts().startMillis());
    members.time("endTimeMillis", job.endMillis());
    members.integers("stageIds", job.facts().stageIds());
    members.number("resultBytes", job.resultBytes());
  }

  private static String status(JobSnapshot job) {
    if (job.active()) {
      return "active";
    }
    return job.failure() == null ? "succeeded" : "failed";
  }

  private void environment() throws IOException {
    Map<String, String> shown = report.application().facts().environment();
    for (Map.Entry<String, String> each : shown.entrySet()) {
      members.text(each.getKey(), each.getValue());
    }
  }
}
