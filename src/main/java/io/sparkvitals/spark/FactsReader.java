package io.sparkvitals.spark;

import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.FailureText;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.ShownText;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.PlanNode;
import io.sparkvitals.tracker.ResourceProfileFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.resource.ExecutorResourceRequest;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.TaskResourceRequest;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.JobFailed;
import org.apache.spark.scheduler.JobResult;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.apache.spark.storage.RDDInfo;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.Iterator;

/** Reads what Spark says of jobs, stages and the application. Guarded by the door's lock. */
final class FactsReader {
  private static final String MUTE = "spark.vitals.mute";
  private static final String SQL_EXECUTION = "spark.sql.execution.id";

  static String sparkVersion() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  /** {@code properties} are those of the job that submitted the stage, where the event has them. */
  StageFacts stage(StageInfo stage, @Nullable Properties properties) {
    StageFacts.Draft facts =
        StageFacts.of(
                StageKey.of(stage.stageId(), stage.attemptNumber()),
                cut(stage.name()),
                stage.numTasks())
            .resourceProfile(stage.resourceProfileId())
            .submitted(time(stage.submissionTime()))
            .completed(time(stage.completionTime()))
            .failed(
                stage.failureReason().isEmpty()
                    ? null
                    : FailureText.raw(stage.failureReason().get()));
    if (properties != null) {
      facts.job(
          property(properties, "spark.job.description"),
          property(properties, "spark.jobGroup.id"),
          property(properties, "spark.scheduler.pool"));
      facts.muted(property(properties, MUTE)).sqlExecution(properties.getProperty(SQL_EXECUTION));
    }
    return facts.facts();
  }

  /** The same of a stage that is submitted, of which its data sets tell more. */
  StageFacts submitted(StageInfo stage, @Nullable Properties properties) {
    StageFacts facts = stage(stage, properties);
    return barrier(stage) ? facts.change().barrier(true).facts() : facts;
  }

