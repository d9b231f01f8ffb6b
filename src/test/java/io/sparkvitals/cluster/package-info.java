/**
 * Real Spark for tests and the demo: a standalone cluster of separate JVMs on the loopback address,
 * jobs submitted to it as a user would, and readers of what Spark, the agent and a webhook say.
 * Knows nothing of the product's own classes.
 */
package io.sparkvitals.cluster;
