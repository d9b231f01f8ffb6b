/** What {@code make demo} runs: a sick Spark job on a real, small cluster, watched by the agent. */
package io.sparkvitals.demo;
