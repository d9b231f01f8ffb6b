/** Sends the metrics page to receivers that keep it, for drivers that nobody can scrape. */
package io.sparkvitals.push;
