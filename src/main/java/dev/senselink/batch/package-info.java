/**
 * SenseLink Batch: batch import and export for SenseLink Enterprise V1.9.0-p.
 *
 * <p>Start with {@link dev.senselink.batch.Main}. Each package below is a stage of the work; data
 * runs from roster to report, imports run the other way.
 */
@NullMarked
package dev.senselink.batch;

import org.jspecify.annotations.NullMarked;
