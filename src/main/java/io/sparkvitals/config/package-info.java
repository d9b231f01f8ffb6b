/**
 * Settings: the one table of them ({@link io.sparkvitals.config.ConfigKey}), checked values, and
 * secrets that do not show.
 */
package io.sparkvitals.config;