  private static boolean barrier(StageInfo stage) {
    for (Object each : list(VersionBridge.rddInfos(stage))) {
      if (((RDDInfo) each).isBarrier()) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String property(Properties properties, String key) {
    String value = properties.getProperty(key);
    return value == null ? null : cut(value);
  }

  private static String cut(@Nullable String text) {
    return text == null ? "" : ShownText.raw(text);
  }

  private static long time(Option<?> millis) {
    return millis.isEmpty() ? 0 : ((Number) millis.get()).longValue();
  }

  ExecutorFacts executor(SparkListenerExecutorAdded event) {
    ExecutorInfo info = event.executorInfo();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Object each : list(info.attributes())) {
      Tuple2<?, ?> attribute = (Tuple2<?, ?>) each;
      if (attributes.size() < ExecutorFacts.MAX_ATTRIBUTES) {
        attributes.put((String) attribute._1(), String.valueOf(attribute._2()));
      }
    }
    return ExecutorFacts.of(
            event.executorId(),
            info.executorHost(),
            info.totalCores(),
            info.resourceProfileId(),
            event.time())
        .attributes(attributes);
  }

  JobFacts job(SparkListenerJobStart event) {
    List<Integer> stageIds = new ArrayList<>();
    for (Object id : list(VersionBridge.stageIds(event))) {
      stageIds.add((Integer) id);
    }
    Properties properties = event.properties();
    return JobFacts.of(event.jobId(), event.time(), Collections.unmodifiableList(stageIds))
        .named(
            lastStageName(event),
            properties == null ? null : property(properties, "spark.job.description"),
            properties == null ? null : property(properties, "spark.jobGroup.id"))
        .muted(properties == null ? null : property(properties, MUTE))
        .sqlExecution(properties == null ? null : properties.getProperty(SQL_EXECUTION));
  }

  /** What is known of the session of a query's job; no names for other jobs. */
  OtherKeys ofSession(@Nullable Properties properties) {
    if (properties == null || properties.getProperty(SQL_EXECUTION) == null) {
      return OtherKeys.NONE;
    }
    Map<String, Integer> ofProcesses = new HashMap<>();
    for (String each : properties.stringPropertyNames()) {
      if (OtherKeys.ofProcess(each)) {
        ofProcesses.put(each, OtherKeys.print(properties.getProperty(each)));
      }
    }
    return OtherKeys.ofJob(ofProcesses);
  }

  /** Spark's UI names a job after its stage with the highest id. */
  private static @Nullable String lastStageName(SparkListenerJobStart event) {
    StageInfo last = null;
    for (Object each : list(VersionBridge.stageInfos(event))) {
      StageInfo stage = (StageInfo) each;
      last = last == null || stage.stageId() > last.stageId() ? stage : last;
    }
    return last == null ? null : cut(last.name());
  }

  /** Tells of those data sets of a submitted stage that are to be cached. */
  void cachedRdds(StageInfo stage, ApplicationEvents events) {
    for (Object each : list(VersionBridge.rddInfos(stage))) {
      RDDInfo rdd = (RDDInfo) each;
      if (rdd.storageLevel().isValid()) {
        events.cachedRdd(stage.stageId(), rdd.id(), cut(rdd.name()), rdd.numPartitions());
        events.cacheLevel(rdd.id(), rdd.storageLevel().useMemory(), rdd.storageLevel().useDisk());
      }
    }
  }

  /** Tells what the exchanges of a stage that ended moved. */
  void dataSizes(StageInfo stage, ApplicationEvents events) {
    Iterable<?> byId = stage.accumulables();
    Iterator<?> entries = byId.iterator();
    while (entries.hasNext()) {
      AccumulableInfo each = (AccumulableInfo) ((Tuple2<?, ?>) entries.next())._2();
      Object value = each.value().isEmpty() ? null : each.value().get();
      String name = each.name().isEmpty() ? null : each.name().get();
      if (value instanceof Number && PlanNode.isDataSize(name)) {
        events.dataSize(each.id(), stage.stageId(), ((Number) value).longValue());
      }
    }
  }

  private static List<Object> list(@Nullable Iterable<?> elements) {
    List<Object> all = new ArrayList<>();
    if (elements != null) {
      Iterator<?> each = elements.iterator();
      while (each.hasNext()) {
        all.add(each.next());
      }
    }
    return all;
  }

  /** Null for a job that succeeded. */
  @Nullable String failure(JobResult result) {
    if (result == JobSucceeded$.MODULE$) {
      return null;
    }
    Exception cause = result instanceof JobFailed ? ((JobFailed) result).exception() : null;
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "unknown" : FailureText.raw(message);
  }

  /** The allowed properties of the sections that have them. */
  Map<String, String> environment(SparkListenerEnvironmentUpdate event) {
    Map<String, String> properties = new HashMap<>();
    Iterator<?> sections = event.environmentDetails().iterator();
    while (sections.hasNext()) {
      Tuple2<?, ?> section = (Tuple2<?, ?>) sections.next();
      if ("Spark Properties".equals(section._1())) {
        sparkProperties((Iterable<?>) section._2(), properties);
      } else if ("JVM Information".equals(section._1())) {
        jvmProperties((Iterable<?>) section._2(), properties);
      }
    }
    return properties;
  }

  /** The names of all Spark properties. */
  OtherKeys otherKeys(SparkListenerEnvironmentUpdate event) {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    Iterator<?> sections = event.environmentDetails().iterator();
    while (sections.hasNext()) {
      Tuple2<?, ?> section = (Tuple2<?, ?>) sections.next();
      if ("Spark Properties".equals(section._1())) {
        for (Object each : list((Iterable<?>) section._2())) {
          Tuple2<?, ?> entry = (Tuple2<?, ?>) each;
          draft.add((String) entry._1(), entry._2() == null ? "" : (String) entry._2());
        }
      }
    }
    return draft.keys();
  }

  private static void sparkProperties(Iterable<?> section, Map<String, String> into) {
    for (Object each : list(section)) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) each;
      if (EnvironmentKeys.all().contains(entry._1())) {
        into.put((String) entry._1(), (String) entry._2());
      }
    }
  }

  private static void jvmProperties(Iterable<?> section, Map<String, String> into) {
    for (Object each : list(section)) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) each;
      if ("Java Version".equals(entry._1())) {
        into.put(EnvironmentKeys.JAVA_VERSION, (String) entry._2());
      } else if ("Scala Version".equals(entry._1())) {
        into.put(EnvironmentKeys.SCALA_VERSION, (String) entry._2());
      }
    }
  }

  ResourceProfileFacts profile(ResourceProfile profile) {
    Map<String, Long> amounts = new HashMap<>();
    for (Map.Entry<String, ExecutorResourceRequest> each :
        profile.executorResourcesJMap().entrySet()) {
      amounts.put(each.getKey(), each.getValue().amount());
    }
    TaskResourceRequest cpus = profile.taskResourcesJMap().get("cpus");
    return ResourceProfileFacts.of(profile.id(), amounts, cpus == null ? 0 : cpus.amount());
  }
}
