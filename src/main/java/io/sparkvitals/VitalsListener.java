package io.sparkvitals;

import io.sparkvitals.spark.SparkEventKind;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorUnexcluded;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerNodeExcluded;
import org.apache.spark.scheduler.SparkListenerNodeUnexcluded;
import org.apache.spark.scheduler.SparkListenerResourceProfileAdded;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The agent, as Spark knows it: {@code spark.extraListeners=io.sparkvitals.VitalsListener}.
 *
 * <p>Its constructor does almost nothing and never throws; the agent is set up at the first event.
 * Every callback hands its event over and returns; nothing that goes wrong reaches Spark.
 */
public final class VitalsListener extends SparkListener {
  private final Map<String, String> properties;
  private @Nullable Vitals vitals;
  private boolean broken;

  /** Spark's preferred constructor for a listener. */
  public VitalsListener(SparkConf conf) {
    Map<String, String> ours = new HashMap<>();
    try {
      for (Tuple2<String, String> each : conf.getAll()) {
        if (Vitals.needs(each._1())) {
          ours.put(each._1(), each._2());
        }
      }
    } catch (Throwable e) {
      broken = true;
    }
    properties = ours;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    pass(SparkEventKind.APPLICATION_START, event);
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    pass(SparkEventKind.APPLICATION_END, event);
    end();
  }

  @Override
  public void onEnvironmentUpdate(SparkListenerEnvironmentUpdate event) {
    pass(SparkEventKind.ENVIRONMENT_UPDATE, event);
  }

  @Override
  public void onResourceProfileAdded(SparkListenerResourceProfileAdded event) {
    pass(SparkEventKind.RESOURCE_PROFILE_ADDED, event);
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    pass(SparkEventKind.JOB_START, event);
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    pass(SparkEventKind.JOB_END, event);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    pass(SparkEventKind.STAGE_SUBMITTED, event);
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    pass(SparkEventKind.STAGE_COMPLETED, event);
  }

  @Override
  public void onStageExecutorMetrics(SparkListenerStageExecutorMetrics event) {
    pass(SparkEventKind.STAGE_EXECUTOR_METRICS, event);
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    pass(SparkEventKind.TASK_START, event);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    pass(SparkEventKind.TASK_END, event);
  }

  @Override
  public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted event) {
    pass(SparkEventKind.SPECULATIVE_TASK_SUBMITTED, event);
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    pass(SparkEventKind.EXECUTOR_ADDED, event);
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    pass(SparkEventKind.EXECUTOR_REMOVED, event);
  }

  @Override
  public void onExecutorExcluded(SparkListenerExecutorExcluded event) {
    pass(SparkEventKind.EXECUTOR_EXCLUDED, event);
  }

  @Override
  public void onExecutorUnexcluded(SparkListenerExecutorUnexcluded event) {
    pass(SparkEventKind.EXECUTOR_UNEXCLUDED, event);
  }

  @Override
  public void onNodeExcluded(SparkListenerNodeExcluded event) {
    pass(SparkEventKind.NODE_EXCLUDED, event);
  }

  @Override
  public void onNodeUnexcluded(SparkListenerNodeUnexcluded event) {
    pass(SparkEventKind.NODE_UNEXCLUDED, event);
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    pass(SparkEventKind.EXECUTOR_METRICS_UPDATE, event);
  }

  @Override
  public void onBlockManagerAdded(SparkListenerBlockManagerAdded event) {
    pass(SparkEventKind.BLOCK_MANAGER_ADDED, event);
  }

  @Override
  public void onBlockUpdated(SparkListenerBlockUpdated event) {
    pass(SparkEventKind.BLOCK_UPDATED, event);
  }

  @Override
  public void onUnpersistRDD(SparkListenerUnpersistRDD event) {
    pass(SparkEventKind.UNPERSIST_RDD, event);
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    pass(SparkEventKind.OTHER, event);
  }

  /** Never throws. The agent that cannot even be made is given up, with one line in the log. */
  private void pass(SparkEventKind kind, SparkListenerEvent event) {
    Vitals agent = vitals;
    if (agent != null) {
      agent.door().accept(kind, event);
    } else if (!broken) {
      start(kind, event);
    }
  }

  private void start(SparkEventKind kind, SparkListenerEvent event) {
    try {
      vitals = Vitals.start(properties);
      broken = vitals == null;
      pass(kind, event);
    } catch (Throwable e) {
      broken = true;
      Vitals.fault(e);
    }
  }

  /** Waits for the last alerts, no longer than {@code spark.vitals.shutdown.timeout}. */
  private void end() {
    Vitals agent = vitals;
    try {
      if (agent != null) {
        agent.close();
      }
    } catch (Throwable e) {
      Vitals.fault(e);
    }
  }
}
