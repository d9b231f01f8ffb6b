package io.sparkvitals.bench;

import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.spark.SparkEventKind;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Takes the events of {@link EventStream} to a door without an agent around it. */
final class DoorListener extends SparkListener {
  private final SparkDoor door;

  DoorListener(SparkDoor door) {
    this.door = door;
  }

  @Override
  public void onApplicationStart(SparkListenerApplicationStart event) {
    door.accept(SparkEventKind.APPLICATION_START, event);
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    door.accept(SparkEventKind.EXECUTOR_ADDED, event);
  }

  @Override
  public void onBlockManagerAdded(SparkListenerBlockManagerAdded event) {
    door.accept(SparkEventKind.BLOCK_MANAGER_ADDED, event);
  }

  @Override
  public void onJobStart(SparkListenerJobStart event) {
    door.accept(SparkEventKind.JOB_START, event);
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd event) {
    door.accept(SparkEventKind.JOB_END, event);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    door.accept(SparkEventKind.STAGE_SUBMITTED, event);
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    door.accept(SparkEventKind.STAGE_COMPLETED, event);
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    door.accept(SparkEventKind.TASK_START, event);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    door.accept(SparkEventKind.TASK_END, event);
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate event) {
    door.accept(SparkEventKind.EXECUTOR_METRICS_UPDATE, event);
  }
}
