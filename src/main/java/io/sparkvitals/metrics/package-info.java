/**
 * Exposure to Prometheus. One catalogue of metric definitions ({@link
 * io.sparkvitals.metrics.Catalogue}) drives the page and its documentation. What Spark does comes
 * from a snapshot that is taken at each scrape, so that what left the snapshot leaves the page; the
 * agent's own health comes from Micrometer meters.
 */
package io.sparkvitals.metrics;
