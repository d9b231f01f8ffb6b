package io.sparkvitals.cluster;

import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test class the standalone cluster of one Spark version. The cluster starts at the first
 * use, serves all test classes of the run and is closed at its end.
 *
 * <pre>
 * {@literal @}RegisterExtension
 * static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");
 * </pre>
 *
 * <p>Without the Spark home the class is skipped with a hint; where the environment has {@code
 * CI=true} it fails.
 */
public final class SparkClusterExtension implements ExecutionCondition, BeforeAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SparkClusterExtension.class);

  private final String version;
  private final String scalaVersion;
  private ExtensionContext.Store store;

  private SparkClusterExtension(String version, String scalaVersion) {
    this.version = version;
    this.scalaVersion = scalaVersion;
  }

  public static SparkClusterExtension of(String version, String scalaVersion) {
    return new SparkClusterExtension(version, scalaVersion);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (SparkHome.find(version, scalaVersion).isPresent()) {
      return ConditionEvaluationResult.enabled("Spark is there");
    }
    String message = SparkHome.missing(version, scalaVersion);
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(message);
    }
    return ConditionEvaluationResult.disabled(message);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    store = context.getRoot().getStore(NAMESPACE);
  }

  public SparkHome home() {
    return SparkHome.require(version, scalaVersion);
  }

  /** The cluster, two workers with 2 cores each. The test run closes it. */
  public SparkCluster cluster() {
    return store.getOrComputeIfAbsent(home(), SparkClusterExtension::start, SparkCluster.class);
  }

  private static SparkCluster start(SparkHome home) {
    try {
      return SparkCluster.start(home, SparkCluster.Size.small());
    } catch (IOException e) {
      throw new IllegalStateException("no cluster of " + home, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the cluster of " + home + " started", e);
    }
  }
}
