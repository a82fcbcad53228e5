/**
 * How each job ran last, remembered in the data folder and written in the form that Prometheus
 * reads.
 */
@NullMarked
package dev.senselink.batch.notify.metrics;

import org.jspecify.annotations.NullMarked;
